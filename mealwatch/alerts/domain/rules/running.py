"""The running sum: what the menus asked for, for those who ate, against what left the store, week after week.

Five grams less of everything is no difference on any day. So each week's
shortfall, at the same prices on both sides, is held against what peers show in
the same week, an allowance is taken off, and the rest is added up (a CUSUM).
The sum never falls below nothing, one wild week counts only in part, and where
weeks are noisy at all schools of the kind more is needed. Both ways count: food that
never left the store, and issues on paper beyond what anybody ate. Beside it
runs what the stocktakes found missing.

Left out: oil and condiments, goods handed out by the unopened package, and
meals of which menu, heads or issues are not known.
"""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from mealwatch.alerts.domain.amounts import amount, percent, ratio, yuan
from mealwatch.alerts.domain.cooking import cooking, ledger
from mealwatch.alerts.domain.missing import counted_line, counted_signal, missing_of, much_missing
from mealwatch.alerts.domain.robust import SCALE, enough, median
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark
from mealwatch.kernel.week import Week

BY_THE_SPOON = ("植物油", "调味品")
#: Weeks over which the sum runs.
WEEKS = 12
#: The sum has to reach so many times the usual noise of a week, where that is more than its limit.
SPREADS = 4
#: A step between two weeks holds the noise of both: one over the root of two.
_OF_A_STEP = Fraction(7071, 10_000)
_MOST_GOODS = 12
#: Goods that make up less than this part of the difference are not listed.
_WORTH_LISTING = 50
_WEEK = mark("{monday} 那周 {judged} 餐：应出 {planned} 元，出库 {issued} 元，差 {percent}%")
_WEEK_WITH_GAPS = mark(
    "{monday} 那周 {judged} 餐：应出 {planned} 元，出库 {issued} 元，差 {percent}%（另 {unknown} 餐记录不全，不算）"
)


class Reading(NamedTuple):
    """A school's week at constant prices: exact fen that the menus ask for and that were issued; judged meals."""

    week: Week
    planned: Fraction
    issued: Fraction
    judged: int
    unknown: int

    @property
    def short(self):
        """The part of the plan that was not issued; below 0 where more was."""
        return (self.planned - self.issued) / self.planned


class Run(NamedTuple):
    """Where the sum stands: its value, and the weeks over which it has been above nothing."""

    value: Fraction
    weeks: tuple


@rule("K01")
def running_sum(given, limits):
    """Week after week a little less (or more) issued than menus and heads ask for, until it is no chance."""
    cooks, others = cooking(given)
    yield from others
    readings = {school_id: _readings(given, school_id) for school_id in sorted(given.schools)}
    spreads = {}
    missing = missing_of(given)
    for school_id, canteen_ids in cooks:
        mine = readings[school_id]
        if len(mine) < limits.weeks or mine[-1].week != given.week:
            facts = {"weeks": int(limits.weeks), "known": len(mine)}
            yield Lacking(school_id, Line(mark("本周或前几周没有同时记下食谱、人数和出库，不满 {weeks} 周"), facts))
            continue
        peers = frozenset(given.peers(school_id))
        if peers not in spreads:
            spreads[peers] = _peers({one: readings[one] for one in peers})
        middle, spread = spreads[peers]
        noise = SPREADS * spread * 100
        needed, needed_above = max(limits.sum_percent, noise), max(limits.over_sum_percent, noise)
        cap, cap_above = max(limits.cap_percent, 2 * noise), max(limits.over_cap_percent, 2 * noise)
        usual = middle, limits.peer_percent
        below = _run(mine, *usual, limits.allowance_percent, limits.week_percent, cap)
        above = _run(mine, *usual, limits.over_percent, limits.over_week_percent, cap_above, over=True)
        counted = missing.get(school_id)
        signal = None
        if below.value * 100 >= needed and below.weeks[-1] == given.week:
            signal = _signal(given, limits, canteen_ids, mine, below, needed, school_id, counted, over=False)
        elif counted and much_missing(given, limits, canteen_ids, counted):
            signal = counted_signal(given, canteen_ids, counted, school_id, WEEKS)
        elif above.value * 100 >= needed_above and above.weeks[-1] == given.week:
            signal = _signal(given, limits, canteen_ids, mine, above, needed_above, school_id, counted, over=True)
        if signal:
            yield signal


def _readings(given, school_id):
    """The judged weeks of a school, the earliest first."""
    canteen_ids = [one for one, at in sorted(given.school_of_canteen.items()) if at == school_id]
    found = []
    for week in given.weeks(WEEKS):
        planned, issued, judged, unknown = Fraction(0), Fraction(0), 0, 0
        for canteen_id in canteen_ids:
            one = given.part("kitchen").weeks.get(canteen_id, {}).get(week)
            if one is None:
                continue
            judged += one.judged
            unknown += sum(one.lacking.values())
            for _, asked, given_out, price in _goods(given, canteen_id, one):
                planned += asked * price
                issued += given_out * price
        if judged and planned > 0:
            found.append(Reading(week, planned, issued, judged, unknown))
    return found


def _goods(given, canteen_id, one):
    """(ingredient id, base units asked for, issued, fen per base unit) of what can be compared in a week."""
    known, kitchen = given.part("ingredients"), given.part("kitchen")
    lumps = kitchen.lumps(canteen_id)
    for ingredient_id, good in one.goods.items():
        price = kitchen.price(canteen_id, ingredient_id)
        spoon = known[ingredient_id].food_group in BY_THE_SPOON
        if good.planned is not None and price is not None and not spoon and ingredient_id not in lumps:
            yield ingredient_id, good.planned, good.issued, price


