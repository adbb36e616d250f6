"""What the demo county compares with: staff of its schools, a dated price list, a supplier's contract."""

import csv
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

from mealwatch.catalogue import price_lists
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.schools import staff
from mealwatch.stock.queries.paid import paid_by_others

_SCHOOLS = Path(__file__).with_name("tables") / "schools.csv"
_LISTED = ("谷薯类", "畜禽肉类", "蛋类", "植物油", "大豆类及其制品和坚果")
_CONTRACT, _OF_CONTRACT = "V03", "畜禽肉类"
_WEEKS_AGO = 6


def fill(county_id, *, by, now):
    """Count the staff from the term's begin on, and import a list and a contract of some weeks ago."""
    stamp = {"by": by, "now": now}
    _count_staff(county_id, now.date(), stamp)
    monday = Week.of(now.date()).shifted(-_WEEKS_AGO).monday
    paid = paid_by_others(county_id, 0, monday - timedelta(days=21), monday - timedelta(days=1))
    goods = [one for one in catalogue.ingredients_of(county_id) if one.id in paid and one.base_unit == "g"]
    rows = [_row(one, median(_fractions(paid[one.id]))) for one in goods if one.food_group in _LISTED]
    if rows:
        price_lists.take_in(
            county_id, rows, from_date=monday, until_date=None, source="县发改局主要食材市场参考价", **stamp
        )
    seller = catalogue.find_supplier(county_id, _CONTRACT)
    agreed = [
        _row(one, max(_fractions(paid[one.id])) * Fraction(23, 20), seller.id)
        for one in goods
        if seller and one.food_group == _OF_CONTRACT
    ]
    if agreed:
        until = monday + timedelta(days=180)
        source = f"{seller.name}供货合同价"
        price_lists.take_in(county_id, agreed, from_date=monday, until_date=until, source=source, **stamp)


def _count_staff(county_id, today, stamp):
    from_date = min((term.starts_on for term in schools.terms_of(county_id)), default=today)
    with _SCHOOLS.open(encoding="utf-8", newline="") as table:
        people = {row["school_code"]: int(row["staff"]) for row in csv.DictReader(table)}
    for school in schools.schools_of(county_id):
        others = people.get(school.code, 0) // 6
        counts = {"teaching": people.get(school.code, 0) - others, "other": others}
        staff.put_staff_count(county_id, school.id, from_date=from_date, **counts, **stamp)


def _fractions(ratios):
    return [one.fraction() for one in ratios]


def _row(ingredient, price, supplier_id=None):
    """A price of the list: whole fen for a 斤."""
    return ingredient.id, "jin", 500, max(1, round(price * 500)), supplier_id
