"""What a canteen has to fill in on a day, and which accompanied meals were missed."""

from datetime import timedelta

from mealwatch.kernel.week import Week
from mealwatch.safety.domain import due as rules
from mealwatch.safety.domain.kinds import ALL
from mealwatch.safety.queries.registers import equipment_of
from mealwatch.safety.queries.served import dishes_of, served
from mealwatch.safety.queries.standing import checks_with_findings, filled_on, of_schools, standing_of
from mealwatch.schools import queries as schools

_ORDER = {kind.code: place for place, kind in enumerate(ALL)}
#: So long a sample that nobody disposed of, and a finding that nobody mended, is asked for.
_SAMPLES_BACK = timedelta(days=31)
_FINDINGS_BACK = timedelta(days=200)
_SAMPLING = ("sample", "disposal")


def due(county_id, canteen_id, on, now):
    """What is due that day, as rules.Due in the order of the day; what has been filled in is among it, as done."""
    canteen = schools.canteen_by_id(county_id, canteen_id)
    contractor = schools.school_by_id(county_id, canteen.school_id).supply_mode == "contractor"
    kinds = [kind for kind in ALL if kind.for_contractor or not contractor]
    codes = {kind.code for kind in kinds}
    meals = served(county_id, on, on, canteen_id=canteen_id).get((on, canteen_id), {})
    today = standing_of(county_id, canteen_id, None, on, on)
    standing = standing_of(county_id, canteen_id, _SAMPLING, on - _SAMPLES_BACK, on + timedelta(days=3))
    found = []
    if meals:
        daily = [kind for kind in kinds if kind.every == "day"]
        machines = equipment_of(county_id, canteen_id)
        found += rules.of_meals(on, meals, dishes_of(county_id, canteen_id, on), today, now)
        found += rules.of_day(on, daily, machines, today, now)
        found += _spans(county_id, canteen_id, on, now)
    found += rules.of_samples(on, _of(standing, "sample"), _of(standing, "disposal"), now)
    found += rules.of_findings(on, *_findings(county_id, canteen_id, on))
    return sorted((one for one in found if one.kind in codes), key=lambda one: (_place(one), one.due_at))


def overview(county_id, on):
    """``{canteen id: (kinds filled in, kinds that the day asks for)}`` of the county's canteens with meals that day."""
    meals, filled = served(county_id, on, on), filled_on(county_id, on)
    of_contractors = {one.id for one in schools.schools_of(county_id) if one.supply_mode == "contractor"}
    found = {}
    for canteen in schools.canteens_of(county_id):
        if meals.get((on, canteen.id)):
            wanted = {
                kind.code
                for kind in ALL
                if kind.every in ("meal", "day") and (kind.for_contractor or canteen.school_id not in of_contractors)
            }
            found[canteen.id] = len(wanted & filled.get(canteen.id, set())), len(wanted)
    return found


def missed_accompanied(county_id, school_ids, first, last):
    """The meals from ``first`` to ``last`` that nobody is recorded to have accompanied: [(school id, day, meal)]."""
    school_ids = list(school_ids)
    wanted = {
        (school_id, day, meal)
        for (day, _), meals in served(county_id, first, last, school_ids=school_ids).items()
        for meal, eaters in meals.items()
        for school_id in eaters
        if school_id in school_ids
    }
    there = of_schools(county_id, "accompanied", first, last, school_ids)
    return sorted(wanted - {(one.school_id, one.dated_on, one.meal) for one in there})


def open_findings(county_id, canteen_id, on, now):
    """What safety checks found and nobody has mended, as rules.Due."""
    return [one for one in rules.of_findings(on, *_findings(county_id, canteen_id, on)) if one.state != "done"]


def _findings(county_id, canteen_id, on):
    """The checks of the last months that found something, and what was mended."""
    first = on - _FINDINGS_BACK
    checks = checks_with_findings(county_id, canteen_id, tuple(rules.LISTS), first, on)
    return checks, standing_of(county_id, canteen_id, ("mended",), first, on + timedelta(days=366)) if checks else ()


def _spans(county_id, canteen_id, on, now):
    week, first = Week.of(on), on.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    since, until = min(week.monday, first), max(week.sunday, last)
    days = schools.canteen_supply_days(county_id, canteen_id, since, until)
    for code, since, until in (("weekly_check", week.monday, week.sunday), ("monthly_check", first, last)):
        within = [day for day in days if since <= day <= until]
        if within and on >= within[-1]:
            standing = standing_of(county_id, canteen_id, (code,), since, until)
            yield from rules.of_span(code, on, within[-1], standing, now)


def _of(standing, kind):
    return [one for one in standing if one.kind == kind]


def _place(one):
    """Records of the day's meals stand meal by meal within their kind."""
    return _ORDER[one.kind]
