"""What can be wrong with visits and packs."""

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, mark


class NoVisit(NotFound):
    code = "inspections.no_visit"
    says = mark("没有编号为“{value}”的检查")
    remedy = mark("请从检查列表中打开")


class NoFinding(NotFound):
    code = "inspections.no_finding"
    says = mark("没有编号为“{value}”的问题")
    remedy = mark("请从问题列表中打开")


class NoCanteenFeeds(Conflict):
    code = "inspections.no_canteen"
    says = mark("“{value}”没有供餐的食堂")
    remedy = mark("请先在学校资料里登记由哪个食堂供餐")


class NoStopHere(Invalid):
    code = "inspections.no_stop_here"
    says = mark("这次检查不是这所学校的")
    remedy = mark("请重新打开学校列表再下载")
