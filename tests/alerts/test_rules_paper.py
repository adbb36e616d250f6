"""The rules on papers, from the catalogue: who signed, when it was entered, which photos, what is missing of a day."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from mealwatch.alerts.domain.market import Market
from mealwatch.alerts.domain.papers import Entered, Kept, Papers, Shown, Signed, Signers
from mealwatch.alerts.domain.rules.entering import due_by
from mealwatch.catalogue.domain.price_list import Prices
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools.domain.workdays import is_workday
from tests.support.signals import (
    FRI,
    MON,
    RICE,
    THU,
    TUE,
    WED,
    WEEK,
    Refused,
    given,
    judged,
    received,
    school,
    severity,
)

DAYS = (MON, TUE, WED, THU, FRI)
NO_MARKET = Market((), {}, Prices((), ()))


def signed(kind="receipt", first="甲", second="乙", buyer=None, later=False, number="R1"):
    return Signed(1, kind, number, MON, buyer, first, second, later)


def alone(*purposes, first=MON, last=MON):
    """The bureau's leave for canteen C001."""
    return SimpleNamespace(canteen_id=1, holds=lambda purpose, on: purpose in purposes and first <= on <= last)


def signers(*documents, exceptions=(), **more):
    return given(signers=Signers(list(documents), list(exceptions)), **more)


@pytest.mark.parametrize(
    ("paper", "exceptions", "found"),
    [
        (signed(), (), None),
        (signed(second=None), (), "amber"),
        (signed(second=None, later=True), (), None),
        (signed(second="甲"), (), "amber"),
        (signed(second="甲（shitang）"), (), "amber"),
        (signed(second="一人办理（例外 3 号）"), (), None),
        (signed(second=None), (alone("accept"),), None),
        (signed(second=None), (alone("collect"),), "amber"),
        (signed(second=None), (alone("accept", last=MON - timedelta(days=1)),), "amber"),
        (signed(buyer="丙"), (), None),
        (signed(buyer="乙"), (), "amber"),
        (signed(buyer="甲"), (alone("accept"),), None),
        (signed("issue", second="甲"), (), "amber"),
        (signed("issue", second="甲"), (alone("collect"),), None),
        (signed("issue", second="甲"), (alone("accept"),), "amber"),
        (signed("delivery", second=None), (), "amber"),
    ],
)
def test_two_people_on_a_paper(paper, exceptions, found):
    assert severity("W01", signers(paper, exceptions=exceptions)) == found


def test_three_papers_are_red_and_what_they_are_worth_is_at_risk():
    papers = [signed(second=None, number=f"R{place}") for place in (1, 2, 3)]
    [one], _ = judged("W01", signers(*papers, received=[received(RICE, 1000, 700)]))
    assert (one.severity, one.at_risk) == ("red", 700)
    assert one.rows[0].place == ("stock.document", {"canteen_code": "C001", "kind": "receipt", "doc_no": "R1"})


def test_refused_attempts_of_one_to_be_two():
    tried = [Refused(1, 1, "signing.same_person", MON, 3)]
    assert severity("W01", signers(signed(), refusals=tried)) == "info"
    assert severity("W01", signers(signed(), refusals=tried), attempts=4) is None


@pytest.mark.parametrize("papers", [(), (signed(first=None, second=None),)])
def test_papers_without_any_name_cannot_be_judged(papers):
    signals, [one] = judged("W01", signers(*papers))
    assert (signals, one.school_id) == ([], 1)


def at(on, hour, minute=0, second=0):
    return datetime.combine(on, time(hour, minute, second), SHANGHAI)


def entered(on, when, number="R1", kind="receipt", by="甲"):
    return Entered(1, 1, kind, number, on, when, by)


def late(on, number="R1", **more):
    """Entered a minute after it was in time."""
    return entered(on, due_by(on, 2) + timedelta(minutes=1), number, **more)


