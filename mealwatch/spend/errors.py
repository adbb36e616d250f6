"""What closing and reopening a week refuse."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class WeekNotOver(Conflict):
    code = "spend.week_not_over"
    says = mark("{week} 这一周还没有结束")
    remedy = mark("请在本周最后一个供餐日之后再周结")


class NothingToClose(Conflict):
    code = "spend.nothing_to_close"
    says = mark("{week} 这一周没有供餐日")
    remedy = mark("没有供餐日的一周不用周结；如有供餐，请先登记供餐日历")


class StillMissing(Conflict):
    """``missing`` and ``unsigned`` say what; the page lists them as links."""

    code = "spend.still_missing"
    says = mark("还有 {count} 项没有补齐或签字")
    remedy = mark("请先补报所缺的人数、出库和签字；到期未补的由教体局统一周结")

    def __init__(self, missing, unsigned):
        super().__init__(field="week", count=len(missing) + len(unsigned))
        self.missing = missing
        self.unsigned = unsigned


class NotClosed(NotFound):
    code = "spend.not_closed"
    says = mark("{week} 这一周没有周结")
    remedy = mark("没有周结的一周可以直接补报和更正")


class ReasonMissing(Invalid):
    code = "spend.reason_missing"
    says = mark("没有填写重开的原因")
    remedy = mark("请写明为什么要重开")


class NotAsked(Conflict):
    code = "spend.not_asked"
    says = mark("没有人申请重开 {week} 这一周")
    remedy = mark("重开要教体局一人申请、另一人同意")


class SamePerson(Conflict):
    code = "spend.same_person"
    says = mark("申请和同意重开的不能是同一个人")
    remedy = mark("请由教体局另一位工作人员同意")


class NoWeek(NotFound):
    code = "spend.no_week"
    says = mark("没有“{value}”这一周")
    remedy = mark("周次写作 2026-W45 这样的形式")


class NoStatement(NotFound):
    code = "spend.no_statement"
    says = mark("{week} 没有第 {version} 版周结单")
    remedy = mark("请从周结单列表进入")


class VersionNotNext(Conflict):
    """A closing or reopening names another version than the one that is next, or that stands."""

    code = "spend.version_not_next"
    says = mark("{week} 现在应当是第 {version} 版，不是第 {value} 版")
    remedy = mark("请先读取这一周的周结单，核对后再提交")


class DeadlineAhead(Conflict):
    code = "spend.deadline_ahead"
    says = mark("{week} 的周结期限是 {until}，还没有到")
    remedy = mark("期限前由校长周结；期限过后，没有周结的学校才由教体局统一周结")


class AskedOtherwise(Conflict):
    code = "spend.asked_otherwise"
    says = mark("{asked_by}已经申请重开这一周，写的原因不同")
    remedy = mark("请由另一位工作人员同意那份申请；不用再申请一次")


class AlreadyReopened(Conflict):
    code = "spend.already_reopened"
    says = mark("{agreed_by}已经同意重开第 {version} 版")
    remedy = mark("这一版已经不是现行版；补正后请重新周结")
