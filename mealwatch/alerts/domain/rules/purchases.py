"""Purchases: prices that never move (P03), amounts that do not come out (P05), one purchase in several papers (P06)."""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from mealwatch.alerts.domain.amounts import percent, ratio, yuan
from mealwatch.alerts.domain.cooking import cooking, document
from mealwatch.alerts.domain.monthly import once_a_month
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO

_NO_RECEIPTS = mark("{weeks} 周内没有入库，没有价格可比")
#: Of these fresh things the price moves with the season.
FRESH = frozenset({"蔬菜类", "水果类", "畜禽肉类", "鱼虾类", "蛋类"})
#: Refused on the way in: quantities that do not come out.
ODD_QUANTITIES = frozenset({"acceptance.accepted_more", "acceptance.returned_more", "stock.out_of_range"})
#: Round sums in yuan up to which somebody may decide alone, where the county does not say.
USUAL_LIMITS = (500, 1000, 2000, 3000, 5000, 10_000, 20_000)


@rule("P03")
def never_moving(given, limits):
    """The very same price for fresh goods over eight weeks, while the county's moved. Looked at once a month."""
    if not once_a_month(given.week):
        return
    cooks, others = cooking(given)
    yield from others
    market, weeks = given.part("prices"), given.weeks(int(limits.weeks) + 1)
    mondays = [week.monday for week in weeks]
    for school_id, canteen_ids in cooks:
        by_good = defaultdict(list)
        for line in market.lines(canteen_ids, mondays):
            if market.goods[line.ingredient_id].group in FRESH:
                by_good[line.ingredient_id].append(line)
        judged, stiff = 0, []
        for ingredient_id, lines in by_good.items():
            bought = {line.monday for line in lines}
            middles = [found for found in (market.median(ingredient_id, one) for one in mondays) if found]
            if len(bought) < limits.bought or (max(bought) - min(bought)).days < 7 * limits.weeks or len(middles) < 2:
                continue
            judged += 1
            moved = max(middles) / min(middles) - 1
            if len({line.price for line in lines}) == 1 and moved * 100 > limits.moved_percent:
                stiff.append((ingredient_id, lines, moved))
        if not judged:
            yield Lacking(
                school_id, Line(mark("近 {weeks} 周没有连续买同一种生鲜，或全县没有可比的价格"), {"weeks": len(weeks)})
            )
        if not stiff:
            continue
        rows = [_stiff_row(given, market, *one) for one in sorted(stiff, key=lambda one: (-one[2], one[0]))]
        yield Signal(
            school_id,
            "amber",
            ZERO,
            Line(
                mark("近 {weeks} 周有 {count} 种生鲜的单价一分没变，同期全县中位价变动超过 {percent}%"),
                {"weeks": len(weeks), "count": len(stiff), "percent": percent(limits.moved_percent / 100)},
            ),
            (),
            heaviest(rows),
        )


def _stiff_row(given, market, ingredient_id, lines, moved):
    good, last = market.goods[ingredient_id], lines[-1]
    return Line(
        mark("{name} 每次都是 {price}，全县中位价高低相差 {percent}%"),
        {"name": good.name, "price": good.said(last.price), "percent": percent(moved)},
        document(given, last.canteen_id, "receipt", last.doc_no),
    )


@rule("P05")
def no_sensible_number(given, limits):
    """Amounts that are not price times quantity, or a price far from anything; and refused attempts at such."""
    cooks, others = cooking(given)
    yield from others
    market = given.part("prices")
    for school_id, canteen_ids in cooks:
        lines = market.lines(canteen_ids, [given.week.monday])
        tried = sum(
            row.count
            for row in given.part("refusals")
            if row.canteen_id in canteen_ids and row.code in ODD_QUANTITIES and row.on in given.week
        )
        odd = [(line, found) for line in lines for found in _odd(line, market.goods[line.ingredient_id], limits)]
        if not lines and tried < limits.attempts:
            yield Lacking(school_id, Line(_NO_RECEIPTS, {"weeks": 1}))
        if not odd and tried < limits.attempts:
            continue
        fen = sum((found.fen for _, found in odd), Fraction(0))
        rows = [
            Line(found.says, found.facts, document(given, line.canteen_id, "receipt", line.doc_no))
            for line, found in sorted(odd, key=lambda one: (-one[1].fen, one[0].document_id, one[0].line_no))
        ]
        yield Signal(
            school_id,
            "amber" if odd else "info",
            ratio(fen),
            Line(
                mark(
                    "本周 {count} 行入库的数量、单价和金额对不上，相差 {yuan} 元；"
                    "另有 {attempts} 次数量不合的录入被系统拦下"
                ),
                {"count": len(odd), "yuan": yuan(fen), "attempts": tried},
            ),
            (
                Line(
                    mark("金额减运费与数量乘单价相差 {yuan} 元以上，或单价在常见价的 {times} 倍以外时提示"),
                    {"yuan": yuan(limits.least_yuan * 100), "times": int(limits.times)},
                ),
            ),
            heaviest(rows),
        )


