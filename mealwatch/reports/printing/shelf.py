"""The shelf of books: which there are, what they are called, and of which Facts each is made."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from flask_babel import gettext as _

from mealwatch.kernel.errors import NotFound, mark
from mealwatch.reports.printing.books import (
    acceptance,
    blank,
    checks,
    dining,
    hygiene,
    issues,
    ledger,
    menus,
    month,
    orders,
    receipts,
    settlement,
)
from mealwatch.reports.printing.books.kept_form import plain

TABLES, PAPERS, STORE, PUBLIC, SAFETY, SETTLEMENT = (
    mark("食堂供餐台账十一张表"),
    mark("单据"),
    mark("库存"),
    mark("食谱和公示"),
    mark("食品安全记录"),
    mark("对账和报账"),
)


class NoBook(NotFound):
    code = "reports.no_book"
    says = mark("没有“{value}”这本账")
    remedy = mark("请从账册打印页选择")


class Told(NamedTuple):
    """What the page says of a book: how much stands in it, what it lacks, whether there is anything to print."""

    text: str
    missing: tuple
    printable: bool


@dataclass(frozen=True)
class Book:
    """``forms(facts)`` makes its Forms."""

    slug: str
    name: str
    part: str
    forms: Callable

    def told(self, facts):
        """The Told of this book, from the very forms that are printed."""
        forms = self.forms(facts)
        rows = sum(form.count for form in forms)
        counted = Counter(text for form in forms for text in form.missing)
        missing = tuple(text if times == 1 else f"{times} 张：{text}" for text, times in counted.items())
        if not forms:
            return Told(_("这段时间没有，不用打印"), missing, False)
        if not rows:
            return Told(_("这段时间没有记录，可以打印空表"), missing, True)
        if len(forms) > 1:
            return Told(_("%(forms)s 张，%(rows)s 行", forms=len(forms), rows=rows), missing, True)
        return Told(_("%(rows)s 行", rows=rows), missing, True)


BOOKS = (
    Book("staples-in", mark("表一 主食入库"), TABLES, receipts.staples),
    Book("staples-out", mark("表二 主食出库"), TABLES, issues.staples),
    Book("others-in", mark("表三 副食入库"), TABLES, receipts.others),
    Book("others-out", mark("表四 副食出库"), TABLES, issues.others),
    Book("menu-log", mark("表五 食谱台账"), TABLES, menus.log),
    Book("accompanied-table", mark("表六 陪餐"), TABLES, dining.accompanied_table),
    Book("samples-table", mark("表七 成品留样"), TABLES, dining.samples_table),
    Book("disinfection-table", mark("表八 消毒"), TABLES, hygiene.disinfection_table),
    Book("daily-table", mark("表九 日常检查"), TABLES, checks.daily_table),
    Book("training", mark("表十 培训"), TABLES, hygiene.training),
    Book("signature-book", mark("表十一 受益学生签名册（空表）"), TABLES, blank.signature_books),
    Book("orders", mark("订货单"), PAPERS, orders.orders),
    Book("receipts", mark("入库/验收单"), PAPERS, acceptance.slips),
    Book("issues", mark("出库单"), PAPERS, issues.vouchers),
    Book("deliveries", mark("送餐验收单"), PAPERS, acceptance.deliveries),
    Book("losses", mark("报损单"), PAPERS, issues.losses),
    Book("stocktakes", mark("盘点表"), PAPERS, ledger.stocktakes),
    Book("openings", mark("期初库存单"), PAPERS, ledger.openings),
    Book("stock-ledger", mark("库存明细账"), STORE, ledger.ledgers),
    Book("count-sheet", mark("盘点表（点数用）"), STORE, ledger.to_count),
    Book("month-stock", mark("月底库存表"), STORE, ledger.month_stock),
    Book("sampling", mark("食材抽检情况表"), STORE, receipts.sampled),
    Book("three-checks", mark("收货三对三查三检表"), STORE, receipts.matched),
    Book("week-menu", mark("每周带量食谱公示表"), PUBLIC, menus.week_menus),
    Book("menu-budget", mark("周每餐次食材用量预算表"), PUBLIC, menus.budgets),
    Book("day-goods", mark("每日食材公示"), PUBLIC, menus.day_goods),
    Book("cost-report", mark("食堂成本核算公示报表"), PUBLIC, month.cost_reports),
    Book("operations", mark("食堂经营情况公示表"), PUBLIC, month.operations),
    Book("flows", mark("伙食收支明细表"), PUBLIC, month.flows),
    Book("programme", mark("营养改善计划实施情况月报"), PUBLIC, month.programme),
    Book("basics", mark("学校配餐基础信息统计表"), PUBLIC, month.basics),
    Book("accompanied", mark("陪餐记录"), SAFETY, dining.accompanied),
    Book("samples", mark("留样记录"), SAFETY, dining.samples),
    Book("morning", mark("从业人员晨检登记"), SAFETY, hygiene.morning),
    Book("disinfection", mark("餐具消毒记录"), SAFETY, hygiene.disinfection),
    Book("uv", mark("紫外线消毒记录"), SAFETY, hygiene.lamps),
    Book(
        "temperature",
        mark("冰箱温度记录"),
        SAFETY,
        partial(plain, "temperature", "冰箱（柜）温度记录", ("负责人",)),
    ),
    Book("additive", mark("添加剂使用记录"), SAFETY, partial(plain, "additive", "食品添加剂使用记录", ("负责人",))),
    Book("waste", mark("餐厨废弃物记录"), SAFETY, partial(plain, "waste", "餐厨废弃物处置记录", ("经手人", "负责人"))),
    Book("daily-check", mark("每日食品安全检查记录"), SAFETY, checks.daily),
    Book("weekly-check", mark("每周食品安全排查治理报告"), SAFETY, checks.weekly),
    Book("monthly-check", mark("每月食品安全调度会议纪要"), SAFETY, checks.monthly),
    Book("statements", mark("供货商对账单"), SETTLEMENT, settlement.statements),
    Book("reimbursement", mark("报账汇总表（三人会签）"), SETTLEMENT, settlement.reimbursement),
)
#: the book in which a document of each kind stands as a form of its own
PAPER_OF = {
    "receipt": "receipts",
    "issue": "issues",
    "delivery": "deliveries",
    "loss": "losses",
    "stocktake": "stocktakes",
    "opening": "openings",
    "order": "orders",
}
_BY_SLUG = {book.slug: book for book in BOOKS}


def get_book(slug):
    """The book of this name in addresses. Raises NoBook."""
    try:
        return _BY_SLUG[slug]
    except KeyError:
        raise NoBook(value=slug) from None


def by_part():
    """``[(part, [Book, ...]), ...]`` in the order of the shelf."""
    found = {}
    for book in BOOKS:
        found.setdefault(book.part, []).append(book)
    return list(found.items())
