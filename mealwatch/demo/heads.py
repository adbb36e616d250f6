"""Who comes to eat: head counts of each group and meal, honest or as a trouble writes them.

A count has two sides, what is recorded and for how many the pot is cooked.
Honestly they are the same.
"""

from dataclasses import dataclass

from mealwatch.demo.chance import chance
from mealwatch.demo.county import Group
from mealwatch.demo.term import week_of
from mealwatch.demo.troubles import HONEST

LUNCH, BREAKFAST, DINNER = "lunch", "breakfast", "dinner"


@dataclass(frozen=True)
class Table:
    """One group at one meal.

    ``recorded`` are the pupils, other pupils and staff written down, empty without a record.
    """

    group: Group
    recorded: tuple
    cooked_for: int

    def row(self, on, meal):
        """The row of meals.csv."""
        served, others, staff = self.recorded
        return {
            "school_code": self.group.school,
            "group_code": self.group.code,
            "date": on.isoformat(),
            "meal": meal,
            "beneficiaries_served": served,
            "other_pupils_served": others,
            "staff_served": staff,
        }


def tables(seed, changes, term, canteen, on):
    """The groups at table on a day, by meal."""
    fed = [group for group in canteen.groups if term.is_fed(group, on)]
    of_change = {group.key: changes.get((group.school, week_of(on)), HONEST) for group in fed}
    found = {LUNCH: [_lunch(seed, group, on, of_change[group.key]) for group in fed]}
    weekday = on.isoweekday()
    if weekday in (2, 3, 4, 5):
        found[BREAKFAST] = _boarders(seed, fed, of_change, on, BREAKFAST)
    if weekday in (1, 2, 3, 4):
        found[DINNER] = _boarders(seed, fed, of_change, on, DINNER)
    return {meal: found[meal] for meal in (BREAKFAST, LUNCH, DINNER) if found.get(meal)}


def _lunch(seed, group, on, change):
    luck = chance(seed, "heads", *group.key, on)
    usual = chance(seed, "usual", *group.key).randint(950, 978)  # per mille of the enrolled
    present = _part(group.beneficiaries, usual + luck.randint(-18, 12), 1000)
    others = _part(group.other_pupils, 950, 1000)
    staff = max(0, group.staff - luck.randint(0, 2)) if group.staff > 2 else group.staff
    weekday = on.isoweekday()
    if change.away and group.code == change.away[0] and weekday in change.away[1]:
        return Table(group, (), 0)
    if weekday in change.unserved_days:
        return Table(group, (0, 0, 0), 0)
    recorded = group.beneficiaries if change.all_recorded else present
    if change.few_pupils and weekday == change.few_pupils[0]:
        recorded = _part(group.beneficiaries, change.few_pupils[1], 100)
    recorded = min(group.beneficiaries, _part(recorded, 1, change.rounded_to) * change.rounded_to)
    cooked_for = group.beneficiaries if change.all_recorded else present
    heads = _part((cooked_for + others + staff) * change.cooked_percent, 1, 100)
    missing = weekday in change.unrecorded_days and change.unrecorded_group in ("", group.code)
    return Table(group, () if missing else (recorded, others, staff), heads)


def _boarders(seed, fed, of_change, on, meal):
    """Boarders eat morning and evening; these meals carry no subsidy."""
    found = []
    for group in fed:
        change = of_change[group.key]
        away = change.away and group.code == change.away[0] and on.isoweekday() in change.away[1]
        if group.boarders and not away:
            served = _part(group.boarders, chance(seed, meal, *group.key, on).randint(955, 995), 1000)
            found.append(Table(group, (served, 0, 2), served + 2))
    return found


def _part(count, part, whole):
    """count x part / whole, to the nearest whole head."""
    return (2 * count * part + whole) // (2 * whole)
