"""Prices: above the list or the county's middle (P01), above the contract (P02), said for another unit (P04)."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from mealwatch.alerts.domain.amounts import percent, ratio, yuan
from mealwatch.alerts.domain.cooking import cooking, document
from mealwatch.alerts.domain.market import Paid
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO

_NO_RECEIPTS = mark("{weeks} 周内没有入库，没有价格可比")
_NOTHING_TO_COMPARE = mark("没有价格表，同周买同样食材的食堂不足 {least} 家，没有可比的价格")
#: A price so many times another is one said for another unit.
TIMES = tuple(Fraction(one) for one in ("2", "1/2", "10", "100", "500", "1000", "1/10", "1/100", "1/500", "1/1000"))
_BESIDE_LIST = mark("{on} {name} {price}，价格表 {reference}，高 {percent}%，多 {yuan} 元")
_BESIDE_COUNTY = mark("{on} {name} {price}，全县同周中位价 {reference}，高 {percent}%，多 {yuan} 元")


@dataclass(frozen=True)
class Beside:
    """A line beside what it is compared with; ``says`` is the sentence that names it."""

    paid: Paid
    reference: Fraction
    says: str
    limit: Fraction

    @cached_property
    def over(self):
        """The share above the reference."""
        return self.paid.price / self.reference - 1

    @cached_property
    def fen_over(self):
        return self.paid.fen - self.reference * self.paid.quantity


def mixed_up(price, reference, near):
    """By what a price seems to be said for another unit, or None; ``near``: a share."""
    share = price / reference
    if (1 + near) / 2 < share < 2 * (1 - near):
        return None  # most prices: no need to try each
    return next((times for times in TIMES if abs(share / times - 1) <= near), None)


def beside(market, lines, limits):
    """The lines that can be compared, each as Beside: first with the dated list of the whole county."""
    for line in lines:
        listed = market.listed.on(line.ingredient_id, None, line.on)
        if listed is not None:
            yield Beside(line, listed.price.fraction(), _BESIDE_LIST, limits.listed_percent / 100)
            continue
        middle = market.median(line.ingredient_id, line.monday)
        if middle:
            yield Beside(line, middle, _BESIDE_COUNTY, limits.median_percent / 100)


def _looked_at(given, school_id, canteen_ids):
    market = given.part("prices")
    weeks = given.weeks(4) if given.small(school_id) else [given.week]
    return market, market.lines(canteen_ids, [week.monday for week in weeks]), len(weeks)


def _schools(given, limits):
    """(school id, its lines compared) of the schools that cook; what cannot be compared as Lacking."""
    cooks, others = cooking(given)
    yield from others
    for school_id, canteen_ids in cooks:
        market, lines, weeks = _looked_at(given, school_id, canteen_ids)
        if not lines:
            yield Lacking(school_id, Line(_NO_RECEIPTS, {"weeks": weeks}))
            continue
        found = list(beside(market, lines, limits))
        if found:
            yield school_id, market, found
        else:
            yield Lacking(school_id, Line(_NOTHING_TO_COMPARE, {"least": 4}))


@rule("P01")
def too_dear(given, limits):
    """Prices above the dated list, or above the county's middle of the same week."""
    near = limits.near_percent / 100
    for one in _schools(given, limits):
        if isinstance(one, Lacking):
            yield one
            continue
        school_id, market, found = one
        found = [row for row in found if mixed_up(row.paid.price, row.reference, near) is None]
        single = [row for row in found if row.over > row.limit]
        together = _dear_suppliers(found, limits)
        rows = {(row.paid.document_id, row.paid.line_no): row for row in (*single, *together)}
        fen = sum((row.fen_over for row in rows.values()), Fraction(0))
        if not rows or fen < limits.least_yuan * 100:
            continue
        worst = max(rows.values(), key=lambda row: (row.over, row.paid.document_id, row.paid.line_no))
        red = sum((row.fen_over for row in single if row.over * 100 > limits.red_percent), Fraction(0))
        good = market.goods[worst.paid.ingredient_id]
        facts = {
            "name": good.name,
            "price": good.said(worst.paid.price),
            "reference": good.said(worst.reference),
            "percent": percent(worst.over),
            "count": len(rows),
            "yuan": yuan(fen),
        }
        yield Signal(
            school_id,
            "red" if red >= limits.red_yuan * 100 else "amber",
            ratio(fen),
            Line(
                mark(
                    "{name} 入库单价 {price}，比参考价 {reference} 高 {percent}%；"
                    "本期 {count} 行价格偏高，共多 {yuan} 元"
                ),
                facts,
            ),
            _how_compared(limits),
            heaviest(_dear_row(given, market, row) for row in sorted(rows.values(), key=lambda row: -row.fen_over)),
        )