def book(*records, kept=(), **more):
    return given(entered=list(records), papers=Papers(list(kept)), prices=NO_MARKET, **more)


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([entered(MON, at(WED, 12)), entered(TUE, at(THU, 12)), entered(TUE, at(THU, 12), "R2")], None),
        ([late(MON), late(TUE), late(TUE, "R2", kind="issue")], "amber"),
        ([late(MON), late(TUE)], None),
        ([late(MON), late(MON, "R2", kind="issue"), late(MON, "R3", kind="meal")], None),
        ([late(MON - timedelta(days=7)), late(MON - timedelta(days=14)), late(MON)], "amber"),
        ([entered(FRI, at(FRI, 13)), *(late(MON - timedelta(days=7 * k)) for k in (1, 2, 3))], None),
        ([entered(THU, at(MON + timedelta(days=7), 11)), entered(FRI, at(MON + timedelta(days=8), 11))], None),
    ],
    ids=[
        "by noon of the second working day",
        "two days, three papers",
        "two papers only",
        "one day forgotten",
        "one a week",
        "none of it this week",
        "a weekend lies between",
    ],
)
def test_what_was_entered_days_later(records, found):
    assert severity("W02", book(*records)) == found


@for_all(st.dates(MON.replace(year=2025), MON), st.integers(1, 5))
def test_in_time_is_a_working_days_noon(on, days):
    until = due_by(on, days)
    assert is_workday(until.date())
    assert until > at(on, 12)
    assert until < due_by(on, days + 1)


@pytest.mark.parametrize(
    ("count", "seconds", "found"), [(20, 15, "amber"), (19, 15, None), (20, 16, None), (40, 0, None)]
)
def test_very_many_records_within_minutes(count, seconds, found):
    start = at(MON, 13)
    records = [entered(MON, start + timedelta(seconds=seconds * k), f"R{k}") for k in range(count)]
    assert severity("W02", book(*records)) == found


def test_many_people_are_not_one():
    start = at(MON, 13)
    records = [entered(MON, start + timedelta(seconds=k), f"R{k}", by=f"人{k % 2}") for k in range(38)]
    assert severity("W02", book(*records)) is None


def typed(on, when, came, number="R1", **more):
    """A record that waited on a device: ``when`` it was typed there by its word (None: nonsense), when it came."""
    return entered(on, came, number, **more)._replace(waited=True, typed_at=when)


def fetched(*typings, came=None, **more):
    """Records that came late, one a second, from a device: (day, when typed) each."""
    came = came or due_by(FRI, 3)
    return [
        typed(on, when, came + timedelta(seconds=place), f"R{place}", **more)
        for place, (on, when) in enumerate(typings)
    ]


ON_TIME = ((MON, at(MON, 13)), (TUE, at(TUE, 13)), (WED, at(WED, 13)))
LATE = tuple((on, due_by(on, 2) + timedelta(minutes=1)) for on in (MON, TUE, WED))


@pytest.mark.parametrize(
    ("records", "found"),
    [
        (fetched(*ON_TIME), None),
        (fetched(*((on, None) for on, _ in ON_TIME)), "amber"),
        (fetched(*((on, due_by(on, 2)) for on in (MON, TUE, WED))), None),
        (fetched(*LATE), "amber"),
        (fetched(*((on, at(on - timedelta(days=1), 23, 59)) for on in (MON, TUE, WED))), "amber"),
        (fetched(*((on, at(on, 0)) for on in (MON, TUE, WED))), None),
        (fetched(*((on, at(FRI + timedelta(days=9), 9)) for on in (MON, TUE, WED))), "amber"),
        ([*fetched(*ON_TIME), late(MON), late(TUE), late(TUE, "R2", kind="issue")], "amber"),
        ([*fetched(*ON_TIME), late(MON), late(TUE)], None),
    ],
    ids=[
        "typed in time",
        "nonsense",
        "typed in time, just so",
        "typed late, too",
        "typed before the day it speaks of",
        "typed as the day began",
        "typed after it came",
        "beside others that were late",
        "beside two that were late",
    ],
)
def test_what_waited_for_a_network_is_late_by_when_it_was_typed(records, found):
    assert severity("W02", book(*records)) == found


@pytest.mark.parametrize(
    ("apart_s", "count", "found"), [(3600, 20, None), (15, 20, "amber"), (16, 20, None)], ids=["hours", "5 min", "more"]
)
def test_a_queue_that_is_sent_at_once_is_many_at_once_only_where_it_was_typed_so(apart_s, count, found):
    typings = [(MON, at(MON, 0) + timedelta(seconds=apart_s * place)) for place in range(count)]
    assert severity("W02", book(*fetched(*typings, came=at(TUE, 9)))) == found


def test_forms_that_came_in_one_second_are_as_many_as_were_typed():
    records = [typed(MON, at(MON, 13, 0, place), at(TUE, 9), f"R{place}") for place in range(20)]
    assert severity("W02", book(*records)) == "amber"


