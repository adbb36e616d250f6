"""Writes the demo county as a folder in the exchange format."""

from dataclasses import dataclass
from datetime import timedelta

from mealwatch.catalogue.known import known_ingredients
from mealwatch.demo.books import Books
from mealwatch.demo.chance import chance
from mealwatch.demo.closings import close_weeks
from mealwatch.demo.contractor import deliver
from mealwatch.demo.county import canteens_of, read_schools
from mealwatch.demo.kitchen import Kitchen
from mealwatch.demo.market import Market
from mealwatch.demo.masters import POLICY, canteen_row, group_row, ingredient_row, school_row, standard_row
from mealwatch.demo.term import FIRST, LAST, Term, days_of, week_of, weeks_up_to
from mealwatch.demo.troubles import expiring_licence, planted

_RECOUNT = days_of("2026-W42")[0]  # transfers of the first weeks are counted from here on


@dataclass(frozen=True)
class Demo:
    """What all schools of one demo county share."""

    seed: int
    weeks: list
    term: Term
    market: Market
    changes: dict

    @property
    def coming_week(self):
        return week_of(days_of(self.weeks[-1])[0] + timedelta(weeks=1))


def generate(folder, *, seed=2026, last_week="2026-W47", weeks=12, schools=60):
    """Write the county into ``folder``: ``schools`` schools over ``weeks`` ISO weeks up to ``last_week``.

    The same arguments give the same bytes. No document is dated after ``last_week``.
    Raises ValueError for weeks outside the autumn term of 2026.
    """
    wanted = weeks_up_to(last_week, weeks)
    if not FIRST <= days_of(last_week)[0] <= LAST:
        raise ValueError(f"{last_week} lies outside the autumn term of 2026")
    wanted = [week for week in wanted if days_of(week)[-1] >= FIRST]
    known = read_schools(seed, schools)
    supplier, first_without = expiring_licence(wanted)
    market = Market(seed, supplier, days_of(first_without)[0] - timedelta(days=1))
    demo = Demo(seed, wanted, Term(known, wanted[0]), market, planted(wanted))
    books = Books()
    _note_county(demo, known, books)
    for canteen in canteens_of(known):
        if canteen.school.supply_mode == "contractor":
            deliver(demo, canteen, books)
        else:
            Kitchen(demo, canteen, books).run()
    close_weeks(demo, known, books)
    books.write(folder)


def _note_county(demo, schools, books):
    """Everything that has no order of entry."""
    books.note("policies", [POLICY])
    books.note("calendar", demo.term.rows())
    books.note("suppliers", demo.market.rows())
    books.note("ingredients", [ingredient_row(known) for known in known_ingredients().values()])
    for school in schools:
        books.note("schools", [school_row(school)])
        books.note("pupil_groups", [row for group in school.groups for row in _group(demo, school, group)])
        if school.top_up_fen:
            books.note("meal_standards", [standard_row(school, demo.term.first)])
    for canteen in canteens_of(schools):
        books.note("canteens", [canteen_row(canteen)])


def _group(demo, school, group):
    """The group's counts from the first day of term; in some groups a transfer changes them later."""
    row = group_row(school, group, demo.term.first)
    yield row
    luck = chance(demo.seed, "transfer", *group.key)
    if luck.randint(1, 10) == 1 and demo.term.first < _RECOUNT:
        yield {**row, "from_date": _RECOUNT.isoformat(), "beneficiaries": group.beneficiaries + luck.randint(1, 3)}
