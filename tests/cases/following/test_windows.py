"""Days of look-backs: in their window, on supply days, never the same twice; drawn so that anybody can work it out."""

from datetime import date, timedelta
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from mealwatch.cases.following import recompute
from mealwatch.cases.following.domain import drawing, windows
from mealwatch.rounds.domain.chance import seed_hash

FEW = settings(max_examples=60, deadline=None)
CLOSED = date(2026, 9, 7)
spans = st.sampled_from([windows.WINDOWS[:2], windows.WINDOWS])
calendars = st.sets(st.integers(1, 150)).map(lambda days: [CLOSED + timedelta(days=k) for k in sorted(days)])
seeds = st.binary(min_size=32, max_size=32).map(bytes.hex)


@FEW
@given(spans, calendars)
def test_windows_hold_supply_days_alone_near_their_time_and_no_day_twice(wanted, supplied):
    found = windows.windows(CLOSED, wanted, supplied)
    assert len(found) == len(wanted)
    days = [on for one in found for on in one.days]
    assert len(days) == len(set(days))
    for one, (after, around) in zip(found, wanted, strict=True):
        assert set(one.days) <= set(supplied)
        middle = CLOSED + timedelta(days=after)
        assert one.first == middle - timedelta(days=around) and one.last >= middle + timedelta(days=around)
        inside = [on for on in supplied if one.first <= on <= middle + timedelta(days=around)]
        if len(inside) >= windows.LEAST_DAYS:
            assert one.last == middle + timedelta(days=around), "a window reaches on only where days are few"
        assert all(one.first <= on <= one.last for on in one.days)


@FEW
@given(calendars, st.sets(st.integers(1, 150)))
def test_what_was_missed_is_made_up_for_within_the_week_where_the_school_serves_meals(supplied, held):
    missed, taken = CLOSED + timedelta(days=30), {CLOSED + timedelta(days=k) for k in held}
    one = windows.again(missed, supplied, taken)
    assert all(on > missed and on in supplied and on not in taken for on in one.days)
    week = [on for on in supplied if missed < on <= missed + timedelta(days=7) and on not in taken]
    if week:
        assert list(one.days) == week


@FEW
@given(
    seeds, st.dictionaries(st.sampled_from([f"S{k:03d}" for k in range(12)]), calendars, min_size=1), st.integers(1, 5)
)
def test_a_draw_takes_each_school_once_and_one_of_its_days_and_can_be_worked_out_without_us(seed, choices, picks):
    listed = drawing.slate(7, 1, 1, picks, choices)
    drawn = drawing.picks_of(seed, listed)
    assert len(drawn) == min(picks, len(listed["choices"]))
    assert len({one.school for one in drawn}) == len(drawn)
    assert [one.n for one in drawn] == list(range(1, len(drawn) + 1))
    assert all(one.on in choices[one.school] for one in drawn)
    assert drawing.faults(seed, seed_hash(seed), [listed], drawn) == []
    record = {
        "seed": seed,
        "seed_hash": seed_hash(seed),
        "slates": [listed],
        "result": [[one.n, one.attempt, one.school, one.on.isoformat()] for one in drawn],
    }
    assert recompute.main(record, say=lambda _text: None) == []
    if drawn:
        other = record | {"result": [[*row[:3], "2026-01-01"] for row in record["result"]]}
        assert recompute.main(other, say=lambda _text: None)
        told = [one._replace(school="elsewhere") for one in drawn]
        assert drawing.faults(seed, seed_hash(seed), [listed], told) == ["result"]
    wrong = sha256(seed.encode()).hexdigest()
    assert "seed" in drawing.faults(wrong, seed_hash(seed), [listed], drawn)


def test_two_windows_for_an_ordinary_case_and_three_for_a_serious_one_or_one_that_came_back():
    table = {("slight", 1): 2, ("ordinary", 1): 2, ("serious", 1): 3, ("ordinary", 2): 3, ("serious", 3): 3}
    assert {key: len(windows.wanted(*key)) for key in table} == table


def test_a_tenth_of_the_all_clears_and_at_least_one():
    table = {1: 1, 9: 1, 10: 1, 11: 2, 20: 2, 21: 3, 100: 10, 101: 11}
    assert {count: drawing.sample(count) for count in table} == table


def test_a_day_is_known_from_six_in_the_morning_and_missed_the_morning_after():
    on = date(2026, 9, 22)
    assert windows.known_at(on).isoformat() == "2026-09-22T06:00:00+08:00"
    assert windows.missed_at(on).isoformat() == "2026-09-23T06:00:00+08:00"
