"""Everything on record about one school and its canteen that a pack is made of, read once, with a fixed number of
statements.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from mealwatch.catalogue import queries as catalogue
from mealwatch.duty import queries as duty
from mealwatch.inspections import queries
from mealwatch.inspections.domain.records import Visit
from mealwatch.inspections.office import queries as office
from mealwatch.kernel.week import Week
from mealwatch.menus import facts as menu_facts
from mealwatch.menus import queries as menus
from mealwatch.safety import queries as safety
from mealwatch.safety.queries.served import served
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import Canteen, School
from mealwatch.spend.queries.figures import figures
from mealwatch.stock.queries import books, documents, ledger
from mealwatch.stock.queries.paid import suppliers_used
from mealwatch.stock.queries.unsigned import unsigned

DAYS, MONTH = 10, 31
#: The rules that fill items in look back two weeks, at suppliers two months, at spending eight weeks.
LOOK_BACK, SUPPLIERS_BACK, WEEKS_BACK = 14, 60, 8
#: Menus of the days to come go along: the visit is one of them.
AHEAD = 6
KINDS = ("receipt", "delivery", "issue")


@dataclass(frozen=True)
class Gathered:
    """``first``: the first day of the pack; documents are those of a month always.

    Rows and values are as the features' queries give them.
    """

    county_id: int
    school: School
    canteen: Canteen
    at_school: School
    today: date
    first: date
    since: date
    heads: list
    lines: dict
    unsigned: set
    lots: dict
    balances: list
    bands: list
    menus: list
    ingredients: dict
    suppliers: dict
    used: dict
    samples: list
    weeks: list
    pupils: int
    papers: list
    staff: list
    served: dict
    missed: list
    findings: list
    last_visit: Visit | None

    @property
    def has_stock(self):
        """Whether there is a store to count; a contractor brings meals."""
        return self.at_school.supply_mode != "contractor"

    def of_kind(self, kind, first):
        """The standing documents of a kind from a day on, the earliest first."""
        return [head for head in self.heads if head.kind == kind and head.dated_on >= first]


def gather(county_id, school, canteen, *, month, today):
    """Gathered."""
    first = today - timedelta(days=(MONTH if month else DAYS) - 1)
    since = today - timedelta(days=LOOK_BACK - 1)
    from_date = today - timedelta(days=MONTH - 1)
    heads = [head for head in _documents(county_id, canteen, from_date, today) if head.reversal_id is None]
    lines = {kind: _lines(county_id, kind, heads) for kind in KINDS}
    bands = menu_facts.bands_fed(county_id, canteen.id, today)
    planned = menus.meals_between(
        county_id, canteen.id, min(first, since), today + timedelta(days=AHEAD), [band for band, _ in bands]
    )
    balances = ledger.balances(county_id, canteen.id)
    week = Week.of(today)
    used = suppliers_used(county_id, canteen.id, today - timedelta(days=SUPPLIERS_BACK))
    used |= suppliers_used(county_id, canteen.id, today - timedelta(days=SUPPLIERS_BACK), kind="delivery")
    return Gathered(
        county_id=county_id,
        school=school,
        canteen=canteen,
        at_school=schools.school_by_id(county_id, canteen.school_id),
        today=today,
        first=first,
        since=since,
        heads=heads,
        lines=lines,
        unsigned={(one.kind, one.doc_no) for one in unsigned(county_id, [canteen.id], from_date, today)},
        lots={lot.key: lot for lot in books.open_lots(county_id, canteen.id)},
        balances=balances,
        bands=bands,
        menus=planned,
        ingredients={one.id: one for one in catalogue.ingredients_of(county_id, _named(lines, planned, balances))},
        suppliers={one.id: one for one in catalogue.suppliers_of(county_id)},
        used=used,
        samples=safety.records(county_id, canteen.id, ("sample",), first, today),
        weeks=figures(county_id, week.shifted(-WEEKS_BACK), week, [school.id]),
        pupils=_pupils(county_id, school, today),
        papers=duty.papers_of(county_id, [canteen.id]),
        staff=safety.staff_of(county_id, canteen.id),
        served=served(county_id, since, today, canteen_id=canteen.id),
        missed=safety.missed_accompanied(county_id, [school.id], since, today - timedelta(days=1)),
        findings=office.findings(county_id, [school.id]),
        last_visit=queries.last_visits(county_id, [school.id]).get(school.id),
    )


def _documents(county_id, canteen, first, last):
    wanted = documents.Filter((canteen.id,), KINDS, first, last)
    return sorted(documents.documents_of(county_id, wanted), key=lambda head: (head.dated_on, head.id))


def _lines(county_id, kind, heads):
    found = {}
    for line in documents.lines_of(county_id, kind, [head.id for head in heads if head.kind == kind]):
        found.setdefault(line.document_id, []).append(line)
    return found


def _named(lines, planned, balances):
    """The ids of every ingredient that is named somewhere."""
    goods = {line.ingredient_id for kind in ("receipt", "issue") for some in lines[kind].values() for line in some}
    dishes = {one.ingredient_id for meal in planned for dish in meal.dishes for one in dish.portions}
    return goods | dishes | {held.ingredient_id for held in balances}


def _pupils(county_id, school, today):
    roll = schools.roll_of(county_id, [school.id])
    rows = [roll.on(group_id, today) for group_id in roll.group_ids]
    return sum(row.beneficiaries + row.other_pupils for row in rows if row is not None)
