"""What an address of a paper can get wrong."""

from mealwatch.kernel.errors import NotFound, mark


class NoWeek(NotFound):
    code = "reports.no_week"
    says = mark("没有“{value}”这一周")
    remedy = mark("周次写作 2026-W45 这样的形式")


class NoMonth(NotFound):
    code = "reports.no_month"
    says = mark("没有“{value}”这个月")
    remedy = mark("月份写作 2026-11 这样的形式")
