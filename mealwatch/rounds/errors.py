"""What rounds refuse."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoRound(NotFound):
    code = "rounds.no_round"
    says = mark("没有编号为 {value} 的督查轮次")
    remedy = mark("请从督查轮次列表里打开")


class NoStop(NotFound):
    code = "rounds.no_stop"
    says = mark("没有编号为 {value} 的督查点")
    remedy = mark("请从督查轮次里打开")


class NoPerson(NotFound):
    code = "rounds.no_person"
    says = mark("这一轮没有 {value} 号人员")
    remedy = mark("请刷新页面再试")


class NoConflict(NotFound):
    code = "rounds.no_conflict"
    says = mark("没有编号为 {value} 的回避登记")
    remedy = mark("请刷新页面再试")


class NotNow(Conflict):
    code = "rounds.not_now"
    says = mark("这一轮现在不能做这一步")
    remedy = mark("请刷新页面，看它到了哪一步")


class ChangedMeanwhile(Conflict):
    code = "rounds.changed_meanwhile"
    says = mark("您打开以后，别人改过这一轮")
    remedy = mark("请刷新页面，在新的内容上再改")


class DaysMissing(Invalid):
    code = "rounds.days_missing"
    says = mark("还没有写督查日期")
    remedy = mark("请至少填写一天")


class TooManyDays(Invalid):
    code = "rounds.too_many_days"
    says = mark("一轮最多 {most} 天")
    remedy = mark("请分成几轮")


class DaysInThePast(Invalid):
    code = "rounds.days_in_the_past"
    says = mark("督查日期 {value} 已经过去")
    remedy = mark("请改为今天或以后的日期")


class DayNotServed(Invalid):
    code = "rounds.day_not_served"
    says = mark("{school} 在 {value} 不供餐")
    remedy = mark("请改到供餐的日子")


class TownMissing(Invalid):
    code = "rounds.town_missing"
    says = mark("还没有选乡镇")
    remedy = mark("请选择一个乡镇，或者改为全县")


class SchoolsMissing(Invalid):
    code = "rounds.schools_missing"
    says = mark("还没有选学校")
    remedy = mark("请勾选要去的学校")


class OutOfReach(Invalid):
    code = "rounds.out_of_reach"
    says = mark("这个范围不归您管")
    remedy = mark("请选择您负责的乡镇")


class NothingToDraw(Invalid):
    code = "rounds.nothing_to_draw"
    says = mark("这个范围里没有可以去的学校")
    remedy = mark("请换日期（那几天要供餐）或者扩大范围")


class TooFewSchools(Invalid):
    code = "rounds.too_few_schools"
    says = mark("要抽 {wanted} 所，范围里只有 {have} 所可以去")
    remedy = mark("请减少所数，或者选“全部都去”")


class PersonTwice(Invalid):
    code = "rounds.person_twice"
    says = mark("{name} 写了两次")
    remedy = mark("请删去重复的一行")


class NoTeam(Invalid):
    code = "rounds.no_team"
    says = mark("没有第 {value} 组")
    remedy = mark("请核对组数")


class UnknownAccount(Invalid):
    code = "rounds.unknown_account"
    says = mark("没有能督查的账号“{value}”")
    remedy = mark("没有账号的人请把账号一栏留空")


class TooFewPeople(Invalid):
    code = "rounds.too_few_people"
    says = mark("{teams} 个组至少要 {least} 个人，现在只有 {have} 个")
    remedy = mark("每组至少两人，请添加人员或减少组数")


class TooFewLeaders(Invalid):
    code = "rounds.too_few_leaders"
    says = mark("{teams} 个组没有足够的组长")
    remedy = mark("请给能当组长的人勾选“可当组长”")


class TeamTooSmall(Invalid):
    code = "rounds.team_too_small"
    says = mark("有的组不足两人")
    remedy = mark("每组至少两人，请改固定的组")


class WordsMissing(Invalid):
    code = "rounds.words_missing"
    says = mark("还没有写见证人说的话")
    remedy = mark("请见证人当场报一个数或一句话，原样写下")


class MustStayAway(Conflict):
    code = "rounds.must_stay_away"
    says = mark("{name} 要回避 {school}")
    remedy = mark("请换人，或者先把这所学校交给别的组")


class LastTwo(Conflict):
    code = "rounds.last_two"
    says = mark("这一组会不足两人")
    remedy = mark("请写明由谁顶替")


class AlreadyVisited(Conflict):
    code = "rounds.already_visited"
    says = mark("这所学校已经查过")
    remedy = mark("查过的不能再改期或更换")


class NoReserve(Conflict):
    code = "rounds.no_reserve"
    says = mark("没有可以递补的学校了")
    remedy = mark("请改期，或者写明原因不查")


class StillOpen(Conflict):
    code = "rounds.still_open"
    says = mark("还有 {count} 所没有查，也没有写明原因")
    remedy = mark("请把没查的改期、更换或写明不查的原因，再结束这一轮")


class WithoutTeam(Conflict):
    code = "rounds.without_team"
    says = mark("还有 {count} 所没有组去")
    remedy = mark("请先派组")


class NameMissing(Invalid):
    code = "rounds.name_missing"
    says = mark("没有写姓名")
    remedy = mark("请写姓名，或者选一个账号")
