"""A small county that was made through the services, and short ways to post in it and to look at what stands.

Two schools eat from canteen C001 (S001 with two groups and the teaching point S002), a third has its own, C002.
The calendar supplies Monday to Friday from 2026-10-26 to 2026-11-27; S002 has Wednesday 2026-11-04 off.

Fixtures: ``kitchen`` (SQLite), ``kitchen_on_postgresql``, and ``both`` (one after the other), each a Kitchen on a
fresh database. Import them in a folder's conftest.py: ``from tests.support.kitchen import *  # noqa: F403``.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import bindparam, func, literal, select, union_all

import mealwatch
from mealwatch.audit.models import JournalEntry
from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.counties import service as counties
from mealwatch.counties.domain.locks import Lock, mask
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.meals import service as meals
from mealwatch.meals.domain.served import Served
from mealwatch.schools import queries as school_queries
from mealwatch.schools import service as schools
from mealwatch.stock import models
from mealwatch.stock import service as stock
from mealwatch.stock.domain import documents
from mealwatch.storage import migrate
from mealwatch.storage.metadata import metadata
from mealwatch.storage.transaction import in_transaction
from tests.support.postgres import name_in

__all__ = ["both", "kitchen", "kitchen_databases", "kitchen_on_postgresql"]

NOW = datetime(2026, 11, 27, 18, 0, tzinfo=SHANGHAI)
CLERK = Actor("李老师", 8)
BEGUN = date(2026, 9, 1)
MON, TUE, WED, THU, FRI, SAT, SUN = (date(2026, 11, 2) + timedelta(days=k) for k in range(7))
NEXT_MON = MON + timedelta(days=7)
FIRST_DAY, LAST_DAY = date(2026, 10, 26), date(2026, 11, 27)
#: code: base unit, what a package holds
INGREDIENTS = {"rice": ("g", 25000), "oil": ("ml", 5000), "egg": ("piece", 30), "salt": ("g", None)}
SUPPLIER = "V001"
#: school, group: canteen, beneficiaries, other pupils
GROUPS = {
    ("S001", "G16"): ("C001", 120, 3),
    ("S001", "G79"): ("C001", 60, 0),
    ("S002", "G14"): ("C001", 20, 1),
    ("S003", "G16"): ("C002", 40, 0),
}


@dataclass
class Kitchen:
    """One county; its ids by code, and what can be done in it."""

    county_id: int
    canteens: dict = field(default_factory=dict)
    schools: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)
    ingredients: dict = field(default_factory=dict)
    supplier_id: int = 0

    @classmethod
    def of(cls, county_id):
        """The county as it stands in the database."""
        school_codes = {school.id: school.code for school in school_queries.schools_of(county_id)}
        groups = school_queries.groups_of(county_id)
        return cls(
            county_id,
            {canteen.code: canteen.id for canteen in school_queries.canteens_of(county_id)},
            {code: school_id for school_id, code in school_codes.items()},
            {(school_codes[group.school_id], group.code): group.id for group in groups},
            {row.code: row.id for row in catalogue_queries.ingredients_of(county_id)},
            catalogue_queries.get_supplier(county_id, SUPPLIER).id,
        )

    def do(self, work, *args, **given):
        """Call a service in a transaction of its own."""
        given = {"by": CLERK, "now": NOW} | given
        return in_transaction(lambda: work(self.county_id, *args, **given))

    def document(self, kind, doc_no, on, *lines, canteen="C001", meal=None):
        """A Document; issues and deliveries are for lunch if nothing else is said."""
        if meal is None and kind in ("issue", "delivery"):
            meal = "lunch"
        return documents.Document(kind, self.canteens[canteen], doc_no, on, lines, meal)

    def line(self, kind, ingredient, *amounts, **rest):
        """A line: quantity and fen of what comes in, quantity of what goes out, count of a stocktake."""
        return documents.LINES[kind](self.ingredients[ingredient], amounts[0], "base", *amounts[1:], **rest)

    def post(self, document, **given):
        return self.do(stock.post, document, **given)

    def receive(self, doc_no, on, quantity, fen, *, ingredient="rice", expires_on=None, canteen="C001"):
        """Receive one kind of goods, which makes a lot."""
        line = self.line("receipt", ingredient, quantity, fen, expires_on=expires_on)
        return self.post(self.document("receipt", doc_no, on, line, canteen=canteen))

    def issue(self, doc_no, on, quantity, *, ingredient="rice", use_days=1, meal=None, canteen="C001", **given):
        """Issue one kind of goods to lunch."""
        line = self.line("issue", ingredient, quantity, use_days=use_days)
        return self.post(self.document("issue", doc_no, on, line, meal=meal, canteen=canteen), **given)

    def lose(self, doc_no, on, quantity, *, ingredient="rice", canteen="C001"):
        return self.post(self.document("loss", doc_no, on, self.line("loss", ingredient, quantity), canteen=canteen))

    def count(self, doc_no, on, counted, *, ingredient="rice", canteen="C001"):
        """Count one kind of goods."""
        line = self.line("stocktake", ingredient, counted)
        return self.post(self.document("stocktake", doc_no, on, line, canteen=canteen))

    def deliver(self, doc_no, on, fen, food_fen=None, *, canteen="C001"):
        """Take in a contractor's delivery note."""
        line = documents.DeliveryLine(100, fen, food_fen)
        return self.post(self.document("delivery", doc_no, on, line, canteen=canteen))

    def reverse(self, kind, doc_no, on, *, reason="录错", reversed_by="王会计", canteen="C001", **given):
        wanted = documents.Reversal(self.canteens[canteen], kind, doc_no, on, reason, reversed_by)
        return self.do(stock.reverse, wanted, **given)

    def serve(self, on, beneficiaries, others=0, staff=0, *, group=("S001", "G16"), meal="lunch", **given):
        """Record a meal."""
        served = Served(self.groups[group], on, meal, beneficiaries, others, staff)
        return self.do(meals.record, served, **given)

    def close(self, school, monday, *, fed=None, supplied=range(5)):
        """Lock a school's week as closing it does; ``fed``: {canteen code: weekdays on which it fed the school}."""
        fed = fed or {"C002" if school == "S003" else "C001": range(7)}
        locks = [
            Lock(self.canteens[code], monday, self.schools[school], _bits(monday, days), _bits(monday, supplied))
            for code, days in fed.items()
        ]
        in_transaction(lambda: counties.add_locks(self.county_id, locks))

    def reopen(self, school, monday):
        in_transaction(lambda: counties.remove_locks(self.county_id, self.schools[school], monday))

    def enrol(self, group, from_date, canteen, beneficiaries=120, other_pupils=0):
        """What holds for a group from a date on."""
        self.do(
            schools.put_group_state,
            school_code=group[0],
            group_code=group[1],
            name="年级组",
            age_band="9-11",
            canteen_code=canteen,
            from_date=from_date,
            beneficiaries=beneficiaries,
            other_pupils=other_pupils,
        )

    def lots(self, ingredient="rice", canteen="C001"):
        """The lots in order of entry as (bought, left, cost, drawn, standing)."""
        lot = models.Lot
        rows = db.session.execute(
            select(lot.bought, lot.bought - lot.used, lot.cost_fen, lot.drawn_fen, lot.standing)
            .where(lot.county_id == self.county_id, lot.canteen_id == self.canteens[canteen])
            .where(lot.ingredient_id == self.ingredients[ingredient])
            .order_by(lot.document_id, lot.line_no)
        )
        return [tuple(row) for row in rows]

    def draws(self, posted):
        """What a document drew, line by line, as (line, lot's document, quantity, cost)."""
        draw = models.Draw
        rows = db.session.execute(
            select(draw.line_no, draw.lot_document_id, draw.quantity, draw.cost_fen)
            .where(draw.county_id == self.county_id, draw.document_id == posted.id)
            .order_by(draw.line_no, draw.draw_no)
        )
        return [tuple(row) for row in rows]

    def journal(self):
        """The entries as (action, subject, key)."""
        entry = JournalEntry
        rows = db.session.execute(
            select(entry.action, entry.subject, entry.key).where(entry.county_id == self.county_id).order_by(entry.seq)
        )
        return [tuple(row) for row in rows]

    def rows(self):
        """How many rows each table holds of this county: what must not change when something is refused."""
        return dict(db.session.execute(_COUNTED, {"county": self.county_id}).all())


