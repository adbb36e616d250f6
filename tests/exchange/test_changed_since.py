"""Closed weeks keep their figures through an export, whatever has changed in calendar, counts and standards since."""

from random import Random

import pytest

from tests.exchange.random_county import DAYS, random_county
from tests.exchange.sets import Set
from tests.exchange.test_against_oracle import commands_alone, contents, run, spend  # noqa: F401
from tests.support.exchange_folder import week_of

WEEKS = sorted({week_of(day) for day in DAYS})


def _all_closed(tables):
    """The set with every week of every school closed at its end."""
    moment = {"closed_at": "2026-11-02T18:00:00+08:00", "closed_by": "校长"}
    for rows in tables.values():
        for row in rows:
            row.pop("posted", None)
    schools = [row["school_code"] for row in tables["schools"]]
    tables["closings"] = [{"school_code": school, "week": week, **moment} for week in WEEKS for school in schools]
    return tables


def _changes(tables, random):
    """Rows that rewrite the past: days, counts, canteens, standards."""
    groups = sorted({(row["school_code"], row["group_code"]) for row in tables["pupil_groups"]})
    canteens = [row["canteen_code"] for row in tables["canteens"]]
    changed = {"calendar": {}, "pupil_groups": {}, "meal_standards": {}}
    for _ in range(8):
        (school, group), on = random.choice(groups), str(random.choice(DAYS))
        scope = random.choice((("", ""), (school, ""), (school, group)))
        kind = random.choice(("supply", "closed"))
        changed["calendar"][on, scope] = {
            "date": on, "day_type": kind, "school_code": scope[0], "group_code": scope[1],
        }  # fmt: skip
        changed["pupil_groups"][school, group, on] = {
            "school_code": school, "group_code": group, "name": group, "age_band": "9-11",
            "canteen_code": random.choice(canteens), "from_date": on, "beneficiaries": str(random.choice((0, 5, 300))),
            "other_pupils": "1",
        }  # fmt: skip
        meal, to = random.choice(("lunch", "dinner")), random.choice((group, ""))
        changed["meal_standards"][school, to, on, meal] = {
            "school_code": school, "group_code": to, "from_date": on, "meal": meal,
            "subsidised": random.choice(("yes", "no")), "top_up_yuan": "2.00",
        }  # fmt: skip
    return {name: list(rows.values()) for name, rows in changed.items()}


#: With these the sets are right in the order of their dates too.
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6, 7, 9, 11])
def test_what_has_changed_since_moves_no_closed_week(seed, database_url, fresh_url, tmp_path):
    tables = _all_closed(random_county(seed * 2 + 1))
    run(database_url, "import", Set(tables).write(tmp_path / "set"))
    figures = spend(database_url)
    run(database_url, "import", Set(_changes(tables, Random(seed))).write(tmp_path / "changes"))
    assert spend(database_url) == figures
    run(database_url, "export", tmp_path / "out")
    other = fresh_url()
    run(other, "import", tmp_path / "out")
    assert spend(other) == figures
    run(other, "export", tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "out")
