"""A county of two schools for the rules: what they are given, written down by hand."""

from datetime import date

from mealwatch.alerts import known
from mealwatch.alerts.domain.given import Given
from mealwatch.alerts.domain.headcount import Head
from mealwatch.alerts.domain.rule import rules
from mealwatch.alerts.domain.signal import Lacking, Signal
from mealwatch.kernel.week import Week
from mealwatch.schools.domain.school import Canteen, Group, School
from mealwatch.schools.domain.terms import Term

WEEK = Week(date(2026, 11, 9))
SCHOOL = School(1, "S001", "示例小学", (), "镇", "primary", "canteen", None)
OTHER = School(2, "S002", "示例教学点", (), "镇", "teaching_point", "canteen", None)
CONTRACTED = School(3, "S003", "示例中学", (), "镇", "junior", "contractor", None)
CANTEEN = Canteen(1, "C001", 1, "一食堂")
TERM = Term(date(2026, 9, 1), date(2027, 1, 20), "秋季学期")


def given(schools=(SCHOOL,), **parts):
    """What a rule is given in the tenth week of November; parts by name."""
    parts.setdefault("terms", [TERM])
    parts.setdefault("groups", {1: Group(1, 1, "G16"), 2: Group(2, 2, "G14")})
    parts.setdefault("group_names", {1: "一至六年级", 2: "一至四年级"})
    parts.setdefault("figures", {})
    return Given.of(WEEK, schools=schools, canteens=[CANTEEN], parts=parts)


def judged(rule_id, here, **limits):
    """What a rule says: its signals as a list."""
    found = list(rules()[rule_id](here, known.limits(rule_id).but(**limits)))
    return [one for one in found if isinstance(one, Signal)]


def lacking(rule_id, here):
    """What a rule cannot judge."""
    return [one for one in rules()[rule_id](here, known.limits(rule_id)) if isinstance(one, Lacking)]


def heads(numbers, enrolled=100, *, last=WEEK, meal="lunch", **more):
    """{(date, meal): Head}: numbers of beneficiaries on school days, the last on the Friday of ``last``."""
    weeks = Week.span(last.shifted(-9), last)
    days = [day for week in weeks for day in week.days[:5]][-len(numbers) :]
    return {
        (day, meal): Head(day, meal, number, 0, 0, enrolled, 0, **more)
        for day, number in zip(days, numbers, strict=True)
        if number is not None
    }
