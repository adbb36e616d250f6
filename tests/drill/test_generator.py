"""The drill's year: the same from its seed, its labels fit its books, and honest schools reach what they owe."""

from collections import Counter
from hashlib import sha256

import pytest

from mealwatch.drill.calendar import teaching_weeks
from mealwatch.drill.schemes import LASTS, SCHEME, SCHEMES
from mealwatch.drill.year import LABELS, Year, generate
from tests.support.exchange_folder import tables
from tests.support.oracle import Oracle

SMALL = {"schools": 20, "weeks": 8}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("drill") / "set"
    generate(path, seed=3, **SMALL)
    return path


@pytest.fixture(scope="module")
def whole():
    """The default year, planted but not written."""
    return Year(1, 60, 40)


def digests(folder):
    files = [*sorted(folder.glob("*.csv")), folder.parent / LABELS]
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_same_seed_gives_the_same_bytes(folder, tmp_path):
    generate(tmp_path / "again" / "set", seed=3, **SMALL)
    assert digests(tmp_path / "again" / "set") == digests(folder)


def test_another_seed_gives_another_year(folder, tmp_path):
    generate(tmp_path / "other" / "set", seed=4, **SMALL)
    assert digests(tmp_path / "other" / "set") != digests(folder)


def test_a_year_has_two_terms_and_about_forty_weeks(whole):
    assert 38 <= len(whole.weeks) <= 40
    assert whole.terms == 2
    assert whole.weeks == tuple(week for week, _ in teaching_weeks())


def test_every_scheme_has_three_cases_at_least(whole):
    counts = Counter(case.scheme for case in whole.cases)
    assert set(counts) == {scheme.id for scheme in SCHEMES}
    assert min(counts.values()) >= 3


def test_no_school_has_two_cases_in_one_week(whole):
    seen = Counter(
        (school, week)
        for case in whole.cases
        for school in case.touched
        for week in whole.weeks
        if case.first <= week <= case.last
    )
    assert max(seen.values()) == 1


def test_cases_differ_in_strength_school_and_start(whole):
    for scheme in SCHEMES:
        mine = [case for case in whole.cases if case.scheme == scheme.id]
        assert len({case.schools for case in mine}) == len(mine), scheme.id
        assert len({case.first for case in mine}) > 1, scheme.id


def test_labels_speak_of_what_is_there(whole):
    known = {school.code for school in whole.schools}
    for case in whole.cases:
        weeks = [week for week in whole.weeks if case.first <= week <= case.last]
        if case.variant in SCHEME[case.scheme].stays:
            assert case.last == whole.weeks[-1]
        else:
            assert 3 < len(weeks) <= LASTS
        assert set(case.schools) <= set(case.touched) <= known
        assert case.strength in SCHEME[case.scheme].strengths


def test_labels_are_written_beside_the_set(folder):
    year = Year(3, SMALL["schools"], SMALL["weeks"])
    lines = (folder.parent / LABELS).read_text("utf-8").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [[str(case.number), case.scheme] for case in year.cases]


def test_the_contract_takes_the_set_and_honest_schools_reach_their_standard(folder):
    """The oracle refuses what the contract refuses; where no case runs, no week is short of floor or standard."""
    year = Year(3, SMALL["schools"], SMALL["weeks"])
    touched = {
        (school, str(week))
        for case in year.cases
        for school in case.touched
        for week in year.weeks
        if case.first <= week <= case.last
    }
    rows = Oracle(folder).weekly_spend([str(week) for week in year.weeks])
    honest = [row for row in rows if (row.school, row.week) not in touched]
    assert len(honest) > 50
    assert {(row.outcome, row.standard_gap) for row in honest} == {("met", 0)}
    assert {row.standard > row.floor for row in honest} == {True, False}


def test_nothing_is_entered_after_the_deadline(folder):
    for row in tables(folder)["meals"]:
        assert row["entered_at"][:10] >= row["date"]
