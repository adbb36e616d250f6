"""H01 to H04 and H06: heads that cannot be, that never vary, on days that were none, that nobody saw."""

from datetime import timedelta

import pytest

from mealwatch.alerts.domain.headcount import Head, RollCall, longest_run
from mealwatch.kernel.ratio import Ratio
from tests.alerts.small import CANTEEN, OTHER, SCHOOL, WEEK, given, heads, judged, lacking
from tests.spend.weeks import meal, week

MON = WEEK.monday
USUAL = [97, 95, 99, 98, 96]


def some_week():
    """Figures of a five-day week, for the subsidies of its days."""
    meals = [meal(day) for day in range(5)]
    for one in meals:
        one.pot.on += timedelta(days=7)
    return {1: {WEEK: [week(meals)]}}


def ate(numbers, **more):
    return given(figures=some_week(), heads={1: heads(numbers, **more)})


@pytest.mark.parametrize(
    ("numbers", "severity", "risk"),
    [
        (USUAL, None, None),
        ([100, *USUAL[1:]], None, None),
        ([102, *USUAL[1:]], "amber", 1000),
        ([103, *USUAL[1:]], "red", 1500),
        ([103, 110, *USUAL[2:]], "red", 6500),
        ([150, *USUAL], None, None),
    ],
    ids=["fewer", "all", "two transfers", "three", "two meals", "a week ago"],
)
def test_more_than_enrolled(numbers, severity, risk):
    found = judged("H01", ate(numbers))
    assert [(one.severity, one.at_risk) for one in found] == ([(severity, Ratio(risk))] if severity else [])


def test_more_than_enrolled_names_the_worst_meal():
    [found] = judged("H01", ate([103, 110, *USUAL[2:]]))
    assert found.sentence.text() == (
        "2 餐的享受学生就餐人数多于在册人数，最多的一餐多 10 人"
        "（2026年11月10日，一至六年级：就餐 110 人，在册 100 人），需要说明。"
    )
    assert [row.facts["served"] for row in found.rows] == [110, 103]


@pytest.mark.parametrize(
    ("numbers", "enrolled", "more", "fires"),
    [
        ([100] * 15, 100, {}, True),
        ([100] * 14 + [99], 100, {}, False),
        ([99, *[100] * 19], 100, {}, True),
        ([100] * 10, 100, {}, False),
        ([20] * 15, 20, {}, False),
        ([100] * 15, 100, {"subsidised": False}, False),
        ([99] * 15, 100, {}, False),
    ],
    ids=["three weeks", "once fewer", "an older day", "two weeks only", "tiny", "a boarders' breakfast", "one is ill"],
)
def test_always_full(numbers, enrolled, more, fires):
    assert bool(judged("H02", ate(numbers, enrolled=enrolled, **more))) == fires


@pytest.mark.parametrize(
    ("numbers", "enrolled", "fires"),
    [
        ([97] * 8, 100, "97"),
        ([97] * 7, 100, ""),
        ([*[97] * 8, 96, 95, 94, 93, 92], 100, ""),
        ([100] * 12, 100, ""),
        ([66] * 14, 70, ""),
        ([66] * 15, 70, "66"),
        ([30] * 20, 31, ""),
        ([90, 80, 91, 90, 80, 92, 90, 80], 100, "整十"),
        ([90, 91, 92, 93, 94, 95, 96, 97], 100, ""),
        ([110, 109, 110, 108, 110, 110, 107, 110], 111, ""),
    ],
    ids=[
        "eight days",
        "seven",
        "a run that ended earlier",
        "full is H02's",
        "a smaller group",
        "a smaller group for long",
        "tiny",
        "round numbers",
        "once round",
        "one round number is the usual one",
    ],
)
def test_never_varies(numbers, enrolled, fires):
    found = judged("H03", ate(numbers, enrolled=enrolled))
    assert bool(found) == bool(fires)
    assert all(fires in one.sentence.text() for one in found)


@pytest.mark.parametrize(
    ("values", "run"), [([1], (0, 1)), ([1, 1, 2], (0, 2)), ([1, 2, 2, 3, 3], (3, 5)), ([5, 5, 5], (0, 3))]
)
def test_longest_run(values, run):
    assert longest_run(values) == run


class Days:
    """A calendar: these groups have these supply days, the canteen any of them."""

    def __init__(self, of_group):
        self.of_group = of_group

    def has(self, group_id, on):
        return on in self.of_group[group_id]

    def canteen_days(self, _canteen_id, first, last):
        return sorted({on for days in self.of_group.values() for on in days if first <= on <= last})


def closed_days(supplied, ate_on, issued_on=(), **more):
    calendar = Days({1: supplied, 2: supplied})
    eaten = {(on, "lunch"): Head(on, "lunch", 90, 0, 0, 100, 0) for on in ate_on}
    pots = {CANTEEN.id: {(on, "lunch"): 40_000 for on in issued_on}}
    return given(figures=some_week(), heads={1: eaten}, pots=pots, calendar=calendar, **more)


SCHOOL_DAYS = list(WEEK.days[:5])
SATURDAY = WEEK.days[5]


@pytest.mark.parametrize(
    ("ate_on", "issued_on", "severity"),
    [
        (SCHOOL_DAYS, SCHOOL_DAYS, None),
        ([*SCHOOL_DAYS, SATURDAY], SCHOOL_DAYS, "red"),
        (SCHOOL_DAYS, [*SCHOOL_DAYS, SATURDAY], "amber"),
        ([SATURDAY], [SATURDAY], "red"),
    ],
)
def test_closed_days(ate_on, issued_on, severity):
    found = judged("H04", closed_days(SCHOOL_DAYS, ate_on, issued_on))
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_a_grade_that_is_away_while_as_many_eat():
    days = WEEK.days[:5]
    calendar = Days({1: days, 3: days[:4]})
    both = {(on, "lunch"): Head(on, "lunch", 60, 0, 0, 100, 0) for on in days}
    both[days[4], "lunch"] = Head(days[4], "lunch", 100, 0, 0, 100, 0)
    other = {(on, "lunch"): Head(on, "lunch", 40, 0, 0, 40, 0) for on in days[:4]}
    groups = given().part("groups") | {3: given().part("groups")[1]}
    names = {1: "一至六年级", 2: "", 3: "九年级"}
    more = {"groups": groups, "group_names": names, "figures": some_week(), "pots": {}, "calendar": calendar}
    [found] = judged("H04", given(heads={1: both, 3: other}, **more))
    assert (
        found.sentence.text()
        == "2026年11月13日 九年级不供餐，其余年级的就餐人数 100 人，与平日全校 100 人相近，需要说明。"
    )
    assert found.at_risk == Ratio(40 * 500)
    both[days[4], "lunch"] = Head(days[4], "lunch", 60, 0, 0, 100, 0)
    assert judged("H04", given(heads={1: both, 3: other}, **more)) == []


@pytest.mark.parametrize(("present", "fires"), [(95, False), (93, False), (92, True), (97, False), (None, False)])
def test_more_than_the_teachers_saw(present, fires):
    day = WEEK.days[4]
    calls = {} if present is None else {(1, day, "lunch"): RollCall(present, present)}
    here = given(figures=some_week(), heads={1: heads([95])}, roll_calls=calls)
    assert bool(judged("H06", here)) == fires
    assert bool(lacking("H06", here)) == (present is None)


def test_only_schools_that_are_asked_are_judged():
    here = given([SCHOOL, OTHER], figures=some_week(), heads={1: heads([150, *USUAL[1:]])})
    here.asked = frozenset({OTHER.id})
    assert judged("H01", here) == []
