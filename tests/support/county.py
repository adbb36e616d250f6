"""A county to try things on: who acts, when, and the things most tests need."""

from datetime import date, datetime

from mealwatch.counties import service as counties
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import service as schools
from mealwatch.storage.transaction import in_transaction

NOW = datetime(2026, 11, 10, 9, 30, tzinfo=SHANGHAI)
OFFICER = Actor("王股长", 7)
CLERK = Actor("李老师", 8)
BEGUN = date(2026, 9, 1)


def new_county(code="360732", name="示例县"):
    """A county's id, committed."""
    return in_transaction(lambda: counties.create_county(code, name, by=OFFICER, now=NOW)).id


def do(work, county_id, *args, **given):
    """Call a service as the officer, in a transaction of its own."""
    return in_transaction(lambda: work(county_id, *args, by=given.pop("by", OFFICER), now=NOW, **given))


def school(county_id, code="S001", **given):
    """Register a school."""
    row = {"name": f"{code}小学", "town": "青山镇", "school_type": "primary", "supply_mode": "canteen"}
    return do(schools.put_school, county_id, code=code, **row | given)


def canteen(county_id, code="C001", school_code="S001"):
    """Register a canteen."""
    return do(schools.put_canteen, county_id, code=code, school_code=school_code, name="食堂")


def group(county_id, school_code="S001", group_code="G16", **given):
    """Say what holds for a pupil group from 2026-09-01 on, or what is given."""
    row = {
        "name": "1-6年级",
        "age_band": "9-11",
        "canteen_code": "C001",
        "from_date": BEGUN,
        "beneficiaries": 120,
        "other_pupils": 3,
    }
    return do(schools.put_group_state, county_id, school_code=school_code, group_code=group_code, **row | given)


def one_school(code="360732"):
    """A county with one school, its canteen and one group; its id."""
    county_id = new_county(code)
    school(county_id)
    canteen(county_id)
    group(county_id)
    return county_id
