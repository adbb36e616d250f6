"""Goods past their date, and what is written off as spoiled."""

from bisect import bisect_right
from collections import defaultdict
from fractions import Fraction

from mealwatch.alerts.domain.amounts import percent, ratio, yuan
from mealwatch.alerts.domain.cooking import by_canteen, cooking, document, goods, ledger
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark


@rule("S09")
def past_date(given, limits):
    """Goods issued after their date, and goods past it that still lie in the store."""
    cooks, others = cooking(given)
    yield from others
    stock = given.part("stock")
    held, issued = by_canteen(stock.held), defaultdict(list)
    for row in stock.out_of_time:
        if row.expires_on and row.expires_on < row.issued_on:
            issued[row.canteen_id].append(row)
    supplied = given.part("supply_days")
    for school_id, canteen_ids in cooks:
        mine = [lot for one in canteen_ids for lot in held.get(one, ())]
        late = [row for one in canteen_ids for row in issued.get(one, ())]
        past = [(_worth(lot), lot) for lot in mine if _overdue(lot, supplied.get(lot.canteen_id, ()), limits)]
        past = [hit for hit in past if hit[0] >= limits.tiny_yuan * 100]
        if not late and not past:
            if mine and not any(lot.expires_on for lot in mine):
                yield Lacking(school_id, Line(mark("库存各批都没有登记保质期")))
            continue
        past.sort(key=lambda hit: (-hit[0], hit[1].document_id, hit[1].line_no))
        late.sort(key=lambda row: (-row.fen, row.issued_on, row.doc_no, row.ingredient_id))
        worth = sum((hit[0] for hit in past), Fraction(0)) + sum(row.fen for row in late)
        facts = {"late": len(late), "past": len(past), "yuan": yuan(worth)}
        says = (
            mark("有 {late} 笔出库用的是过了保质期的批次；库存里另有 {past} 批过期未处理，合计 {yuan} 元")
            if late
            else mark("库存里有 {past} 批过了保质期还没有报损或退货，合计 {yuan} 元")
        )
        yield Signal(
            school_id,
            "red" if late or worth >= limits.red_yuan * 100 else "amber",
            ratio(worth),
            Line(says, facts),
            (
                Line(
                    mark("到 {on} 过期已满 {days} 个供餐日、值 {tiny} 元以上的批次；出库晚于保质期的一笔也算"),
                    {
                        "on": given.week.sunday.isoformat(),
                        "days": int(limits.grace_days),
                        "tiny": yuan(limits.tiny_yuan * 100),
                    },
                ),
            ),
            heaviest(_told(given, late, past)),
        )


def _told(given, late, past):
    """What was issued after its date, then what lies in the store past it; ``past``: [(its fen, lot)]."""
    for row in late:
        days = {"on": row.issued_on.isoformat(), "expires": row.expires_on.isoformat()}
        yield Line(
            mark("{on} 出库 {name} {amount}，保质期至 {expires}"),
            goods(given, row.ingredient_id, row.quantity) | days,
            document(given, row.canteen_id, "issue", row.doc_no),
        )
    for fen, lot in past:
        days = {"expires": lot.expires_on.isoformat(), "received": lot.received_on.isoformat()}
        yield Line(
            mark("{name}：还有 {amount}，保质期至 {expires}，{received} 入库，值 {yuan} 元"),
            goods(given, lot.ingredient_id, lot.left) | days | {"yuan": yuan(fen)},
            ledger(given, lot.canteen_id, given.part("ingredients")[lot.ingredient_id]),
        )


def _overdue(lot, supplied, limits):
    """Whether the canteen had days enough since its date to write it off; holidays give none."""
    if lot.expires_on is None:
        return False
    return len(supplied) - bisect_right(supplied, lot.expires_on) >= limits.grace_days


def _worth(lot):
    return Fraction(lot.cost_fen * lot.left, lot.bought)


@rule("S10")
def much_lost(given, limits):
    """Losses of four weeks that are a large part of what was received."""
    cooks, others = cooking(given)
    yield from others
    since = given.weeks(4)[0].monday
    received = by_canteen(row for row in given.part("received") if row.received_on >= since)
    lost = by_canteen(given.part("stock").lost)
    for school_id, canteen_ids in cooks:
        came = sum(row.fen for one in canteen_ids for row in received.get(one, ()))
        gone = [row for one in canteen_ids for row in lost.get(one, ())]
        fen = sum(row.fen for row in gone)
        if not came:
            yield Lacking(school_id, Line(mark("近四周没有入库，报损无从比较")))
            continue
        allowed = Fraction(came) * limits.percent / 100
        if fen <= allowed or fen < limits.tiny_yuan * 100:
            continue
        yield Signal(
            school_id,
            "amber",
            ratio(fen - allowed),
            Line(
                mark("近四周报损 {lost} 元，占入库 {came} 元的 {percent}%，高于 {most}%"),
                {
                    "lost": yuan(fen),
                    "came": yuan(came),
                    "percent": percent(Fraction(fen, came), 1),
                    "most": percent(limits.percent / 100, 1),
                },
            ),
            (
                Line(
                    mark("{lost} ÷ {came} = {percent}%；高出的部分 {over} 元"),
                    {
                        "lost": yuan(fen),
                        "came": yuan(came),
                        "percent": percent(Fraction(fen, came), 1),
                        "over": yuan(fen - allowed),
                    },
                ),
            ),
            heaviest(
                Line(
                    mark("{on} {name}：报损 {amount}，{yuan} 元（{reason}）"),
                    goods(given, row.ingredient_id, row.quantity)
                    | {"on": row.lost_on.isoformat(), "yuan": yuan(row.fen), "reason": row.reason or "—"},
                    document(given, row.canteen_id, "loss", row.doc_no),
                )
                for row in sorted(gone, key=lambda row: (-row.fen, row.lost_on, row.doc_no, row.ingredient_id))
            ),
        )
