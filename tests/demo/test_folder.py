"""What the generator writes keeps every rule of the exchange format."""

from collections import Counter
from datetime import date, datetime

import pytest

from mealwatch.demo import generate
from mealwatch.demo.books import COLUMNS
from tests.support.exchange_folder import days_of, tables, week_of

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
DATED = {
    "receipts": "received_on",
    "openings": "opened_on",
    "issues": "issued_on",
    "deliveries": "delivered_on",
    "losses": "lost_on",
    "stocktakes": "counted_on",
    "reversals": "reversed_on",
    "meals": "date",
}
KEYS = {
    "schools": ("school_code",),
    "pupil_groups": ("school_code", "group_code", "from_date"),
    "calendar": ("date", "school_code", "group_code"),
    "meal_standards": ("school_code", "group_code", "from_date", "meal"),
    "ingredients": ("ingredient_code",),
    "meals": ("school_code", "group_code", "date", "meal"),
    "menus": ("canteen_code", "date", "meal", "dish", "ingredient_code", "age_band"),
    "closings": ("school_code", "week"),
    "stocktakes": ("canteen_code", "doc_no", "ingredient_code"),
}


def dated(county):
    return [(file, row, row[column]) for file, column in DATED.items() for row in county.tables.get(file, [])]


def test_sixty_schools_over_twelve_weeks(county):
    assert len(county.tables["schools"]) == 60
    assert len({row["town"] for row in county.tables["schools"]}) == 12
    assert [week for week in county.weeks() if week <= "2026-W47"] == [f"2026-W{n}" for n in range(36, 48)]


def test_every_file_has_the_columns_of_the_format(county):
    for file, rows in county.tables.items():
        assert list(rows[0]) == COLUMNS[file].split()


def test_all_documents_are_accepted_in_their_order(county):
    """The oracle replayed lots, draws, reversals and closings; it raises what the contract refuses."""
    assert len(county.ledger.closed) > 650


@pytest.mark.parametrize("file", KEYS)
def test_no_key_twice(county, file):
    keys = Counter(tuple(row[column] for column in KEYS[file]) for row in county.tables[file])
    assert [key for key, count in keys.items() if count > 1] == []


def test_rows_of_one_document_share_date_meal_and_order(county):
    for file in ("receipts", "issues", "losses", "stocktakes", "openings"):
        found = {}
        for row in county.tables[file]:
            facts = row[DATED[file]], row["meal"], row["posted"]
            assert found.setdefault((row["canteen_code"], row["doc_no"]), facts) == facts


def test_nothing_is_dated_after_the_last_closed_week(county):
    assert max(on for _, _, on in dated(county)) < TODAY.isoformat()


def test_amounts_have_two_places_and_no_expiry_lies_before_the_receipt(county):
    for row in county.tables["receipts"]:
        assert row["amount_yuan"].partition(".")[2].isdecimal()
        assert len(row["amount_yuan"].partition(".")[2]) == 2
        assert row["produced_on"] <= row["received_on"]
        assert not row["expires_on"] or row["expires_on"] >= row["received_on"]


def test_nobody_signs_twice(county):
    for row in county.tables["receipts"]:
        people = [row["buyer"], row["acceptor_1"], row["acceptor_2"]]
        assert len(set(people)) == 3
    for row in county.tables["issues"]:
        assert row["storekeeper"] != row["collector"]
    for file in ("openings", "stocktakes"):
        assert all(row["counted_by"] != row["witnessed_by"] for row in county.tables[file])


def test_no_more_served_than_enrolled(county):
    for (group, on, _), record in county.county._records.items():
        assert record.beneficiaries <= county.county.standing(group, on).beneficiaries


def test_meals_only_on_supply_days(county):
    assert all(county.county.has_supply(group, on) for group, on, _ in county.county._records)


def test_short_weeks_and_make_up_days(county):
    days = {row.week: row.supply_days for row in county.weekly_spend() if (row.school, row.group) == ("S004", "G13")}
    assert [days[f"2026-W{n}"] for n in range(36, 48)] == [4, 5, 6, 4, 3, 3, 5, 5, 5, 5, 5, 5]


def test_closings_come_after_the_last_meal_and_not_in_the_future(county):
    for row in county.tables["closings"]:
        at = datetime.fromisoformat(row["closed_at"])
        assert at.utcoffset().total_seconds() == 8 * 3600
        assert at.date() < TODAY
        meals = [on for on in days_of(row["week"]) if on > at.date()]
        assert not any(
            county.county.has_supply(g, on) for g in county.county.groups if g[0] == row["school_code"] for on in meals
        )


def test_every_week_but_the_last_is_closed_for_all(county):
    closed = Counter(week for _, week in county.ledger.closed)
    assert [closed[f"2026-W{n}"] for n in range(36, 47)] == [60] * 11
    assert 40 <= closed["2026-W47"] < 60


def test_menus_reach_into_the_coming_week(county):
    assert {week_of(date.fromisoformat(row["date"])) for row in county.tables["menus"]} >= {"2026-W47", "2026-W48"}


def test_reversals_are_entered_anew(county):
    for row in county.tables["reversals"]:
        file = {"issue": "issues", "receipt": "receipts"}[row["doc_kind"]]
        again = [r for r in county.tables[file] if r["canteen_code"] == row["canteen_code"]]
        assert sum(r["doc_no"] in (row["doc_no"] + "2", row["doc_no"] + "A") for r in again) > 0


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate(tmp_path / name, seed=seed, weeks=2, schools=8)
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    same = [(tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in files]
    assert all(same)
    assert (tmp_path / "a" / "meals.csv").read_bytes() != (tmp_path / "c" / "meals.csv").read_bytes()


@pytest.mark.parametrize(
    ("last_week", "weeks", "schools"), [("2026-W37", 12, 9), ("2026-W41", 3, 60), ("2026-W53", 2, 5)]
)
def test_other_weeks_and_sizes_are_whole_too(tmp_path, last_week, weeks, schools):
    from tests.support.oracle import Oracle

    generate(tmp_path, last_week=last_week, weeks=weeks, schools=schools)
    rows = Oracle(tmp_path).weekly_spend([last_week])
    assert len({row.school for row in rows}) == schools


@pytest.mark.parametrize("wrong", [{"last_week": "2027-W10"}, {"schools": 61}, {"schools": 0}])
def test_what_the_demo_cannot_give_is_refused(tmp_path, wrong):
    with pytest.raises(ValueError, match=r"term|schools"):
        generate(tmp_path, **wrong)
    assert tables(tmp_path) == {}
