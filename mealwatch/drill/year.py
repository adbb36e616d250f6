"""A whole school year of a made-up county, written as a folder in the exchange format, and the labels beside it."""

import csv
from pathlib import Path

from mealwatch.demo.chance import chance
from mealwatch.demo.masters import POLICY, canteen_row, group_row, ingredient_row, school_row, standard_row
from mealwatch.drill.books import Books
from mealwatch.drill.calendar import TERMS, Calendar, teaching_weeks
from mealwatch.drill.contractor import deliver
from mealwatch.drill.county import canteens_of, make_schools
from mealwatch.drill.goods import SUBSTITUTES, goods, lunches
from mealwatch.drill.kitchen import Kitchen
from mealwatch.drill.market import Market
from mealwatch.drill.schemes import RING, plant

LABELS = "labels.csv"


class Year:
    """What all canteens of one drill share."""

    def __init__(self, seed, schools, weeks):
        self.seed = seed
        self.weeks = tuple(week for week, _ in teaching_weeks()[:weeks])
        self.schools = make_schools(seed, schools)
        self.canteens = canteens_of(self.schools)
        self.calendar = Calendar(seed, self.schools, self.weeks)
        self.market = Market(seed, self.weeks)
        self.cases = plant(seed, self.canteens, self.weeks)
        self.rings = {
            case.number: self.market.add_ring(case.number, case.variant) for case in self.cases if case.scheme == RING
        }
        self._cases_at = {
            (school, week): case
            for case in self.cases
            for school in case.schools
            for week in self.weeks
            if case.first <= week <= case.last
        }
        self._last_days = {}

    @property
    def terms(self):
        return len(terms_of(self.weeks))

    def case_at(self, school, week):
        return self._cases_at.get((school, week))

    def is_last_of_month(self, canteen, on):
        if canteen.code not in self._last_days:
            days = [day for week in self.weeks for day in self.calendar.days(canteen.codes, week)]
            self._last_days[canteen.code] = set({(day.year, day.month): day for day in days}.values())
        return on in self._last_days[canteen.code]


def generate(folder, *, seed=1, schools=60, weeks=40):
    """Write the set into ``folder`` and its labels beside it (``labels.csv`` in the folder above); returns the Year.

    The same arguments give the same bytes. Raises ValueError for less than one school or week.
    """
    if schools < 1 or weeks < 1:
        raise ValueError("a drill has at least one school and one week")
    year, books = Year(seed, schools, weeks), Books()
    _note_county(year, books)
    for canteen in year.canteens:
        if canteen.school.supply_mode == "contractor":
            deliver(year, canteen, books)
        else:
            Kitchen(year, canteen, books).run()
    folder = Path(folder)
    books.write(folder)
    _write_labels(folder.parent / LABELS, year.cases)
    return year


def terms_of(weeks):
    """The terms that these weeks reach into."""
    return [term for term in TERMS if any(term.first <= day <= term.last for week in weeks for day in week.days)]


def _note_county(year, books):
    books.note("policies", [POLICY])
    books.note("calendar", year.calendar.rows())
    books.note("suppliers", year.market.rows())
    used = {good for portions in lunches().values() for _, good, _, _ in portions} | set(SUBSTITUTES)
    used |= {goods()[name] for name in ("面粉（标准粉）", "土豆", "大白菜", "鸡蛋")}
    books.note("ingredients", [ingredient_row(good) for good in sorted(used, key=lambda good: good.code)])
    for school in year.schools:
        books.note("schools", [school_row(school)])
        books.note("pupil_groups", [row for group in school.groups for row in _group(year, school, group)])
        if school.top_up_fen:
            books.note("meal_standards", [standard_row(school, year.weeks[0].monday)])
    for canteen in year.canteens:
        books.note("canteens", [canteen_row(canteen)])


def _group(year, school, group):
    """The group's counts from the first day on; in some a pupil or two comes later, keyed at once."""
    row = group_row(school, group, year.weeks[0].monday)
    yield row
    luck = chance(year.seed, "transfer", school.code, group.code)
    if luck.randint(1, 8) == 1:
        later = luck.choice(year.weeks).monday
        if later > year.weeks[0].monday:
            more = luck.randint(1, 2)
            yield {**row, "from_date": later.isoformat(), "beneficiaries": group.beneficiaries + more}


def _write_labels(path, cases):
    rows = [case.row() for case in cases]
    columns = ["case", "scheme", "name", "variant", "strength", "schools", "touched", "first_week", "last_week", "done"]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
