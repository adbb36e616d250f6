"""What is due on a day, by the rule: which kinds, for which meals, dishes and refrigerators, and in which state."""

from datetime import timedelta

import pytest

from mealwatch.safety import queries
from mealwatch.schools import service as schools
from tests.support.daily import ACCOMPANIED, DISHES, MONDAY, MORNING, NOON, SAMPLE, SICK, Daily, at

WEDNESDAY, FRIDAY, SATURDAY = (MONDAY + timedelta(days=k) for k in (2, 4, 5))


@pytest.fixture
def daily(site):
    return Daily(site)


def test_a_day_with_a_meal_asks_for_these_in_the_order_of_the_day(daily):
    lunch = [("sample", "lunch", dish) for dish in DISHES]
    assert list(daily.due()) == [
        ("morning", "", ""),
        ("temperature", "", "1号冰箱"),
        ("temperature", "", "1号冰柜"),
        ("accompanied", "lunch", "S001"),
        ("accompanied", "lunch", "S002"),
        *lunch,
        ("disinfection", "lunch", ""),
        ("uv", "", "备餐间灯"),
        ("waste", "", ""),
        ("daily_check", "", ""),
    ]


@pytest.mark.parametrize(
    ("clock", "morning", "lunch", "check"),
    [
        ("07:29", "open", "open", "open"),
        ("07:30", "due", "open", "open"),
        ("12:59", "due", "open", "open"),
        ("13:00", "due", "due", "open"),
        ("16:00", "due", "due", "due"),
        ("23:59", "due", "due", "due"),
    ],
)
def test_a_record_is_due_when_its_time_has_come(daily, clock, morning, lunch, check):
    found = daily.due(now=at(clock))
    assert found["morning", "", ""] == morning
    assert found["accompanied", "lunch", "S001"] == found["sample", "lunch", "米饭"] == lunch
    assert found["daily_check", "", ""] == check


def test_when_its_day_is_over_it_is_overdue(daily):
    assert set(daily.due(now=at("00:00", MONDAY + timedelta(days=1))).values()) == {"overdue"}


def test_what_is_filled_in_is_done_dish_by_dish_and_school_by_school(daily):
    daily.enter("morning", MORNING, "2026-11-09")
    daily.enter("accompanied", ACCOMPANIED, "a1", school="S002")
    daily.enter("sample", SAMPLE, "s1")
    daily.enter("sample", SAMPLE | {"dish": "临时加的菜"}, "s2")
    found = daily.due()
    assert {key for key, state in found.items() if state == "done"} == {
        ("morning", "", ""),
        ("accompanied", "lunch", "S002"),
        ("sample", "lunch", "米饭"),
        ("sample", "lunch", "临时加的菜"),
    }


def test_what_is_withdrawn_is_asked_for_again(daily):
    daily.enter("morning", MORNING, "2026-11-09")
    daily.withdraw("morning", "2026-11-09")
    assert daily.due()["morning", "", ""] == "due"


def test_on_a_day_without_a_meal_nothing_is_due(daily):
    assert daily.due(on=SATURDAY, now=at("12:00", SATURDAY)) == {}


def test_a_closed_school_needs_nobody_at_its_table(daily):
    daily.site.do(schools.put_calendar_days, [{"dated_on": MONDAY, "day_type": "closed", "school_code": "S002"}])
    found = daily.due()
    assert ("accompanied", "lunch", "S002") not in found
    assert ("accompanied", "lunch", "S001") in found


@pytest.mark.parametrize(
    ("on", "clock", "state"),
    [
        (MONDAY + timedelta(days=1), "23:00", None),
        (WEDNESDAY, "11:39", "open"),
        (WEDNESDAY, "11:40", "due"),
        (MONDAY + timedelta(days=3), "11:39", "due"),
        (MONDAY + timedelta(days=3), "11:40", "overdue"),
    ],
)
def test_a_sample_is_to_be_disposed_of_after_48_hours_and_stands_too_long_after_72(daily, on, clock, state):
    daily.enter("sample", SAMPLE)
    assert daily.due(on, at(clock, on)).get(("disposal", "lunch", "米饭")) == state


def test_a_sample_that_went_is_done_that_day_and_gone_after_it(daily):
    daily.enter("sample", SAMPLE)
    done = {"disposed_at": at("12:00", WEDNESDAY).isoformat(timespec="minutes"), "person": "张师傅"}
    daily.enter("disposal", done, on=WEDNESDAY, now=at("12:05", WEDNESDAY))
    key = ("disposal", "lunch", "米饭")
    assert daily.due(WEDNESDAY, at("13:00", WEDNESDAY))[key] == "done"
    assert key not in daily.due(WEDNESDAY + timedelta(days=1), at("13:00", WEDNESDAY + timedelta(days=1)))