class _Odd(NamedTuple):
    """A line whose numbers do not come out: by how much, and the sentence that says so."""

    fen: Fraction
    says: str
    facts: dict


def _odd(line, good, limits):
    """What is odd about a line's numbers, or nothing."""
    facts = {"on": line.on.isoformat(), "name": good.name, "price": good.said(line.price)}
    if line.said:
        fen, content = line.said
        worth = Fraction(fen) * line.quantity / content
        gap = abs(line.fen - worth)
        if gap > limits.least_yuan * 100 and gap * 100 > worth * limits.percent:
            facts |= {"amount": yuan(line.fen), "worth": yuan(worth)}
            yield _Odd(gap, mark("{on} {name}：金额 {amount} 元，数量乘单价是 {worth} 元"), facts)
            return
    if not line.fen:
        yield _Odd(Fraction(0), mark("{on} {name}：金额是 0 元"), facts)
    elif good.band:
        low, high = good.band
        if line.price > high * limits.times:
            yield _Odd(line.fen - high * line.quantity, mark("{on} {name}：单价 {price}，远高于常见价"), facts)
        elif line.price * limits.times < low:
            yield _Odd(Fraction(0), mark("{on} {name}：单价 {price}，远低于常见价"), facts)


@rule("P06")
def split_up(given, limits):
    """Several receipts of one supplier on one day, each just below the same limit."""
    cooks, others = cooking(given)
    yield from others
    market = given.part("prices")
    told = int(limits.limit_yuan) * 100
    usual = (told,) if told else tuple(one * 100 for one in USUAL_LIMITS)
    for school_id, canteen_ids in cooks:
        lines = market.lines(canteen_ids, [given.week.monday])
        if not lines:
            yield Lacking(school_id, Line(_NO_RECEIPTS, {"weeks": 1}))
            continue
        found = list(_split(lines, usual, limits))
        if not found:
            continue
        papers = [paper for _, some in found for paper in some]
        limit, first = found[0]
        rows = [
            Line(
                mark("{on} 入库单 {number}：{yuan} 元"),
                {"on": on.isoformat(), "number": doc_no, "yuan": yuan(fen)},
                document(given, canteen_id, "receipt", doc_no),
            )
            for canteen_id, on, doc_no, fen in papers
        ]
        yield Signal(
            school_id,
            "amber",
            ratio(sum(fen for *_, fen in papers)),
            Line(
                mark("{on} 从同一家供货商入库 {count} 张单，每张都略低于 {limit} 元"),
                {"on": first[0][1].isoformat(), "count": len(first), "limit": limit // 100},
            ),
            (
                Line(
                    mark("同一天同一家供货商 {count} 张以上，每张金额都在同一个整数限额以下 {percent}% 以内"),
                    {"count": int(limits.count), "percent": percent(limits.below_percent / 100)},
                ),
            ),
            heaviest(rows),
        )


def _split(lines, usual, limits):
    """(limit, [(canteen, day, number, fen)]) of each supplier and day with enough papers just below a limit."""
    papers = defaultdict(lambda: defaultdict(int))
    for line in lines:
        if line.supplier_id is not None:
            papers[line.on, line.canteen_id, line.supplier_id][line.doc_no] += line.fen
    for (on, canteen_id, _), by_number in sorted(papers.items()):
        for limit in usual:
            least = limit * (1 - limits.below_percent / 100)
            near = [(canteen_id, on, no, fen) for no, fen in sorted(by_number.items()) if least <= fen < limit]
            if len(near) >= limits.count:
                yield limit, near
                break
