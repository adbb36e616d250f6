"""A canteen that keeps daily records: C001 of tests.support.people on Monday of 2026-W46, with a menu and equipment.

Lunch has four dishes (and seasoning, which is none); S001 and the teaching point S002 eat from C001.
"""

from datetime import date, datetime, timedelta

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.service import pins
from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.menus import service as menus
from mealwatch.menus.domain.menu import Row
from mealwatch.safety import queries, service
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.schools import queries as school_queries
from mealwatch.schools import service as schools
from mealwatch.storage.transaction import in_transaction
from tests.support import county

MONDAY = date(2026, 11, 9)
NOON = datetime(2026, 11, 9, 13, 30, tzinfo=SHANGHAI)
DISHES = ("米饭", "红烧肉", "炒青菜", "紫菜蛋汤")
PIN = "4719"
MACHINES = (("fridge", "1号冰箱"), ("freezer", "1号冰柜"), ("uv_lamp", "备餐间灯"))
STAFF = ("张师傅", "李师傅")

SAMPLE = {"dish": "米饭", "category": "staple", "weight": 1300, "taken_at": "11:40", "place": "留样柜"}
SAMPLE |= {"temperature": 40, "keeper": "张师傅"}
MORNING = {"heads": 4, "checked_at": "06:50", "unfit": False, "person": "张师傅"}
SICK = MORNING | {
    "unfit": True,
    "unfit_heads": 1,
    "signs": ["fever"],
    "names": ["欧阳植"],
    "cause": "体温三十八度二",
    "measure": "停止上岗，送医",
    "moved": True,
}
ACCOMPANIED = {"person": "赵校长", "post": "principal", "heads": 2, "dishes": ["米饭"], "problem": False, "paid": True}
ACCOMPANIED |= dict.fromkeys(("hygiene", "portion", "taste", "warmth", "price", "order", "waste"), "good")


def at(clock, day=MONDAY):
    """A moment of the Monday."""
    hour, minute = clock.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=SHANGHAI)


class Daily:
    """What can be done in the canteen; as 王芳 would, at NOON unless said otherwise."""

    def __init__(self, site, *, machines=MACHINES, staff=STAFF):
        self.site, self.county_id = site, site.county_id
        with site.app.app_context():
            county.do(catalogue.take_over_known_ingredients, self.county_id)
            self.canteen = school_queries.get_canteen(self.county_id, "C001")
            self.schools = {one.code: one.id for one in school_queries.schools_of(self.county_id)}
            days = [MONDAY + timedelta(days=k) for k in range(-35, 21)]
            rows = [{"dated_on": on, "day_type": "supply"} for on in days if on.weekday() < 5]
            county.do(schools.put_calendar_days, self.county_id, rows)
            rice = catalogue_queries.ingredients_of(self.county_id)[0].id
            lines = [Row(dish, rice, 50_000) for dish in (*DISHES, "调味品")]
            county.do(menus.plan, self.county_id, self.canteen.id, MONDAY, "lunch", lines)
            storekeeper = accounts.get_account(self.county_id, "storekeeper")
            county.do(pins.put_pin, self.county_id, storekeeper.id, "storekeeper", PIN)
            county.do(
                service.put_equipment,
                self.county_id,
                self.canteen,
                [{"kind": kind, "name": name, "used_minutes": 600, "active": True} for kind, name in machines],
            )
            people = [{"name": name, "post": "厨师", "active": True} for name in staff]
            county.do(service.put_staff, self.county_id, self.canteen, people)
            self.machines = {one.kind: one.id for one in queries.equipment_of(self.county_id, self.canteen.id)}

    def enter(self, kind, values, number="n1", *, on=MONDAY, meal="", school="S001", now=NOON, by=county.CLERK):
        """Enter one record of a kind. Returns Entered."""
        kind = KINDS[kind]
        meal = meal or ("lunch" if kind.every == "meal" else "")
        entry = service.Entry(number, on, values, meal, self.schools[school] if kind.by_school else None)
        with self.site.app.app_context():
            return in_transaction(lambda: service.enter(self.county_id, self.canteen, kind, [entry], by=by, now=now))

    def correct(self, kind, number, values, reason="写错", now=NOON, by=county.CLERK):
        with self.site.app.app_context():
            return in_transaction(
                lambda: service.correct(
                    self.county_id, self.canteen, KINDS[kind], number, values, reason=reason, by=by, now=now
                )
            )

    def withdraw(self, kind, number, reason="填错了"):
        with self.site.app.app_context():
            return in_transaction(
                lambda: service.withdraw(
                    self.county_id, self.canteen, KINDS[kind], number, reason=reason, by=county.CLERK, now=NOON
                )
            )

    def records(self, *kinds, first=MONDAY, last=MONDAY):
        with self.site.app.app_context():
            return queries.records(self.county_id, self.canteen.id, kinds or None, first, last)

    def due(self, on=MONDAY, now=NOON):
        """{(kind, meal, subject or school): state}."""
        with self.site.app.app_context():
            found = queries.due(self.county_id, self.canteen.id, on, now)
        codes = {school_id: code for code, school_id in self.schools.items()}
        return {(one.kind, one.meal, codes.get(one.school_id) or one.says): one.state for one in found}