def test_without_a_word_of_when_it_was_typed_a_queue_is_many_at_once():
    assert severity("W02", book(*fetched(*[(MON, None)] * 20, came=at(TUE, 9)))) == "amber"


def test_the_arithmetic_says_how_many_count_by_a_devices_word():
    records = [*fetched(*ON_TIME, (THU, None)), late(MON), late(TUE), late(TUE, "R2", kind="issue")]
    soon = typed(FRI, at(FRI, 9), at(FRI, 13), "R5")
    [one], _ = judged("W02", book(*records, soon))
    told = [line.facts for line in one.arithmetic[1:]]
    assert told == [{"count": 4, "saved": 3}, {"count": 1}]
    [one], _ = judged("W02", book(late(MON), late(TUE), late(TUE, "R2", kind="issue")))
    assert len(one.arithmetic) == 1


def test_a_late_record_says_both_its_moments():
    [one], _ = judged("W02", book(*fetched(*LATE)))
    assert [line.facts["at"] for line in one.rows] == [f"{when:%Y-%m-%d %H:%M}" for _, when in LATE]
    assert {line.facts["came"] for line in one.rows} == {f"{due_by(FRI, 3):%Y-%m-%d %H:%M}"}
    assert all(line.facts["came"] in line.text() for line in one.rows)


def beside(*days, minutes=5, by="甲", **more):
    """Forms that came at once, so many minutes after others were typed."""
    return [entered(on, at(on, 13) + timedelta(minutes=minutes), f"I{on}", "issue", by)._replace(**more) for on in days]


@pytest.mark.parametrize(
    ("others", "found"),
    [
        (beside(MON, TUE, WED), "info"),
        (beside(MON, TUE), None),
        (beside(MON, TUE, WED, minutes=-5), None),
        (beside(MON, TUE, WED, by="乙"), None),
        (beside(MON, TUE, WED, minutes=11 * 60), None),
        (beside(MON, TUE, WED, waited=True), None),
    ],
    ids=["of those days", "of two days", "before it", "of somebody else", "another day", "waited, too"],
)
def test_a_word_that_other_forms_gainsay_is_told_of(others, found):
    """Who had a network after typing, that day: a queue empties itself as soon as there is one."""
    assert severity("W02", book(*fetched(*ON_TIME), *others)) == found


def test_a_word_that_was_gainsaid_of_one_day_alone_is_not_told_of():
    records = fetched(*((MON, at(MON, 12, minute)) for minute in range(5)))
    assert severity("W02", book(*records, *beside(MON))) is None
    assert severity("W02", book(*records, *beside(MON)), late_days=1) == "info"


def test_a_word_that_was_gainsaid_in_other_weeks_alone_is_not_told_of_again():
    week = timedelta(days=7)
    before = [(on - week, when - week) for on, when in ON_TIME]
    others = [one._replace(on=one.on - week, at=one.at - week) for one in beside(MON, TUE, WED)]
    assert severity("W02", book(*fetched(*before), *others, entered(MON, at(MON, 13)))) is None


@for_all(st.integers(0, 3), st.integers(0, 20))
def test_who_typed_in_time_is_never_late_whenever_it_came(days, hours):
    came = due_by(FRI, 2) + timedelta(days=days, hours=hours)
    assert severity("W02", book(*fetched(*ON_TIME, came=came))) is None


def sample(on, taken_at, dish):
    return Kept(1, None, "sample", on, "lunch", f"{on}{dish}", at(on, 12), "甲", {"taken_at": taken_at})


@pytest.mark.parametrize(
    ("days", "dishes", "odd", "found"),
    [(10, 2, None, "info"), (9, 2, None, None), (10, 1, None, None), (10, 2, "11:41", None)],
)
def test_samples_that_are_all_taken_at_one_time(days, dishes, odd, found):
    kept = [sample(MON - timedelta(days=day), "11:40", f"菜{dish}") for day in range(days) for dish in range(dishes)]
    if odd:
        kept.append(sample(MON, odd, "汤"))
    assert severity("W02", book(entered(MON, at(MON, 13)), kept=kept)) == found


def test_imported_papers_have_no_moment():
    signals, [one] = judged("W02", book())
    assert (signals, one.school_id) == ([], 1)


def shown(on, number="R1", kind="receipt", canteen=1, seller=1, digest="a" * 64):
    return Shown(digest, canteen, kind, number, on, seller)