def _counted():
    tables = [table for table in metadata().sorted_tables if "county_id" in table.c]
    return union_all(
        *(
            select(literal(table.name), func.count()).select_from(table).where(table.c.county_id == bindparam("county"))
            for table in tables
        )
    )


_COUNTED = _counted()


def open_county(code="360732", name="示例县"):
    """Make the small county; returns its Kitchen."""
    county = in_transaction(lambda: counties.create_county(code, name, by=CLERK, now=NOW))
    kitchen = Kitchen(county.id)
    for school, kind in (("S001", "nine_year"), ("S002", "teaching_point"), ("S003", "primary")):
        row = {"name": f"{school}学校", "town": "青山镇", "school_type": kind, "supply_mode": "canteen"}
        kitchen.do(schools.put_school, code=school, **row)
    for canteen, school in (("C001", "S001"), ("C002", "S003")):
        kitchen.do(schools.put_canteen, code=canteen, school_code=school, name="食堂")
    for group, (canteen, beneficiaries, others) in GROUPS.items():
        kitchen.enrol(group, BEGUN, canteen, beneficiaries, others)
    days = [FIRST_DAY + timedelta(days=k) for k in range((LAST_DAY - FIRST_DAY).days + 1)]
    calendar = [{"dated_on": on, "day_type": "supply"} for on in days if on.weekday() < 5]
    kitchen.do(schools.put_calendar_days, [*calendar, {"dated_on": WED, "day_type": "closed", "school_code": "S002"}])
    rows = [
        {"code": code, "name": code, "food_group": "其他", "base_unit": unit, "package_content": content}
        for code, (unit, content) in INGREDIENTS.items()
    ]
    kitchen.do(catalogue.put_ingredients, rows)
    kitchen.do(catalogue.put_suppliers, [{"code": SUPPLIER, "name": "绿源配送"}])
    return Kitchen.of(county.id)


