"""Schools, ingredients and what else a set says of the county itself, through the services that pages use too."""

from mealwatch.catalogue import service as catalogue
from mealwatch.counties import service as counties
from mealwatch.counties.domain.policy import FIRST
from mealwatch.schools import service as schools

_PUT = (
    ("schools", schools.put_schools),
    ("canteens", schools.put_canteens),
    ("pupil_groups", schools.put_group_states),
    ("meal_standards", schools.put_standards),
    ("calendar", schools.put_calendar_days),
    ("ingredients", catalogue.put_ingredients),
    ("suppliers", catalogue.put_suppliers),
)


def put_masters(county_id, masters, *, fresh, by, now):
    """Write them where they differ. Returns {file: Written}; ``fresh``: the county was made by this import."""
    _put_policies(county_id, masters.policies, fresh=fresh, by=by, now=now)
    return {
        name: put(county_id, getattr(masters, name), by=by, now=now) for name, put in _PUT if getattr(masters, name)
    }


def _put_policies(county_id, rows, *, fresh, by, now):
    rows = sorted(rows, key=lambda row: row["from_date"])
    before = [row for row in rows if row["from_date"] <= FIRST.from_date]
    if fresh and before and before[-1]["from_date"] < FIRST.from_date:
        # A new county begins with five yuan from 2021; where the file says otherwise for that day, the file counts.
        rows.append({**before[-1], "from_date": FIRST.from_date})
    for row in rows:
        counties.set_policy(county_id, by=by, now=now, **row)