def check_with_a_finding(daily, deadline, on_the_spot=False):
    with daily.site.app.app_context():
        used = queries.check_list(daily.county_id, "daily_check")
    groups = {str(place): "fine" for place in range(1, len(used.groups) + 1)} | {"1": "found"}
    found = {"item": 1, "problem": "摄像头坏了", "measure": "报修", "on_the_spot": on_the_spot}
    found |= {"deadline": deadline.isoformat()}
    values = {"groups": groups, "found": [found], "list_version": used.version, "person": "张师傅"}
    daily.enter("daily_check", values, "2026-11-09", now=NOON)


@pytest.mark.parametrize(
    ("on", "state"), [(MONDAY, "open"), (WEDNESDAY, "due"), (WEDNESDAY + timedelta(days=1), "overdue")]
)
def test_a_finding_stays_open_until_it_is_mended(daily, on, state):
    check_with_a_finding(daily, WEDNESDAY)
    key = ("mended", "", "摄像头坏了")
    assert daily.due(on, at("10:00", on))[key] == state
    repair = {"mended_at": at("09:00", FRIDAY).isoformat(timespec="minutes"), "how": "换了", "person": "张师傅"}
    daily.enter("mended", repair, "daily_check.2026-11-09.1", on=FRIDAY, now=at("10:00", FRIDAY))
    assert daily.due(FRIDAY, at("11:00", FRIDAY))[key] == "done"
    assert key not in daily.due(SATURDAY, at("11:00", SATURDAY))
    assert daily.due(WEDNESDAY, at("11:00", SATURDAY))[key] == "due"


def test_what_was_mended_on_the_spot_asks_for_nothing(daily):
    check_with_a_finding(daily, MONDAY, on_the_spot=True)
    assert not any(kind == "mended" for kind, _, _ in daily.due())


def test_the_week_and_the_month_are_checked_on_their_last_day_with_meals(daily):
    assert not any(kind == "weekly_check" for kind, _, _ in daily.due(FRIDAY - timedelta(days=1)))
    assert daily.due(FRIDAY, at("17:59", FRIDAY))["weekly_check", "", ""] == "open"
    assert daily.due(FRIDAY, at("18:00", FRIDAY))["weekly_check", "", ""] == "due"
    last = MONDAY.replace(day=27)
    assert ("monthly_check", "", "") in daily.due(last, at("18:00", last))
    daily.site.do(schools.put_calendar_days, [{"dated_on": FRIDAY, "day_type": "closed"}])
    thursday = FRIDAY - timedelta(days=1)
    assert daily.due(thursday, at("18:00", thursday))["weekly_check", "", ""] == "due"


def test_accompanied_meals_that_were_missed(daily):
    daily.enter("accompanied", ACCOMPANIED, "a1", school="S001")
    daily.enter("accompanied", ACCOMPANIED, "a2", school="S002", on=MONDAY - timedelta(days=3))
    one, two = daily.schools["S001"], daily.schools["S002"]
    friday = MONDAY - timedelta(days=3)
    with daily.site.app.app_context():
        missed = queries.missed_accompanied(daily.county_id, [one, two], friday, MONDAY)
        own = queries.missed_accompanied(daily.county_id, [two], friday, MONDAY)
    assert missed == [(one, friday, "lunch"), (two, MONDAY, "lunch")]
    assert own == [(two, MONDAY, "lunch")]


def test_the_sick_are_no_subject_of_what_is_due(daily):
    daily.enter("morning", SICK, "2026-11-09")
    assert "欧阳植" not in str(daily.due())


def test_the_bureau_sees_of_every_canteen_how_many_kinds_are_filled_in(daily):
    daily.enter("morning", MORNING, "2026-11-09")
    daily.enter("sample", SAMPLE)
    daily.enter("sample", SAMPLE | {"dish": "红烧肉"}, "n2")
    daily.withdraw("sample", "n2")
    with daily.site.app.app_context():
        found = queries.overview(daily.county_id, MONDAY)
        assert queries.overview(daily.county_id, SATURDAY) == {}
    # Morning check, temperatures, accompanied meal, samples, tableware, lamps, waste, daily check.
    assert found[daily.canteen.id] == (2, 8)
    page = daily.site.client("bureau_officer").get("/records").text
    assert "C001" in page and "C003" in page
