"""What can go wrong with schools, their groups and the calendar."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoSchool(NotFound):
    code = "schools.no_school"
    says = mark("找不到学校“{value}”")
    remedy = mark("请核对学校编码；新学校请先登记")


class NoCanteen(NotFound):
    code = "schools.no_canteen"
    says = mark("找不到食堂“{value}”")
    remedy = mark("请核对食堂编码；新食堂请先登记")


class NoGroup(NotFound):
    code = "schools.no_group"
    says = mark("学校“{school}”没有供餐年级组“{value}”")
    remedy = mark("请核对供餐年级组编码；新年级组请先登记人数")


class NoRequest(NotFound):
    code = "schools.no_closure_request"
    says = mark("找不到第{value}号不供餐申请")
    remedy = mark("请刷新页面后再试")


class NoCalendarDay(NotFound):
    code = "schools.no_calendar_day"
    says = mark("供餐日历上没有{value}这一条")
    remedy = mark("请刷新页面后再试")


class GroupWithoutSchool(Invalid):
    code = "schools.group_without_school"
    says = mark("填写了供餐年级组“{value}”，没有填写学校")
    remedy = mark("请填写学校编码，或留空年级组")


class NoTerm(NotFound):
    code = "schools.no_term"
    says = mark("没有{value}开学的学期")
    remedy = mark("请刷新页面后再试")


class TermBackwards(Invalid):
    code = "schools.term_backwards"
    says = mark("学期结束日期{value}不在开学日期之后")
    remedy = mark("请核对开学和结束的日期")


class TermsOverlap(Conflict):
    code = "schools.terms_overlap"
    says = mark("与学期“{name}”（{starts_on}至{ends_on}）重叠")
    remedy = mark("请先改正学期的起止日期")


class SpanInvalid(Invalid):
    code = "schools.span_invalid"
    says = mark("{first}至{last}不能一次生成")
    remedy = mark("请选择一年以内的起止日期，结束日期不早于起始日期")


class HolidaysNotPublished(Conflict):
    code = "schools.holidays_not_published"
    says = mark("{year}年的放假安排尚未公布")
    remedy = mark("请等国务院办公厅公布后再生成，或在供餐日历上逐日填写")


class RequestDiffers(Conflict):
    code = "schools.request_differs"
    says = mark("编号“{value}”的不供餐申请已经提交，内容不同")
    remedy = mark("请核对原申请；内容有变的，另用新的编号提交")


class WeekClosed(Conflict):
    code = "schools.week_closed"
    says = mark("{value}所在的周已经周结")
    remedy = mark("周结后不再更改；确需更改的，由县局两人批准重开")


class SamePerson(Conflict):
    code = "schools.same_person"
    says = mark("不能审批自己提出的不供餐申请")
    remedy = mark("请由县局另一位人员审批")


class AlreadyDecided(Conflict):
    code = "schools.already_decided"
    says = mark("{by}已经审批过这份申请")
    remedy = mark("已经审批的不再更改；需要恢复供餐的，请在供餐日历上修改")


class CodeTaken(Conflict):
    code = "schools.code_taken"
    says = mark("编码“{value}”已经有了")
    remedy = mark("请换一个编码，或去修改原来的登记")


class NothingFrom(NotFound):
    code = "schools.nothing_from"
    says = mark("没有{value}起生效的登记")
    remedy = mark("请核对起始日期")
