"""A whole school year of a made-up county, written as a folder in the exchange format, and the labels beside it."""

import csv
from pathlib import Path

from mealwatch.demo.chance import chance
from mealwatch.drill.books import Books
from mealwatch.drill.calendar import TERMS, Calendar, teaching_weeks
from mealwatch.drill.contractor import deliver
from mealwatch.drill.county import canteens_of, make_schools
from mealwatch.drill.goods import SUBSTITUTES, goods, lunches
from mealwatch.drill.kitchen import Kitchen
from mealwatch.drill.market import Market
from mealwatch.drill.schemes import RING, plant
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.quantity import plain

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
    books.note("policies", [{"from_date": "2021-09-01", "subsidy_yuan": "5.00", "tolerance_yuan": "0.05"}])
    books.note("calendar", year.calendar.rows())
    books.note("suppliers", year.market.rows())
    used = {good for portions in lunches().values() for _, good, _, _ in portions} | set(SUBSTITUTES)
    used |= {goods()[name] for name in ("面粉（标准粉）", "土豆", "大白菜", "鸡蛋")}
    books.note("ingredients", [_ingredient(good) for good in sorted(used, key=lambda good: good.code)])
    for school in year.schools:
        books.note("schools", [_school(school)])
        books.note("pupil_groups", [row for group in school.groups for row in _group(year, school, group)])
        if school.top_up_fen:
            books.note("meal_standards", [_standard(year, school)])
    for canteen in year.canteens:
        name = f"{canteen.school.name}食堂"
        books.note("canteens", [{"canteen_code": canteen.code, "school_code": canteen.school.code, "name": name}])


def _school(school):
    return {
        "school_code": school.code,
        "name": school.name,
        "town": school.town,
        "school_type": school.school_type,
        "supply_mode": school.supply_mode,
        "principal": school.people["principal"],
    }


def _group(year, school, group):
    """The group's counts from the first day on; in some a pupil or two comes later, keyed at once."""
    row = {
        "school_code": school.code,
        "group_code": group.code,
        "name": group.name,
        "age_band": group.band,
        "canteen_code": school.canteen,
        "from_date": year.weeks[0].monday.isoformat(),
        "beneficiaries": group.beneficiaries,
        "other_pupils": group.other_pupils,
    }
    yield row
    luck = chance(year.seed, "transfer", school.code, group.code)
    if luck.randint(1, 8) == 1:
        later = luck.choice(year.weeks).monday
        if later > year.weeks[0].monday:
            more = luck.randint(1, 2)
            yield {**row, "from_date": later.isoformat(), "beneficiaries": group.beneficiaries + more}


def _standard(year, school):
    return {
        "school_code": school.code,
        "from_date": year.weeks[0].monday.isoformat(),
        "meal": "lunch",
        "subsidised": "yes",
        "top_up_yuan": fen_as_yuan(school.top_up_fen),
    }


def _ingredient(good):
    return {
        "ingredient_code": good.code,
        "name": good.name,
        "food_group": good.food_group,
        "base_unit": good.base_unit,
        "package_name": good.package_name,
        "package_content": good.package or "",
        "grams_per_unit": plain(good.grams_per_unit),
        "edible_percent": good.edible_percent,
    }


def _write_labels(path, cases):
    rows = [case.row() for case in cases]
    columns = ["case", "scheme", "name", "variant", "strength", "schools", "touched", "first_week", "last_week", "done"]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
