"""The planted troubles show, and nothing else does."""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from statistics import median

import pytest

from mealwatch.demo import TROUBLES
from tests.support.exchange_folder import base_units, fen, week_of

pytestmark = pytest.mark.slow

WORST_FIRST = ("short", "unreported", "unverified", "met")
PLANTED = {trouble.kind: trouble for trouble in TROUBLES}


def outcome(rows):
    """A school stands where its worst group stands."""
    return min((row.outcome for row in rows), key=WORST_FIRST.index)


def rows_of(county, file, column, school, week="2026-W47"):
    code = "C" + school.removeprefix("S")
    return [
        row
        for row in county.tables[file]
        if code == row["canteen_code"] and week_of(date.fromisoformat(row[column])) == week
    ]


def issued_over_menu(county, canteen, week="2026-W47"):
    """Base units issued over base units planned for the recorded eaters, by ingredient name."""
    undone = {(row["canteen_code"], row["doc_no"]) for row in county.tables["reversals"] if row["doc_kind"] == "issue"}
    issued, planned = Counter(), defaultdict(Fraction)
    for row in rows_of(county, "issues", "issued_on", canteen, week):
        if row["meal"] == "lunch" and not row["use_days"] and (row["canteen_code"], row["doc_no"]) not in undone:
            known = county.ledger.ingredients[row["ingredient_code"]]
            issued[known["name"]] += base_units(row["quantity"], row["unit"], known)
    for row in rows_of(county, "menus", "date", canteen, week):
        known = county.ledger.ingredients[row["ingredient_code"]]
        eaters = county.county.eaters("C" + canteen.removeprefix("S"), date.fromisoformat(row["date"]), "lunch")
        edible = Fraction(row["grams_per_pupil"]) * eaters
        planned[known["name"]] += edible * 100 / int(known["edible_percent"]) / Fraction(known["grams_per_unit"])
    spread = {"大豆油", "食盐", "酱油"}
    return {name: issued[name] / grams for name, grams in planned.items() if name not in spread and grams}


@pytest.mark.parametrize("trouble", [t for t in TROUBLES if t.outcome], ids=lambda trouble: trouble.kind)
def test_the_last_week_shows_what_was_planted(last_week, trouble):
    assert outcome(last_week[trouble.school]) == trouble.outcome


def test_everybody_else_is_met(last_week):
    planted = {trouble.school for trouble in TROUBLES if trouble.outcome}
    others = Counter(outcome(rows) for school, rows in last_week.items() if school not in planted)
    assert others == {"met": len(last_week) - len(planted)}


def test_six_short_and_three_unreported(last_week):
    found = Counter(outcome(rows) for rows in last_week.values())
    assert found == {"short": 6, "unreported": 3, "unverified": 1, "met": 50}


def test_honest_weeks_lie_between_25_10_and_29_yuan(county):
    planted = {trouble.school for trouble in TROUBLES}
    paying = {row["school_code"] for row in county.tables["meal_standards"]}
    weeks = [row for row in county.weekly_spend() if row.week <= "2026-W47" and row.school not in planted | paying]
    inside = [2510 <= row.spend * 5 / row.supply_days <= 2900 for row in weeks]
    assert sum(inside) > len(inside) * 95 // 100
    assert all(row.outcome == "met" for row in weeks)


def test_the_standard_is_met_where_families_pay(county):
    paying = {row["school_code"] for row in county.tables["meal_standards"]} - {PLANTED["top_up_missing"].school}
    weeks = [row for row in county.weekly_spend() if row.week <= "2026-W47" and row.school in paying]
    assert all(row.standard > row.floor and row.standard_gap == 0 for row in weeks)


def test_borderline_lies_one_to_four_fen_below(last_week):
    for row in last_week[PLANTED["borderline"].school]:
        assert 1 <= row.gap <= 4


def test_one_dear_day_carries_the_sum_but_not_the_person_days(last_week):
    for row in last_week[PLANTED["one_dear_day"].school]:
        assert row.spend_person_days < row.floor <= row.spend


def test_top_up_did_not_become_food(last_week):
    for row in last_week[PLANTED["top_up_missing"].school]:
        assert row.standard_gap > 1500


