"""What can go wrong with papers, notes and the principal's card."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class HolderMissing(Invalid):
    code = "duty.holder"
    says = mark("还没有填写健康证是谁的")
    remedy = mark("请填写从业人员的姓名")


class NoPaper(NotFound):
    code = "duty.no_paper"
    says = mark("找不到这份证件")
    remedy = mark("请返回证件列表查看")


class PaperEnded(Conflict):
    code = "duty.paper_ended"
    says = mark("这份证件已经停用")
    remedy = mark("需要时请重新登记一份")


class NoView(NotFound):
    code = "duty.no_view"
    says = mark("找不到这一条")
    remedy = mark("请返回首页重新打开")