def bare_app(url):
    """The service without pages and API, which services do not need."""
    features, mealwatch.FEATURES = mealwatch.FEATURES, ()
    try:
        return mealwatch.create_app({"DATABASE_URL": url})
    finally:
        mealwatch.FEATURES = features


@pytest.fixture(scope="session")
def kitchen_databases(tmp_path_factory, request):
    """``fresh(store) -> url``: a copy of a migrated database that holds the small county, made once for each store."""
    made = {}

    def template(store):
        if store not in made:
            if store == "sqlite":
                made[store] = f"sqlite:///{tmp_path_factory.mktemp('kitchen') / 'template.sqlite'}"
            else:
                made[store] = request.getfixturevalue("make_postgres_url")()
            migrate.upgrade(made[store])
            app = bare_app(made[store])
            with app.app_context():
                open_county()
                db.session.remove()
                db.engine.dispose()
        return made[store]

    def fresh(store, folder):
        if store == "postgresql":
            return request.getfixturevalue("postgres_server").make_database(name_in(template(store)))
        path = folder / "kitchen.sqlite"
        path.write_bytes(Path(template(store).removeprefix("sqlite:///")).read_bytes())
        return f"sqlite:///{path}"

    return fresh


@pytest.fixture
def kitchen(kitchen_databases, tmp_path):
    """The small county on SQLite."""
    yield from _opened(kitchen_databases("sqlite", tmp_path))


@pytest.fixture
def kitchen_on_postgresql(kitchen_databases, postgres_server, tmp_path):
    """The small county on PostgreSQL."""
    url = kitchen_databases("postgresql", tmp_path)
    yield from _opened(url)
    postgres_server.drop_database(url)


@pytest.fixture(params=["kitchen", "kitchen_on_postgresql"], ids=["sqlite", "postgresql"])
def both(request):
    """The small county on SQLite, and again on PostgreSQL."""
    return request.getfixturevalue(request.param)


def _opened(url):
    app = bare_app(url)
    with app.app_context():
        county_id = db.session.scalar(select(func.max(JournalEntry.county_id)))
        db.session.rollback()
        yield Kitchen.of(county_id)
        db.session.remove()
        db.engine.dispose()


def _bits(monday, weekdays):
    return mask(monday + timedelta(days=k) for k in weekdays)
