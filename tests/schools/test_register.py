"""Schools, canteens, groups and standards in the records, on both stores."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from mealwatch.audit.models import JournalEntry
from mealwatch.audit.rows import Written
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.schools import errors, queries, service
from tests.support.county import BEGUN, canteen, do, group, new_county, one_school, school


def journal(county_id, *subjects):
    rows = db.session.execute(
        select(JournalEntry).where(JournalEntry.county_id == county_id).order_by(JournalEntry.seq)
    ).scalars()
    return [(row.action, row.subject, row.key, json.loads(row.body)) for row in rows if row.subject in subjects]


def test_a_school_is_registered_once_and_changed_in_the_journal(store):
    county_id = new_county()
    assert school(county_id) == "created"
    assert queries.get_school(county_id, "S001").principal is None
    assert school(county_id, principal="张校长") == "updated"
    assert school(county_id, principal="张校长") == "unchanged"
    assert school(county_id, name="中心小学") == "updated"
    found = queries.get_school(county_id, "S001")
    assert (found.name, found.principal, found.town, found.aliases) == ("中心小学", "张校长", "青山镇", ())
    entries = journal(county_id, "school")
    assert [entry[:3] for entry in entries] == [
        ("create", "school", "S001"),
        ("update", "school", "S001"),
        ("update", "school", "S001"),
    ]
    assert entries[-1][3] == {
        "county_id": county_id,
        "id": found.id,
        "code": "S001",
        "name": "中心小学",
        "aliases": "",
        "town": "青山镇",
        "school_type": "primary",
        "supply_mode": "canteen",
        "principal": "张校长",
    }


def test_other_names_are_kept_until_others_are_given(store):
    county_id = new_county()
    school(county_id, aliases=["青山小学", "镇小"])
    school(county_id, name="青山镇中心小学")
    assert queries.find_school(county_id, "S001").aliases == ("青山小学", "镇小")
    assert queries.school_by_id(county_id, 1).name == "青山镇中心小学"
    school(county_id, aliases=[])
    assert queries.find_school(county_id, "S001").aliases == ()


def test_what_a_row_leaves_out_stays_and_what_it_empties_goes(store):
    county_id = new_county()
    school(county_id, principal="张校长")
    assert school(county_id) == "unchanged"
    assert school(county_id, principal="") == "updated"
    assert queries.get_school(county_id, "S001").principal is None


def test_counties_do_not_see_each_other(store):
    first, second = one_school("360731"), one_school("360732")
    school(first, "S002", town="白河乡")
    group(second, beneficiaries=99)
    assert [found.code for found in queries.schools_of(first)] == ["S001", "S002"]
    assert [found.code for found in queries.schools_of(second)] == ["S001"]
    assert queries.towns_of(first) == ["青山镇", "白河乡"]
    assert queries.towns_of(second) == ["青山镇"]
    assert queries.find_school(second, "S002") is None
    assert queries.enrolment_on(first, 1, BEGUN).beneficiaries == 120
    assert queries.enrolment_on(second, 1, BEGUN).beneficiaries == 99
    do(service.put_standard, first, school_code="S001", from_date=BEGUN, meal="lunch", subsidised=True, top_up_fen=130)
    do(service.put_calendar_day, first, dated_on=BEGUN, day_type="supply")
    assert queries.standard_rows(second) == queries.calendar_rows(second) == []
    with pytest.raises(errors.NoSchool):
        canteen(second, "C002", "S002")


@pytest.mark.parametrize(
    ("given", "field", "fault"),
    [
        ({"code": ""}, "code", checks.Required),
        ({"code": "S/1"}, "code", checks.CodeInvalid),
        ({"code": "S" * 41}, "code", checks.CodeInvalid),
        ({"code": "S\n1"}, "code", checks.CodeInvalid),
        ({"name": ""}, "name", checks.Required),
        ({"name": "校" * 201}, "name", checks.TextTooLong),
        ({"town": " "}, "town", checks.Required),
        ({"school_type": "college"}, "school_type", checks.NotInList),
        ({"school_type": None}, "school_type", checks.Required),
        ({"supply_mode": "family"}, "supply_mode", checks.NotInList),
    ],
)
def test_faults_of_a_school(store, given, field, fault):
    county_id = new_county()
    with pytest.raises(fault) as refused:
        school(county_id, **given)
    assert (refused.value.field, refused.value.facts["row"]) == (field, 0)
    assert queries.schools_of(county_id) == []


def test_a_fault_in_one_of_many_rows_writes_none_of_them(store):
    county_id = new_county()
    row = {"code": "S001", "name": "甲小学", "town": "青山镇", "school_type": "primary", "supply_mode": "canteen"}
    with pytest.raises(checks.NotInList) as refused:
        do(service.put_schools, county_id, [row, row | {"code": "S002", "supply_mode": "bought"}])
    assert refused.value.facts["row"] == 1
    with pytest.raises(checks.Twice):
        do(service.put_schools, county_id, [row, row])
    assert queries.schools_of(county_id) == []
    assert journal(county_id, "school") == []


def test_many_rows_write_only_their_differences(store):
    county_id = new_county()
    rows = [
        {"code": f"S{n:03}", "name": f"{n}小学", "town": "镇", "school_type": "primary", "supply_mode": "canteen"}
        for n in range(30)
    ]
    assert do(service.put_schools, county_id, rows) == Written(created=30)
    rows[3] |= {"name": "新名"}
    rows.append(rows[0] | {"code": "S030"})
    assert do(service.put_schools, county_id, rows) == Written(1, 1, 29)
    assert len(journal(county_id, "school")) == 32
    assert [found.id for found in queries.schools_of(county_id)] == list(range(1, 32))


def test_a_canteen_stands_at_a_school(store):
    county_id = new_county()
    school(county_id)
    school(county_id, "S002")
    assert canteen(county_id) == "created"
    assert canteen(county_id) == "unchanged"
    assert canteen(county_id, school_code="S002") == "updated"
    found = queries.get_canteen(county_id, "C001")
    assert found.school_id == queries.get_school(county_id, "S002").id
    assert queries.canteen_code(county_id, found.id) == "C001"
    assert queries.canteens_of(county_id, [found.school_id]) == [found]
    assert queries.canteens_of(county_id, [99]) == []
    with pytest.raises(errors.NoSchool) as refused:
        canteen(county_id, "C002", "S009")
    assert (refused.value.field, refused.value.facts["value"]) == ("school_code", "S009")


@pytest.mark.parametrize(
    "look",
    [
        lambda county: queries.get_school(county, "S009"),
        lambda county: queries.school_by_id(county, 9),
        lambda county: queries.get_canteen(county, "C009"),
        lambda county: queries.canteen_by_id(county, 9),
        lambda county: queries.get_group(county, 1, "G9"),
        lambda county: queries.group_by_id(county, 9),
        lambda county: queries.get_closure_request(county, 9),
    ],
)
def test_what_is_not_there_is_said_so(store, look):
    with pytest.raises((errors.NoSchool, errors.NoCanteen, errors.NoGroup, errors.NoRequest)) as refused:
        look(one_school())
    assert refused.value.text()
    assert refused.value.advice()


def test_counts_change_from_a_date_on(store):
    county_id = one_school()
    later = date(2026, 11, 1)
    assert group(county_id) == "unchanged"
    assert group(county_id, from_date=later, beneficiaries=118) == "created"
    assert group(county_id, from_date=later, beneficiaries=117) == "updated"
    found = queries.get_group(county_id, queries.get_school(county_id, "S001").id, "G16")
    roll = queries.roll_of(county_id)
    assert [row.beneficiaries for row in roll.history(found.id)] == [120, 117]
    assert roll.on(found.id, date(2026, 10, 31)).beneficiaries == 120
    assert len(queries.groups_of(county_id)) == 1
    assert [entry[:3] for entry in journal(county_id, "pupil_group", "enrolment")] == [
        ("create", "pupil_group", "S001/G16"),
        ("create", "enrolment", "S001/G16/2026-09-01"),
        ("create", "enrolment", "S001/G16/2026-11-01"),
        ("update", "enrolment", "S001/G16/2026-11-01"),
    ]
    assert journal(county_id, "enrolment")[-1][3]["from_date"] == "2026-11-01"


def test_two_schools_may_use_the_same_group_code(store):
    county_id = one_school()
    school(county_id, "S002")
    group(county_id, "S002", beneficiaries=20)
    first, second = queries.groups_of(county_id)
    assert (first.code, second.code) == ("G16", "G16")
    assert queries.groups_of(county_id, [second.school_id]) == [second]
    assert [row.beneficiaries for row in queries.enrolments_of(county_id, [second.school_id])] == [20]


@pytest.mark.parametrize(
    ("given", "field", "fault"),
    [
        ({"beneficiaries": -1}, "beneficiaries", checks.CountInvalid),
        ({"beneficiaries": 4.0}, "beneficiaries", checks.CountInvalid),
        ({"beneficiaries": True}, "beneficiaries", checks.CountInvalid),
        ({"beneficiaries": None}, "beneficiaries", checks.Required),
        ({"other_pupils": 20_001}, "other_pupils", checks.CountInvalid),
        ({"age_band": "6-9"}, "age_band", checks.NotInList),
        ({"from_date": None}, "from_date", checks.Required),
        ({"from_date": date(1026, 9, 1)}, "from_date", checks.DateInvalid),
        ({"name": ""}, "name", checks.Required),
        ({"canteen_code": "C009"}, "canteen_code", errors.NoCanteen),
        ({"school_code": "S009"}, "school_code", errors.NoSchool),
        ({"group_code": ""}, "group_code", checks.Required),
    ],
)
def test_faults_of_a_groups_counts(store, given, field, fault):
    county_id = one_school()
    with pytest.raises(fault) as refused:
        group(county_id, **{"group_code": "G79", **given})
    assert refused.value.field == field
    assert len(queries.groups_of(county_id)) == 1


def test_one_groups_date_comes_once(store):
    county_id = one_school()
    row = {
        "school_code": "S001",
        "group_code": "G16",
        "name": "组",
        "age_band": "6-8",
        "canteen_code": "C001",
        "from_date": BEGUN,
        "beneficiaries": 1,
        "other_pupils": 0,
    }
    with pytest.raises(checks.Twice) as refused:
        do(service.put_group_states, county_id, [row, row | {"beneficiaries": 2}])
    assert "S001/G16/2026-09-01" in refused.value.text()


def test_who_feeds_whom(store):
    county_id = one_school()
    school(county_id, "S002", school_type="teaching_point")
    school(county_id, "S003")
    canteen(county_id, "C003", "S003")
    group(county_id, "S002", "G12", canteen_code="C003", from_date=BEGUN)
    group(county_id, "S002", "G12", canteen_code="C001", from_date=date(2026, 10, 1))
    ids = {found.code: found.id for found in queries.schools_of(county_id)}
    c1, c3 = (queries.get_canteen(county_id, code).id for code in ("C001", "C003"))
    assert queries.schools_fed_by(county_id, c1, date(2026, 9, 30)) == {ids["S001"]}
    assert queries.schools_fed_by(county_id, c1, date(2026, 10, 1)) == {ids["S001"], ids["S002"]}
    assert queries.schools_fed_by(county_id, c3, date(2026, 10, 1)) == set()
    assert queries.schools_fed_by(county_id, c1, date(2026, 8, 31)) == set()

    def feeding(on=None):
        return [found.code for found in queries.canteens_feeding(county_id, ids["S002"], on)]

    assert feeding() == ["C001", "C003"]
    assert feeding(date(2026, 9, 30)) == ["C003"]
    assert feeding(date(2026, 10, 1)) == ["C001"]
    assert feeding(date(2026, 8, 31)) == []
    assert queries.canteens_feeding(county_id, ids["S003"]) == []


def standard(county_id, group_code=None, **given):
    row = {"from_date": BEGUN, "meal": "lunch", "subsidised": True, "top_up_fen": 130}
    return do(service.put_standard, county_id, school_code="S001", group_code=group_code, **row | given)


def test_standards_for_a_school_and_its_group(store):
    county_id = one_school()
    assert standard(county_id) == "created"
    assert standard(county_id, "") == "unchanged"
    assert standard(county_id, "G16", meal="breakfast", top_up_fen=0) == "created"
    assert standard(county_id, top_up_fen=150) == "updated"
    assert queries.standards_of(county_id).on(1, 1, BEGUN) == {"lunch": (True, 150), "breakfast": (True, 0)}
    assert queries.standards_of(county_id).on(1, 2, BEGUN) == {"lunch": (True, 150)}
    assert [entry[:3] for entry in journal(county_id, "meal_standard")] == [
        ("create", "meal_standard", "S001//2026-09-01/lunch"),
        ("create", "meal_standard", "S001/G16/2026-09-01/breakfast"),
        ("update", "meal_standard", "S001//2026-09-01/lunch"),
    ]


@pytest.mark.parametrize(
    ("given", "field", "fault"),
    [
        ({"meal": "supper"}, "meal", checks.NotInList),
        ({"subsidised": "yes"}, "subsidised", checks.YesOrNo),
        ({"top_up_fen": -1}, "top_up_fen", checks.AmountInvalid),
        ({"top_up_fen": 10_001}, "top_up_fen", checks.AmountInvalid),
        ({"top_up_fen": None}, "top_up_fen", checks.Required),
        ({"group_code": "G99"}, "group_code", errors.NoGroup),
    ],
)
def test_faults_of_a_standard(store, given, field, fault):
    county_id = one_school()
    with pytest.raises(fault) as refused:
        standard(county_id, **given)
    assert refused.value.field == field
    assert queries.standard_rows(county_id) == []