@pytest.mark.parametrize(
    ("photos", "found"),
    [
        ([shown(MON)], None),
        ([shown(MON), shown(TUE, "R2")], "amber"),
        ([shown(MON), shown(MON, "R2")], None),
        ([shown(MON), shown(MON, "R2", seller=2)], "amber"),
        ([shown(MON), shown(MON, kind="sample", seller=None)], "amber"),
        ([shown(MON), shown(MON - timedelta(days=30), "R0")], "amber"),
        ([shown(MON - timedelta(days=7)), shown(MON - timedelta(days=8)), shown(MON, digest="b" * 64)], None),
    ],
    ids=["once", "two days", "one delivery on two papers", "two sellers", "two kinds", "long ago", "not this week"],
)
def test_the_same_photo_again(photos, found):
    assert severity("W03", given(photos=photos)) == found


@pytest.mark.parametrize(
    ("when", "found"),
    [
        (at(MON, 7), None),
        (at(MON - timedelta(days=1), 22), None),
        (at(MON - timedelta(days=1), 21, 59), "amber"),
        (at(TUE, 1, 59), None),
        (at(TUE, 2), "amber"),
        (None, None),
    ],
)
def test_a_photo_of_another_day(when, found):
    assert severity("W03", given(photos=[shown(MON)._replace(shot_at=when)])) == found


def test_without_photos_the_rule_says_so():
    _, [one] = judged("W03", given(photos=[]))
    assert "没有照片" in one.what.text()


SERVED = {(day, 1): {"lunch": [1]} for day in DAYS}


def kept(kind, days, *, words="", school_id=None):
    fields = {"problem_text": words} if words else {}
    return [Kept(1, school_id, kind, day, "lunch", f"{kind}{day}", at(day, 13), "甲", fields) for day in days]


def with_meals(*records, begun=("accompanied", "sample", "morning", "disinfection"), **more):
    marks = frozenset((1, 1 if kind == "accompanied" else None, kind) for kind in begun)
    more = {"publishers": frozenset({1}), "published": frozenset({1})} | more
    return given(papers=Papers([one for some in records for one in some], SERVED, marks, **more))


@pytest.mark.parametrize(("days", "found"), [(DAYS, None), (DAYS[1:], None), (DAYS[2:], "amber"), ((), "amber")])
def test_meals_that_nobody_accompanied(days, found):
    assert severity("W04", with_meals(kept("accompanied", days, school_id=1))) == found


@pytest.mark.parametrize(("times", "found"), [(4, None), (5, "amber")])
def test_the_same_words_again_and_again(times, found):
    days = [MON - timedelta(days=7 + k) for k in range(times)]
    said = kept("accompanied", days, words="饭菜稍凉", school_id=1)
    assert severity("W04", with_meals(kept("accompanied", DAYS, school_id=1), said)) == found


def whole(*left_out):
    """All records of a week but these (kind, day)."""
    return [
        kept(kind, [day for day in DAYS if (kind, day) not in left_out])
        for kind in ("sample", "morning", "disinfection")
    ]


@pytest.mark.parametrize(
    ("left_out", "found"),
    [((), None), ((("sample", MON),), None), ((("sample", MON), ("morning", TUE)), "amber")],
)
def test_records_that_are_missing_on_days_with_meals(left_out, found):
    assert severity("W05", with_meals(*whole(*left_out))) == found


def test_a_menu_that_was_not_put_up():
    assert severity("W05", with_meals(*whole(), published=frozenset())) == "amber"
    signals, [one] = judged("W05", with_meals(*whole(), published=frozenset(), publishers=frozenset()))
    assert (signals, one.school_id) == ([], 1)


@pytest.mark.parametrize("rule", ["W04", "W05"])
def test_who_never_kept_records_here_is_not_judged(rule):
    signals, lacking = judged(rule, with_meals(begun=()))
    assert signals == []
    assert lacking[0].school_id == 1


def test_no_meals_no_company():
    _, [one] = judged("W04", given(papers=Papers()))
    assert "没有供餐" in one.what.text()


def test_a_contractors_canteen_is_asked_for_what_it_has():
    here = with_meals(kept("sample", DAYS), begun=("sample",))
    contractor = given(schools=[school(mode="contractor")], papers=here.part("papers"), week=WEEK)
    assert severity("W05", contractor) is None
