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
