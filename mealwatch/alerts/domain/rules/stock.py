"""Goods that leave without having come, and goods that leave as soon as they come."""

from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

from mealwatch.alerts.domain.amounts import percent, ratio, yuan
from mealwatch.alerts.domain.cooking import by_canteen, cooking, document, goods
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.errors import mark

#: Refused because the store did not hold it.
NOT_ENOUGH = "stock.not_enough"


@rule("S02")
def nothing_to_issue(given, limits):
    """Goods issued that no receipt had brought, and attempts at it that the service refused."""
    cooks, others = cooking(given)
    yield from others
    early = defaultdict(list)
    for row in given.part("stock").out_of_time:
        if row.received_on > row.issued_on:
            early[row.canteen_id].append(row)
    refused = by_canteen(row for row in given.part("refusals") if row.code == NOT_ENOUGH and row.on in given.week)
    received = by_canteen(row for row in given.part("received") if row.received_on in given.week)
    for school_id, canteen_ids in cooks:
        drawn = [row for one in canteen_ids for row in early.get(one, ())]
        tried = [row for one in canteen_ids for row in refused.get(one, ())]
        attempts = sum(row.count for row in tried)
        came = [row for one in canteen_ids for row in received.get(one, ())]
        late = [row for row in came if _entered_late(row, limits.late_days)]
        if not drawn and attempts < limits.attempts:
            continue
        fen = sum(row.fen for row in drawn)
        facts = {"count": len(drawn), "yuan": yuan(fen), "attempts": attempts, "late": len(late)}
        says = (
            mark("有 {count} 笔出库早于入库，值 {yuan} 元；本周另被系统拦下 {attempts} 次库存不足的出库")
            if drawn
            else mark("本周 {attempts} 次要出的食材账上没有，被系统拦下；补录的入库有 {late} 笔")
        )
        yield Signal(
            school_id,
            "red" if drawn else "amber",
            ratio(fen),
            Line(says, facts),
            (
                Line(
                    mark("一周被拦下满 {attempts} 次，或有出库早于入库的，就提示；晚 {days} 天以上录入的入库算补录"),
                    {"attempts": int(limits.attempts), "days": int(limits.late_days)},
                ),
            ),
            heaviest(_told(given, drawn, tried, late)),
        )


def _entered_late(row, days):
    """Whether a person entered a receipt so many days after its goods had come."""
    return not row.imported and _entered_on(row) >= row.received_on + timedelta(days=int(days))


def _entered_on(row):
    return row.entered_at.astimezone(SHANGHAI).date()


def _told(given, drawn, tried, late):
    """The dearest early issue first, then the refusals, then the receipts that came late."""
    for row in sorted(drawn, key=lambda row: (-row.fen, row.issued_on, row.doc_no, row.ingredient_id)):
        days = {"on": row.issued_on.isoformat(), "received": row.received_on.isoformat()}
        yield Line(
            mark("{on} {name}：出库 {amount}，而这一批 {received} 才入库"),
            goods(given, row.ingredient_id, row.quantity) | days,
            document(given, row.canteen_id, "issue", row.doc_no),
        )
    for row in sorted(tried, key=lambda row: (-row.count, row.on, row.canteen_id)):
        yield Line(mark("{on}：系统拦下 {count} 次“库存不足”的出库"), {"on": row.on.isoformat(), "count": row.count})
    for row in sorted(late, key=lambda row: (row.received_on, row.document_id, row.line_no)):
        paper = {
            "on": row.received_on.isoformat(),
            "number": row.doc_no,
            "entered": _entered_on(row).isoformat(),
        }
        yield Line(
            mark("{on} 的入库单 {number} 到 {entered} 才录入：{name} {amount}"),
            goods(given, row.ingredient_id, row.quantity) | paper,
            document(given, row.canteen_id, "receipt", row.doc_no),
        )


@rule("S03")
def in_and_out(given, limits):
    """Goods that keep for months, most lots of which leave whole on the day they came."""
    cooks, others = cooking(given)
    yield from others
    lots = by_canteen(given.part("stock").same_day)
    for school_id, canteen_ids in cooks:
        mine = [lot for one in canteen_ids for lot in lots.get(one, ())]
        if len(mine) < limits.lots:
            yield Lacking(
                school_id,
                Line(mark("近四周米面油调料入库不足 {lots} 批，无从判断"), {"lots": int(limits.lots)}),
            )
            continue
        through = [lot for lot in mine if lot.matched or lot.issued >= lot.bought]
        fen, all_fen = sum(lot.cost_fen for lot in through), sum(lot.cost_fen for lot in mine)
        if len(through) * 100 <= limits.percent * len(mine) or fen * 100 <= limits.value_percent * all_fen:
            continue
        yield Signal(
            school_id,
            "info" if given.small(school_id) else "amber",
            ratio(fen),
            Line(
                mark("近四周 {all} 批耐储食材里有 {count} 批入库当天就整批出库（{percent}%），值 {yuan} 元"),
                {
                    "all": len(mine),
                    "count": len(through),
                    "percent": percent(Fraction(len(through), len(mine))),
                    "yuan": yuan(fen),
                },
            ),
            (
                Line(
                    mark("批数超过 {percent}%、金额超过 {value}% 提示；整包出库、分摊多日的不算当天用完"),
                    {"percent": percent(limits.percent / 100), "value": percent(limits.value_percent / 100)},
                ),
            ),
            heaviest(
                Line(
                    mark("{on} {name}：入库 {amount}，当天全部出库，{yuan} 元"),
                    goods(given, lot.ingredient_id, lot.bought)
                    | {"on": lot.received_on.isoformat(), "yuan": yuan(lot.cost_fen)},
                    document(given, lot.canteen_id, "receipt", lot.doc_no),
                )
                for lot in sorted(through, key=lambda lot: (-lot.cost_fen, lot.received_on, lot.doc_no))
            ),
        )
