"""What can be wrong with visits and packs."""

from mealwatch.kernel.errors import NotFound, mark


class NoVisit(NotFound):
    code = "inspections.no_visit"
    says = mark("没有编号为“{value}”的检查")
    remedy = mark("请从检查列表中打开")


class NoFinding(NotFound):
    code = "inspections.no_finding"
    says = mark("没有编号为“{value}”的问题")
    remedy = mark("请从问题列表中打开")