def test_honest_issues_follow_the_menu(county):
    for school in ("S003", "S014", "S024", "S041"):
        assert all(Fraction(9, 10) < ratio < Fraction(11, 10) for ratio in issued_over_menu(county, school).values())


def test_meat_is_issued_short_of_the_menu(county):
    ratios = issued_over_menu(county, PLANTED["meat_short"].school)
    groups = {row["name"]: row["food_group"] for row in county.tables["ingredients"]}
    assert all(ratio < Fraction(1, 2) for name, ratio in ratios.items() if groups[name] == "畜禽肉类")


def test_milk_stays_on_paper(county):
    assert issued_over_menu(county, PLANTED["milk_on_paper"].school)["纯牛奶"] == 0


def test_padded_heads_are_the_enrolled(county):
    school = PLANTED["padded_heads"].school
    records = [(key, record) for key, record in county.county._records.items() if key[0][0] == school]
    last = [(key, record) for key, record in records if week_of(key[1]) == "2026-W47" and key[2] == "lunch"]
    assert all(r.beneficiaries == county.county.standing(group, on).beneficiaries for (group, on, _), r in last)


def test_a_padded_price_stands_out_among_its_peers(county):
    drumsticks = next(row["ingredient_code"] for row in county.tables["ingredients"] if row["name"] == "鸡腿")
    prices = defaultdict(list)
    for row in county.tables["receipts"]:
        if row["ingredient_code"] == drumsticks and week_of(date.fromisoformat(row["received_on"])) == "2026-W47":
            grams = base_units(row["quantity"], row["unit"], county.ledger.ingredients[drumsticks])
            prices[row["canteen_code"]].append(Fraction(fen(row["amount_yuan"]) * 1000, grams))
    usual = median(max(found) for found in prices.values())
    dear = {canteen for canteen, found in prices.items() if max(found) > usual * Fraction(6, 5)}
    assert dear == {"C" + PLANTED["padded_price"].school.removeprefix("S")}


def test_an_expired_supplier_goes_on_delivering(county):
    supplier = PLANTED["licence_expired"].supplier
    expires = next(row["licence_expires_on"] for row in county.tables["suppliers"] if row["supplier_code"] == supplier)
    late = {
        r["canteen_code"]
        for r in county.tables["receipts"]
        if r["supplier_code"] == supplier and r["received_on"] > expires
    }
    assert "C050" in late
    assert len(late) <= 6
    others = [row["licence_expires_on"] for row in county.tables["suppliers"] if row["supplier_code"] != supplier]
    assert min(others) > "2026-12-31"


def test_rounded_heads(county):
    school = PLANTED["round_heads"].school
    counts = [
        r.beneficiaries
        for (group, on, _), r in county.county._records.items()
        if group[0] == school and on >= date(2026, 10, 26)
    ]
    assert len(counts) == 40
    assert sum(count % 10 == 0 for count in counts) * 2 > len(counts)


def test_one_acceptor_cannot_close(county):
    school = PLANTED["one_acceptor"].school
    receipts = rows_of(county, "receipts", "received_on", school)
    assert receipts
    assert all(row["acceptor_1"] and not row["acceptor_2"] for row in receipts)
    assert (school, "2026-W47") not in county.ledger.closed
    closers = {
        row["closed_by"]
        for row in county.tables["closings"]
        if (row["school_code"], row["week"]) == (school, "2026-W46")
    }
    assert closers == {"到期锁定"}


def test_history_of_two_schools(county):
    rows = {(row.school, row.week): row for row in county.weekly_spend()}
    once, unreported = PLANTED["short_once"].school, PLANTED["closed_unreported"].school
    assert rows[once, "2026-W43"].outcome == "short"
    assert rows[once, "2026-W44"].outcome == "met"
    assert (rows[unreported, "2026-W45"].outcome, rows[unreported, "2026-W45"].closed) == ("unreported", True)


def test_every_trouble_says_what_is_done_and_what_is_seen():
    assert len({trouble.id for trouble in TROUBLES}) == len(TROUBLES) >= 12
    assert all(trouble.done and trouble.seen for trouble in TROUBLES)