def _peers(readings):
    """``({week: the middle shortfall of peers}, how far a school's weeks lie from each other)``.

    Measured from one week to the next, so that a school that is always short makes nobody's noise look greater.
    """
    by_week, steps = defaultdict(list), []
    for some in readings.values():
        for reading in some:
            by_week[reading.week].append(reading.short)
        steps += [abs(after.short - before.short) for before, after in pairwise(some)]
    middle = {week: median(some) for week, some in by_week.items() if enough(some)}
    return middle, median(steps) * SCALE * _OF_A_STEP if enough(steps) else Fraction(0)


def _run(readings, middle, most_usual, allowance, most, cap, *, over=False):
    """The Run of the sum, in shares. In percent: what peers' middle may excuse at most, what each week is allowed,
    what it counts at most, and where the sum ends.
    """
    value, weeks = Fraction(0), []
    for reading in readings:
        usual = middle.get(reading.week, Fraction(0))
        usual = min(usual, Fraction(0)) if over else max(usual, Fraction(0))
        usual = max(-most_usual / 100, min(most_usual / 100, usual))
        apart = reading.short - usual
        step = min(-apart if over else apart, most / 100) - allowance / 100
        value = min(max(Fraction(0), value + step), cap / 100)
        if not value:
            weeks = []
        elif step > 0:
            weeks.append(reading.week)
    return Run(value, tuple(weeks) or (readings[0].week,))


def _signal(given, limits, canteen_ids, readings, run, needed, school_id, counted, *, over):
    some = [reading for reading in readings if run.weeks[0] <= reading.week]
    planned, issued = sum(one.planned for one in some), sum(one.issued for one in some)
    gap = issued - planned if over else planned - issued
    if gap < limits.tiny_yuan * 100:
        return None
    share = gap / planned
    facts = {
        "since": run.weeks[0].monday.isoformat(),
        "weeks": len(some),
        "planned": yuan(planned),
        "issued": yuan(issued),
        "gap": yuan(gap),
        "percent": percent(share, 1),
        "sum": percent(run.value, 1),
        "needed": percent(needed / 100, 1),
        "peers": percent(limits.peer_percent / 100, 1),
        "allowance": percent((limits.over_percent if over else limits.allowance_percent) / 100, 1),
    }
    says = (
        mark(
            "从 {since} 那周起 {weeks} 周，按食谱和就餐人数应出 {planned} 元，出库 {issued} 元，"
            "累计多 {gap} 元（多 {percent}%）"
        )
        if over
        else mark(
            "从 {since} 那周起 {weeks} 周，按食谱和就餐人数应出 {planned} 元，出库 {issued} 元，"
            "累计少 {gap} 元（少 {percent}%）"
        )
    )
    red = not over and share * 100 >= limits.red_percent and len(some) >= limits.weeks
    return Signal(
        school_id,
        "red" if red else "amber",
        ratio(gap),
        Line(says, facts),
        (
            Line(
                mark("每周差额占应出的比例，减去同类学校当周的中位数（最多 {peers}%）和允许的 {allowance}%，逐周相加"),
                facts,
            ),
            Line(mark("累计 {sum}%，达到 {needed}%"), facts),
            Line(mark("两边用同一单价；油、调味品、整包领用的和缺记录的餐次不算")),
            *counted_line(counted, WEEKS),
        ),
        heaviest([*_week_rows(given, school_id, some), *_good_rows(given, canteen_ids, some, gap, over=over)]),
    )


def _week_rows(given, school_id, some):
    for one in reversed(some):
        facts = {
            "monday": one.week.monday.isoformat(),
            "planned": yuan(one.planned),
            "issued": yuan(one.issued),
            "percent": percent(one.short, 1),
            "judged": one.judged,
            "unknown": one.unknown,
        }
        place = "desk_school.week", {"school_code": given.schools[school_id].code, "week": str(one.week)}
        yield Line(_WEEK_WITH_GAPS if one.unknown else _WEEK, facts, place)


def _good_rows(given, canteen_ids, some, gap, *, over):
    """The ingredients that make up most of the difference."""
    known, weeks, sums = given.part("ingredients"), {one.week for one in some}, {}
    for canteen_id in canteen_ids:
        for week, one in given.part("kitchen").weeks.get(canteen_id, {}).items():
            for ingredient_id, asked, issued, price in _goods(given, canteen_id, one) if week in weeks else ():
                held = sums.get((canteen_id, ingredient_id), (Fraction(0), 0, price))
                sums[canteen_id, ingredient_id] = held[0] + asked, held[1] + issued, price
    sign = -1 if over else 1
    apart = sorted((-sign * (asked - issued) * price, *key) for key, (asked, issued, price) in sums.items())
    for worth, canteen_id, ingredient_id in apart[:_MOST_GOODS]:
        if -worth * _WORTH_LISTING < gap:
            return
        asked, issued, _ = sums[canteen_id, ingredient_id]
        unit = known[ingredient_id].base_unit
        yield Line(
            mark("{name}：应出 {planned}，出库 {issued}，差 {yuan} 元"),
            {
                "name": known[ingredient_id].name,
                "planned": amount(asked, unit),
                "issued": amount(issued, unit),
                "yuan": yuan(-worth),
            },
            ledger(given, canteen_id, known[ingredient_id]),
        )
