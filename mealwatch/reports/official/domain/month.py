"""A county's month for a paper: one row a school, from the weeks that it touches, days of other months left out."""

from collections import defaultdict
from dataclasses import dataclass, field

from mealwatch.kernel.ratio import ZERO, Ratio
from mealwatch.reports.official.domain.week import in_order
from mealwatch.schools.domain.school import School

#: The classes of the county's sheet, and the food groups of each.
CLASSES = {
    "粮食": ("谷薯类",),
    "油": ("植物油",),
    "蔬菜": ("蔬菜类",),
    "水果": ("水果类",),
    "肉禽水产": ("畜禽肉类", "鱼虾类"),
    "蛋奶": ("蛋类", "奶及奶制品"),
    "豆制品": ("大豆类及其制品和坚果",),
    "调味品及其他": ("调味品", "其他"),
}
CLASS_OF = {group: name for name, groups in CLASSES.items() for group in groups}


@dataclass
class SchoolMonth:
    """A school's month. Whole fen; ``owed_fen``: subsidy for everybody on the roll and each supply day.

    ``fen``: what the food of the subsidised meals cost, each pot shared by heads. ``top_up_fen``: the families' part
    of the pupils who ate. ``classes``: what left its store for any meal, by class;
    ``prices``: {group: {day: fen a pupil}}.
    """

    school: School
    on_the_roll: int = 0
    enrolled: int = 0
    days: set = field(default_factory=set)
    missing: set = field(default_factory=set)
    heads: int = 0
    owed_fen: int = 0
    top_up_fen: int = 0
    shares: list = field(default_factory=list)
    classes: dict = field(default_factory=dict)
    prices: dict = field(default_factory=dict)
    weeks_below: int = 0
    visits: int = 0
    problems: int = 0
    mended: int = 0
    overdue: int = 0

    @property
    def fen(self):
        return Ratio.total(self.shares).rounded()

    @property
    def month_spend(self):
        """Fen a pupil: the group with the lowest sum of its days' unit prices; None without reported days."""
        sums = [Ratio.total(days.values()) for days in self.prices.values() if days]
        return min(sums, key=Ratio.fraction) if sums else None

    @property
    def day_spend(self):
        """Fen a pupil and day: that of the group with the lowest average; None without reported days."""
        averages = [Ratio.total(days.values()) / len(days) for days in self.prices.values() if days]
        return min(averages, key=Ratio.fraction) if averages else None


def months_of(schools, figures, month):
    """[SchoolMonth] by town and code of the schools with supply days in a month (anything with ``in``)."""
    rows, roll = {}, defaultdict(dict)
    known = {one.id: one for one in schools}
    for one in figures:
        school_id = one.group.school_id
        for day in one.days:
            if day.on not in month:
                continue
            row = rows.setdefault(school_id, SchoolMonth(known[school_id]))
            row.days.add(day.on)
            if not day.complete:
                row.missing.add(day.on)
            _take(row, one.group.group_id, day, roll[school_id])
        if school_id in rows and one.state == "short" and one.week.sunday in month:
            rows[school_id].weeks_below += 1
    for school_id, groups in roll.items():
        rows[school_id].enrolled = sum(one[0] for one in groups.values())
        rows[school_id].on_the_roll = sum(one[0] + one[1] for one in groups.values())
    return [rows[one.id] for one in in_order([row.school for row in rows.values()])]


def _take(row, group_id, day, roll):
    enrolled = max((meal.enrolled for meal in day.meals), default=0)
    others = max((meal.others_enrolled for meal in day.meals), default=0)
    known = roll.get(group_id, (0, 0))
    roll[group_id] = max(known[0], enrolled), max(known[1], others)
    row.owed_fen += day.subsidy_fen * enrolled
    price = ZERO
    for meal in day.meals:
        if meal.record and meal.pot.eaters:
            pupils = sum(meal.record[:2])
            row.heads += pupils
            row.top_up_fen += meal.top_up_fen * pupils
            row.shares.append(Ratio(meal.pot.fen * sum(meal.record), meal.pot.eaters))
        if meal.counts:
            price += meal.price
    if day.complete:
        row.prices.setdefault(group_id, {})[day.on] = price
