"""The supply calendar and the terms in the records, on both stores."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from mealwatch.audit.models import JournalEntry
from mealwatch.audit.rows import Written
from mealwatch.counties import queries as counties_queries
from mealwatch.counties import service as counties
from mealwatch.counties.domain.locks import Lock
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.schools import errors, queries, service
from mealwatch.schools.domain.school import CalendarEntry
from mealwatch.storage.transaction import in_transaction
from tests.support.county import do, group, new_county, one_school, school

MONDAY = date(2026, 11, 2)


def day(county_id, on=MONDAY, day_type="supply", school_code="", group_code="", **given):
    scope = {"school_code": school_code, "group_code": group_code}
    return do(service.put_calendar_day, county_id, dated_on=on, day_type=day_type, **scope, **given)


def entries(county_id):
    rows = db.session.execute(
        select(JournalEntry.action, JournalEntry.key)
        .where(JournalEntry.county_id == county_id, JournalEntry.subject.in_(["calendar_day", "term"]))
        .order_by(JournalEntry.seq)
    )
    return [tuple(row) for row in rows]


def test_days_are_entered_for_county_school_and_group(store):
    county_id = one_school()
    assert day(county_id) == "created"
    assert day(county_id) == "unchanged"
    assert day(county_id, day_type="closed", note="下雪") == "updated"
    assert day(county_id, school_code="S001") == "created"
    assert day(county_id, day_type="closed", school_code="S001", group_code="G16", note="考试") == "created"
    assert queries.calendar_rows(county_id) == [
        CalendarEntry(MONDAY, 0, 0, "closed", "下雪"),
        CalendarEntry(MONDAY, 1, 0, "supply", None),
        CalendarEntry(MONDAY, 1, 1, "closed", "考试"),
    ]
    assert entries(county_id) == [
        ("create", "2026-11-02"),
        ("update", "2026-11-02"),
        ("create", "2026-11-02/S001"),
        ("create", "2026-11-02/S001/G16"),
    ]


def test_taking_an_entry_away_lets_the_wider_one_count(store):
    county_id = one_school()
    day(county_id)
    day(county_id, day_type="closed", school_code="S001")
    assert not queries.calendar_of(county_id).is_supply(MONDAY, 1, 1)
    do(service.remove_calendar_day, county_id, dated_on=MONDAY, school_code="S001")
    assert queries.calendar_of(county_id).is_supply(MONDAY, 1, 1)
    assert entries(county_id)[-1] == ("remove", "2026-11-02/S001")
    with pytest.raises(errors.NoCalendarDay):
        do(service.remove_calendar_day, county_id, dated_on=MONDAY, school_code="S001")


def test_the_calendar_is_read_for_days_and_schools(store):
    county_id = one_school()
    school(county_id, "S002")
    for ahead in range(4):
        day(county_id, MONDAY + timedelta(days=ahead))
    day(county_id, MONDAY, "closed", "S001")
    day(county_id, MONDAY, "closed", "S002")
    rows = queries.calendar_rows(county_id, MONDAY, MONDAY + timedelta(days=1), school_ids=[2])
    assert [(row.on, row.school_id) for row in rows] == [(MONDAY, 0), (MONDAY, 2), (MONDAY + timedelta(days=1), 0)]
    calendar = queries.calendar_of(county_id, MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))
    assert calendar.plan(1, 1) == [MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)]


def test_many_days_write_only_their_differences(store):
    county_id = one_school()
    rows = [{"dated_on": MONDAY + timedelta(days=k), "day_type": "supply"} for k in range(5)]
    assert do(service.put_calendar_days, county_id, rows) == Written(created=5)
    rows[4] |= {"day_type": "closed"}
    assert do(service.put_calendar_days, county_id, rows) == Written(0, 1, 4)
    assert do(service.put_calendar_days, county_id, []) == Written()


def test_a_note_stays_until_another_is_given(store):
    county_id = one_school()
    day(county_id, note="补课")
    assert day(county_id) == "unchanged"
    assert day(county_id, note="") == "updated"
    assert queries.calendar_rows(county_id)[0].note is None


@pytest.mark.parametrize(
    ("given", "field", "fault"),
    [
        ({"day_type": "half"}, "day_type", checks.NotInList),
        ({"day_type": None}, "day_type", checks.Required),
        ({"on": None}, "dated_on", checks.Required),
        ({"on": date(2126, 11, 2)}, "dated_on", checks.DateInvalid),
        ({"group_code": "G16"}, "group_code", errors.GroupWithoutSchool),
        ({"school_code": "S009"}, "school_code", errors.NoSchool),
        ({"school_code": "S001", "group_code": "G9"}, "group_code", errors.NoGroup),
    ],
)
def test_faults_of_a_day(store, given, field, fault):
    county_id = one_school()
    with pytest.raises(fault) as refused:
        day(county_id, **given)
    assert refused.value.field == field
    assert queries.calendar_rows(county_id) == []


def test_one_day_and_scope_comes_once(store):
    county_id = one_school()
    row = {"dated_on": MONDAY, "day_type": "supply", "school_code": "S001"}
    with pytest.raises(checks.Twice) as refused:
        do(service.put_calendar_days, county_id, [row, row | {"day_type": "closed", "group_code": None}])
    assert "2026-11-02/S001" in refused.value.text()


def close(county_id, monday, school_id=1, canteen_id=1, supply_days=31):
    lock = Lock(canteen_id, monday, school_id, 31, supply_days)
    in_transaction(lambda: counties.add_locks(county_id, [lock]))


def test_the_published_calendar_is_taken_over_once(store):
    county_id = new_county()
    first, last = date(2026, 9, 28), date(2026, 10, 11)
    day(county_id, date(2026, 9, 30), "closed", note="校庆")
    taken = do(service.take_over_calendar, county_id, first, last)
    assert (taken.written, taken.kept, taken.closed) == (5, 1, ())
    rows = {row.on: (row.day_type, row.note) for row in queries.calendar_rows(county_id)}
    assert rows == {
        date(2026, 9, 28): ("supply", None),
        date(2026, 9, 29): ("supply", None),
        date(2026, 9, 30): ("closed", "校庆"),
        date(2026, 10, 8): ("supply", None),
        date(2026, 10, 9): ("supply", None),
        date(2026, 10, 10): ("supply", "国庆节调休补课"),
    }
    assert do(service.take_over_calendar, county_id, first, last).written == 0


def test_a_schools_own_day_does_not_stand_in_the_countys_way(store):
    county_id = one_school()
    day(county_id, MONDAY, "closed", "S001")
    assert do(service.take_over_calendar, county_id, MONDAY, MONDAY).written == 1
    assert not queries.calendar_of(county_id).is_supply(MONDAY, 1, 1)


def test_taking_over_leaves_closed_weeks_alone(store):
    county_id = one_school()
    close(county_id, MONDAY)
    taken = do(service.take_over_calendar, county_id, MONDAY, MONDAY + timedelta(days=13))
    assert (taken.written, taken.closed) == (5, (MONDAY,))
    assert min(row.on for row in queries.calendar_rows(county_id)) == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [
        (date(2026, 11, 3), date(2026, 11, 2), errors.SpanInvalid),
        (date(2024, 1, 1), date(2026, 1, 1), errors.SpanInvalid),
        (date(2090, 11, 1), date(2090, 11, 2), errors.HolidaysNotPublished),
    ],
)
def test_spans_that_cannot_be_taken_over(store, first, last, fault):
    county_id = new_county()
    with pytest.raises(fault):
        do(service.take_over_calendar, county_id, first, last)
    assert queries.calendar_rows(county_id) == []


def test_later_changes_are_accepted_and_move_no_closed_week(store):
    county_id = one_school()
    days = [MONDAY + timedelta(days=ahead) for ahead in range(7)]
    do(service.put_calendar_days, county_id, [{"dated_on": on, "day_type": "supply"} for on in days[:5]])
    close(county_id, MONDAY)
    day(county_id, days[0], "closed")
    day(county_id, days[5], "supply")
    group(county_id, beneficiaries=100)
    locks = counties_queries.locks_of(county_id)
    canteen_id = queries.get_canteen(county_id, "C001").id
    assert queries.canteen_supply_days(county_id, canteen_id, days[0], days[6], locks) == days[:5]
    assert queries.canteen_supply_days(county_id, canteen_id, days[0], days[6]) == days[1:6]
    supply = queries.supply_of(county_id, days[0], days[6], locks=locks)
    assert supply.canteen_plan(canteen_id) == days[:5]
    assert supply.days(1, days[0], days[6]) == days[1:6]


def test_terms_are_known_by_their_first_day(store):
    county_id, other = new_county(), new_county("360731")
    autumn = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 1, 22), "name": "秋季学期"}
    assert do(service.put_term, county_id, **autumn) == "created"
    assert do(service.put_term, county_id, **autumn) == "unchanged"
    assert do(service.put_term, county_id, **autumn | {"ends_on": date(2027, 1, 29)}) == "updated"
    assert [tuple(term) for term in queries.terms_of(county_id)] == [(date(2026, 9, 1), date(2027, 1, 29), "秋季学期")]
    assert queries.terms_of(other) == []
    do(service.remove_term, county_id, starts_on=date(2026, 9, 1))
    assert queries.terms_of(county_id) == []
    assert [action for action, _ in entries(county_id)] == ["create", "update", "remove"]
    with pytest.raises(errors.NoTerm):
        do(service.remove_term, county_id, starts_on=date(2026, 9, 1))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "fault"),
    [
        (date(2027, 3, 1), date(2027, 3, 1), errors.TermBackwards),
        (date(2027, 1, 22), date(2027, 7, 1), errors.TermsOverlap),
        (date(2026, 8, 1), date(2026, 9, 1), errors.TermsOverlap),
        (date(2026, 10, 1), date(2026, 10, 8), errors.TermsOverlap),
        (date(2027, 1, 23), date(2027, 7, 1), None),
        (date(2026, 3, 1), date(2026, 8, 31), None),
    ],
)
def test_terms_do_not_overlap(store, starts_on, ends_on, fault):
    county_id = new_county()
    do(service.put_term, county_id, starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 22), name="秋季学期")
    other = {"starts_on": starts_on, "ends_on": ends_on, "name": "另一学期"}
    if fault:
        with pytest.raises(fault):
            do(service.put_term, county_id, **other)
    else:
        assert do(service.put_term, county_id, **other) == "created"
    assert len(queries.terms_of(county_id)) == (1 if fault else 2)


def test_the_journal_grows_only_with_changes(store):
    county_id = one_school()
    day(county_id)
    before = db.session.scalar(select(func.count()).select_from(JournalEntry))
    day(county_id)
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == before