def _dear_suppliers(found, limits):
    """Lines of suppliers from whom several things together cost too much, though no line alone says so."""
    by_supplier = defaultdict(list)
    for row in found:
        if row.paid.supplier_id is not None:
            by_supplier[row.paid.supplier_id].append(row)
    for rows in by_supplier.values():
        if len({row.paid.ingredient_id for row in rows}) < limits.kinds:
            continue
        expected = sum(row.reference * row.paid.quantity for row in rows)
        over = sum(row.fen_over for row in rows)
        if over > expected * limits.together_percent / 100:
            yield from (row for row in rows if row.fen_over > 0)


def _how_compared(limits):
    return (
        Line(
            mark(
                "有县价格表的比价格表，高出 {listed}% 提示；"
                "没有的比全县同周中位价（至少 {least} 家食堂），高出 {median}% 提示"
            ),
            {
                "listed": percent(limits.listed_percent / 100),
                "median": percent(limits.median_percent / 100),
                "least": 4,
            },
        ),
        Line(
            mark("同一家供货商 {kinds} 种以上食材合计高出 {together}% 也提示；高出 {red}% 为红色；运费不算在单价里"),
            {
                "kinds": int(limits.kinds),
                "together": percent(limits.together_percent / 100),
                "red": percent(limits.red_percent / 100),
            },
        ),
    )


def _dear_row(given, market, row):
    good = market.goods[row.paid.ingredient_id]
    return Line(
        row.says,
        {
            "on": row.paid.on.isoformat(),
            "name": good.name,
            "price": good.said(row.paid.price),
            "reference": good.said(row.reference),
            "percent": percent(row.over),
            "yuan": yuan(row.fen_over),
        },
        document(given, row.paid.canteen_id, "receipt", row.paid.doc_no),
    )


@rule("P02")
def off_contract(given, limits):
    """Prices above what a supplier's own dated list (the contract) says."""
    market = given.part("prices")
    if not market.listed:
        yield Lacking(None, Line(mark("还没有导入价格表")))
        return
    cooks, others = cooking(given)
    yield from others
    for school_id, canteen_ids in cooks:
        compared, over = 0, []
        for line in market.lines(canteen_ids, [given.week.monday]):
            listed = market.listed.on(line.ingredient_id, line.supplier_id, line.on)
            if listed is None or listed.supplier_id is None:
                continue
            compared += 1
            row = Beside(line, listed.price.fraction(), _BESIDE_LIST, limits.over_percent / 100)
            if row.over > row.limit:
                over.append(row)
        if not compared:
            yield Lacking(school_id, Line(mark("本周没有从有约定价的供货商入库")))
            continue
        fen = sum((row.fen_over for row in over), Fraction(0))
        if not over or fen < limits.least_yuan * 100:
            continue
        yield Signal(
            school_id,
            "red",
            ratio(fen),
            Line(
                mark("本周 {all} 行有约定价的入库里，{count} 行高于供货商的约定价，共多 {yuan} 元"),
                {"all": compared, "count": len(over), "yuan": yuan(fen)},
            ),
            (
                Line(
                    mark("与入库当天有效的供货商价格表比，高出 {percent}% 以上、一周合计满 {yuan} 元提示"),
                    {"percent": percent(limits.over_percent / 100), "yuan": yuan(limits.least_yuan * 100)},
                ),
            ),
            heaviest(_dear_row(given, market, row) for row in sorted(over, key=lambda row: -row.fen_over)),
        )


@rule("P04")
def other_unit(given, limits):
    """Prices that look as if 斤 and 公斤, or a package and its content, had been mixed up."""
    near = limits.near_percent / 100
    for one in _schools(given, limits.but(listed_percent=0, median_percent=0)):
        if isinstance(one, Lacking):
            yield one
            continue
        school_id, market, found = one
        odd = [(row, mixed_up(row.paid.price, row.reference, near)) for row in found if row.paid.on in given.week]
        odd = [(row, times) for row, times in odd if times is not None]
        if not odd:
            continue
        row = odd[0][0]
        good = market.goods[row.paid.ingredient_id]
        facts = {"name": good.name, "price": good.said(row.paid.price), "reference": good.said(row.reference)}
        yield Signal(
            school_id,
            "info",
            ZERO,
            Line(
                mark("{name} 的单价 {price} 与参考价 {reference} 差了整倍数，可能是单位录错；本周这样的有 {count} 行"),
                facts | {"count": len(odd)},
            ),
            (
                Line(
                    mark("单价是参考价的 2、10、100、500、1000 倍或几分之一（上下 {percent}% 以内）时提示核对单位"),
                    {"percent": percent(near)},
                ),
            ),
            heaviest(_dear_row(given, market, row) for row, _ in odd),
        )
