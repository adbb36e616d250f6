"""What can go wrong with schools, their groups and the calendar."""

from mealwatch.kernel.errors import NotFound, mark


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
