"""What stocktakes found missing, added up over the weeks: each alone may be within what is allowed."""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from mealwatch.alerts.domain.amounts import amount, percent, ratio, yuan
from mealwatch.alerts.domain.cooking import by_canteen, document
from mealwatch.alerts.domain.signal import Line, Signal, heaviest
from mealwatch.kernel.errors import mark


class Counts(NamedTuple):
    """What the stocktakes of the weeks found: days counted, fen missing (surplus taken off), the lines."""

    days: int
    fen: int
    lines: tuple


def missing_of(given):
    """``{school id: Counts}`` of the schools that counted in these weeks."""
    found = defaultdict(list)
    for canteen_id, lines in by_canteen(given.part("stock").counted).items():
        if canteen_id in given.school_of_canteen:
            found[given.school_of_canteen[canteen_id]] += lines
    return {
        school_id: Counts(
            len({line.counted_on for line in lines}),
            sum(line.fen if line.counted < line.book else -line.fen for line in lines),
            tuple(lines),
        )
        for school_id, lines in found.items()
    }


def much_missing(given, limits, canteen_ids, counts):
    """Whether several counts together miss more than a share of what was issued, and more than some money."""
    weeks = given.part("kitchen").of(canteen_ids)
    issued = sum(out.fen for one in weeks.values() for out in one.out.values())
    if counts.days < limits.counts or issued <= 0:
        return False
    return counts.fen * 100 > issued * limits.missing_percent and counts.fen >= limits.missing_yuan * 100


def counted_line(counts, weeks):
    """What the counts found together, as a line of the arithmetic; nothing without counts."""
    if counts:
        yield Line(
            mark("入库 − 出库 − 报损 − 实盘：近 {weeks} 周 {days} 次盘点累计差 {yuan} 元"),
            {"weeks": weeks, "days": counts.days, "yuan": yuan(counts.fen)},
        )


def counted_signal(given, canteen_ids, counts, school_id, weeks):
    """The Signal of counts that miss much."""
    known = given.part("ingredients")
    known_weeks = given.part("kitchen").of(canteen_ids)
    issued = sum(out.fen for one in known_weeks.values() for out in one.out.values())
    facts = {
        "weeks": weeks,
        "days": counts.days,
        "yuan": yuan(counts.fen),
        "issued": yuan(issued),
        "percent": percent(Fraction(counts.fen, issued), 1),
    }
    rows = sorted(
        counts.lines, key=lambda line: (line.counted - line.book >= 0, -line.fen, line.counted_on, line.doc_no)
    )
    return Signal(
        school_id,
        "amber",
        ratio(counts.fen),
        Line(mark("近 {weeks} 周 {days} 次盘点，入库减出库、报损后累计少 {yuan} 元，占出库的 {percent}%"), facts),
        (Line(mark("累计盘亏 {yuan} ÷ 出库 {issued} = {percent}%（盘盈已抵减）"), facts),),
        heaviest(
            Line(
                mark("{on} {name}：账面 {book}，实盘 {counted}，{yuan} 元"),
                {
                    "on": line.counted_on.isoformat(),
                    "name": known[line.ingredient_id].name,
                    "book": amount(line.book, known[line.ingredient_id].base_unit),
                    "counted": amount(line.counted, known[line.ingredient_id].base_unit),
                    "yuan": yuan(line.fen),
                },
                document(given, line.canteen_id, "stocktake", line.doc_no),
            )
            for line in rows
            if line.counted != line.book
        ),
    )
