"""A week of meals in the county of tests.support.people: S003 cooks in C003 for its 120 beneficiaries.

2026-W45, Monday to Friday: 100 kg of rice a day at 6 yuan a kilo, 110 beneficiaries and 5 staff at table; S001
and S002 have the same supply days and record nothing. ``principal_elsewhere`` is the principal of S003.
"""

from datetime import date, datetime, timedelta

from mealwatch.catalogue import queries as catalogue_queries
from mealwatch.catalogue import service as catalogue
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.meals import service as meals
from mealwatch.meals.domain.served import Served
from mealwatch.schools import queries as school_queries
from mealwatch.schools import service as schools
from mealwatch.stock import service as stock
from mealwatch.stock.domain.documents import Document, IssueLine, ReceiptLine
from tests.support import county

MONDAY = date(2026, 11, 2)
DAYS = [MONDAY + timedelta(days=k) for k in range(5)]
WEEK = Week(MONDAY)
#: 600 yuan over 115 at table, five days
SPEND_FEN = (5 * 60_000, 115)
#: the policy's deadline: Monday after the week, 18:00
DEADLINE = datetime(2026, 11, 9, 18, 0, tzinfo=SHANGHAI)


def cook(site, *, without=(), unsigned=()):
    """Fill the week; days ``without`` a record of who ate, days whose issue is ``unsigned``."""
    with site.app.app_context():
        county_id = site.county_id
        calendar = [{"dated_on": on, "day_type": "supply"} for on in DAYS]
        county.do(schools.put_calendar_days, county_id, calendar)
        rice = {"code": "rice", "name": "大米", "food_group": "谷薯类", "base_unit": "g", "package_content": 25_000}
        county.do(catalogue.put_ingredients, county_id, [rice])
        county.do(catalogue.put_suppliers, county_id, [{"code": "V001", "name": "绿源配送"}])
        goods = catalogue_queries.get_ingredient(county_id, "rice").id
        supplier = catalogue_queries.get_supplier(county_id, "V001").id
        canteen = school_queries.get_canteen(county_id, "C003")
        signed = {"buyer": "采购丙", "acceptor_1": "验收甲", "acceptor_2": "验收乙"}
        bought = ReceiptLine(goods, 600_000, "g", 360_000, supplier, "B7", **signed)
        county.do(stock.post, county_id, Document("receipt", canteen.id, "R1", MONDAY, (bought,)))
        school = school_queries.get_school(county_id, "S003")
        group = school_queries.get_group(county_id, school.id, "G16")
        for day in DAYS:
            collector = None if day in unsigned else "领用戊"
            line = IssueLine(goods, 100_000, "g", storekeeper="库管丁", collector=collector)
            county.do(stock.post, county_id, Document("issue", canteen.id, f"I{day:%d}", day, (line,), "lunch"))
            if day not in without:
                county.do(meals.record, county_id, Served(group.id, day, "lunch", 110, 0, 5))


def record(site, day, beneficiaries=110, staff=5, **given):
    """Record (or correct) S003's lunch of a day."""
    with site.app.app_context():
        school = school_queries.get_school(site.county_id, "S003")
        group = school_queries.get_group(site.county_id, school.id, "G16")
        county.do(meals.record, site.county_id, Served(group.id, day, "lunch", beneficiaries, 0, staff), **given)
