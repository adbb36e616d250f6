"""The draw: laws that hold for every list, every seed and whatever the witness says."""

from collections import Counter
from copy import deepcopy
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mealwatch.rounds import recompute
from mealwatch.rounds.domain import chance
from mealwatch.rounds.domain.draw import Drawn, draw, faults
from tests.rounds.slates import person, seeds, slate, slates, words

FEW = settings(max_examples=80, deadline=None)


def seed(number):
    return sha256(str(number).encode()).hexdigest()


@FEW
@given(slates(), seeds, words)
def test_the_same_seed_list_and_words_give_the_same_draw(listed, seed, said):
    first = draw(listed, seed, said)
    assert draw(deepcopy(listed), seed, f"  {said} ") == first
    assert Drawn.from_json(first.as_json()) == first


@FEW
@given(slates(), seeds, words)
def test_nobody_goes_where_they_have_to_stay_away(listed, seed, said):
    drawn = draw(listed, seed, said)
    team_of = {seat.n: seat.team for seat in drawn.seats}
    away = {(team_of[n], code) for n, code in listed["conflicts"]}
    assert not {(one.team, one.code) for one in drawn.places} & away
    free = {one.code for one in drawn.places if any((team, one.code) not in away for team in set(team_of.values()))}
    assert {one.code for one in drawn.places if one.team is not None} == free


@FEW
@given(slates(), seeds, words)
def test_every_overdue_school_is_in_or_nobody_else(listed, seed, said):
    drawn = {one.code for one in draw(listed, seed, said).schools}
    overdue = {one["code"] for one in listed["schools"] if one["overdue"]}
    if listed["wanted"] is None:
        assert drawn == {one["code"] for one in listed["schools"]}
    else:
        assert len(drawn) == listed["wanted"]
        assert overdue <= drawn if len(overdue) <= listed["wanted"] else drawn < overdue


@FEW
@given(slates(), seeds, words)
def test_everybody_sits_once_and_every_school_has_a_day_on_which_it_serves(listed, seed, said):
    drawn = draw(listed, seed, said)
    assert [seat.n for seat in drawn.seats] == [one["n"] for one in listed["people"]]
    fixed = {one["n"]: one["team"] for one in listed["people"] if one["team"]}
    assert fixed.items() <= {seat.n: seat.team for seat in drawn.seats}.items()
    assert all(count == 1 for count in Counter(seat.team for seat in drawn.seats if seat.leader).values())
    if not fixed:
        sizes = Counter(seat.team for seat in drawn.seats).values()
        assert max(sizes) - min(sizes) <= 1
    served = {one["code"]: one["days"] for one in listed["schools"]}
    assert all(one.on in served[one.code] for one in drawn.places)
    assert sorted(one.code for one in drawn.places) == sorted(one.code for one in drawn.schools)
    assert not {one.code for one in drawn.reserves} & {one.code for one in drawn.schools}


@FEW
@given(slates(), seeds, words, st.randoms(use_true_random=False))
def test_whatever_is_altered_shows(listed, seed, said, random):
    drawn = draw(listed, seed, said)
    sealed = chance.seed_hash(seed), chance.list_digest(listed)
    assert faults(listed, seed, said, *sealed, drawn) == []
    other = deepcopy(listed)
    school = random.choice(other["schools"])
    school["weight"] += 1
    assert "list" in faults(other, seed, said, *sealed, drawn)
    fewer = deepcopy(listed)
    fewer["schools"].pop()
    if fewer["schools"]:
        fewer["wanted"] = min(fewer["wanted"] or 1, len(fewer["schools"]))
        assert "list" in faults(fewer, seed, said, *sealed, drawn)
    changed = f"{(int(seed[0], 16) + 1) % 16:x}{seed[1:]}"
    assert "seed" in faults(listed, changed, said, *sealed, drawn)
    moved = drawn._replace(places=(drawn.places[0]._replace(on="2026-12-31"), *drawn.places[1:]))
    assert faults(listed, seed, said, *sealed, moved) == ["result"]


@FEW
@given(slates(), seeds, words)
def test_the_program_without_the_product_works_out_the_same(listed, seed, said):
    drawn = draw(listed, seed, said)
    record = {
        "list": listed,
        "seed": seed,
        "words": chance.said(said),
        "seed_hash": chance.seed_hash(seed),
        "list_digest": chance.list_digest(listed),
        "result": drawn.as_json(),
    }
    lines = []
    assert recompute.main(record, lines.append) == []
    assert lines
    for name in ("seed_hash", "list_digest"):
        assert len(recompute.main(record | {name: "0" * 64}, lines.append)) == 1
    altered = deepcopy(record)
    altered["result"]["schools"][0][0] = "S999"
    assert len(recompute.main(altered, lines.append)) == 1


def test_other_words_give_another_draw():
    listed = slate([10] * 12, wanted=4)
    outcomes = {tuple(one.code for one in draw(listed, seed(1), f"{number}").schools) for number in range(40)}
    assert len(outcomes) > 30


def test_chances_follow_the_weights():
    """Over 10,000 seeds each first pick comes as often as its weight says, within five standard deviations."""
    weights = [1, 2, 3, 10, 4]
    listed, rounds = slate(weights, wanted=2), 10_000
    first, second = Counter(), Counter()
    for number in range(rounds):
        one, two = draw(listed, seed(number), "七").schools
        first[one.code] += 1
        second[one.code, two.code] += 1
    total = sum(weights)
    for place, weight in enumerate(weights):
        chance_of = Fraction(weight, total)
        far = abs(first[f"S{place + 1:03}"] - rounds * chance_of)
        assert far**2 < 25 * rounds * chance_of * (1 - chance_of)
    # Without replacement: after S004 (10 of 20), S005 has 4 of the 10 tickets left.
    both = Fraction(10, 20) * Fraction(4, 10)
    assert abs(second["S004", "S005"] - rounds * both) ** 2 < 25 * rounds * both * (1 - both)


def test_numbers_below_a_total_are_fair_and_rejected_beyond():
    """Exact: of the 2**256 numbers those are taken that share out evenly among the totals."""
    counts = Counter(chance.below(seed(number), 3, "x") for number in range(3000))
    assert all(900 < count < 1100 for count in counts.values())
    assert [chance.below(seed(5), 1, "x") for _ in range(3)] == [0, 0, 0]
    # With a total just above half the span every second number is beyond: it is drawn again, never folded back.
    total = 2**255 + 1
    numbers = [chance.below(seed(number), total, "x") for number in range(200)]
    assert all(0 <= number < total for number in numbers)
    raw = [int(sha256(f"{seed(number)}/x/0".encode()).hexdigest(), 16) for number in range(200)]
    kept = [one == number for one, number in zip(raw, numbers, strict=True)]
    assert all(same == (one < total) for same, one in zip(kept, raw, strict=True))


def test_a_team_stays_in_its_town_and_shares_the_work():
    listed = slate([10] * 12, wanted=None, teams=2, days=2, towns=4)
    for number in range(50):
        places = draw(listed, seed(number), "九").places
        load = Counter((one.team, one.on) for one in places)
        assert set(load.values()) == {3}
        town = {one["code"]: one["town"] for one in listed["schools"]}
        assert len({(one.team, one.on, town[one.code]) for one in places}) <= 7


def test_leaders_are_drawn_from_those_who_can():
    people = [person(n, leads=n in (2, 5)) for n in range(1, 7)]
    seen = set()
    for number in range(40):
        seats = draw(slate([10], wanted=1, teams=2, people=people), seed(number), "三").seats
        assert {seat.n for seat in seats if seat.leader} == {2, 5}
        seen.add(tuple(seats))
    assert len(seen) > 10


@pytest.mark.parametrize("text", ["  8 8 ", "8\u3000 8", "8\n8"])
def test_spaces_in_what_was_said_do_not_count(text):
    assert chance.said(text) == "8 8"


@FEW
@given(slates(), seeds, words, words)
def test_a_witness_steers_nothing_by_spaces_alone(listed, seed, said, other):
    assume(chance.said(said) != chance.said(other))
    assert chance.key_of(seed, "d", chance.said(said)) != chance.key_of(seed, "d", chance.said(other))
