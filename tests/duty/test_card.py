"""The record of the principal's card: opened, followed, read, settled; and that nobody writes in another's name."""

from datetime import timedelta

import pytest

from mealwatch.duty import errors, queries, service
from mealwatch.duty.domain.card import Item
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from tests.support import county

CLOSE, SIGN = Item("close:2026-W45", "上周可以周结了", "/close"), Item("sign:1", "等您签字", "/signing/1")
NOW = county.NOW


@pytest.fixture
def school(house):
    return schools.get_school(house.county_id, "S001")


def opened(house, school, items, *, minutes=0, by="li"):
    return house.do(service.open_card, school.id, items, by=by, now=NOW + timedelta(minutes=minutes))


def views(house, school):
    return queries.views_of(house.county_id, [school.id])


def test_an_opening_says_what_it_showed(house, school):
    opened(house, school, [CLOSE, SIGN])
    [view] = views(house, school)
    assert (view.name, view.opened_at, view.items) == ("李校长（li）", NOW, (CLOSE, SIGN))
    assert not view.read


def test_reloading_is_not_another_opening(house, school):
    first = opened(house, school, [CLOSE])
    assert opened(house, school, [CLOSE], minutes=9).id == first.id
    assert opened(house, school, [CLOSE], minutes=11).id != first.id
    assert opened(house, school, [CLOSE], minutes=11, by="wang").id not in (first.id, first.id + 1)
    assert len(views(house, school)) == 3


def test_what_was_followed_and_read_is_noted_once(house, school):
    view = opened(house, school, [CLOSE, SIGN])
    for _ in range(2):
        assert house.do(service.follow, school.id, view.id, 1, by="li") == SIGN
        house.do(service.note_read, school.id, view.id, by="li")
    [view] = views(house, school)
    assert [(act.what, act.target) for act in view.acts] == [("followed", "sign:1"), ("read", "")]


def test_what_is_gone_from_the_next_card_was_settled(house, school):
    opened(house, school, [CLOSE, SIGN])
    opened(house, school, [SIGN], minutes=60)
    opened(house, school, [], minutes=120)
    latest, middle, first = views(house, school)
    assert (latest.did("settled"), middle.did("settled"), first.did("settled")) == ([], ["sign:1"], ["close:2026-W45"])


def test_nobody_writes_on_anothers_opening(house, school):
    view = opened(house, school, [CLOSE])
    for work in (service.note_read, lambda *args, **given: service.follow(*args, 0, **given)):
        with pytest.raises(errors.NoView):
            house.do(work, school.id, view.id, by="wang")
    with pytest.raises(errors.NoView):
        house.do(service.follow, school.id, view.id, 1, by="li")
    with pytest.raises(errors.NoView):
        house.do(service.note_read, school.id + 1, view.id, by="li")


def test_the_latest_note_on_a_week_comes_first_and_none_is_lost(house, school):
    week = Week.of(NOW.date())
    for text in ("停电改发牛奶", "停电改发牛奶", "停电两天"):
        house.do(service.note_week, school.id, week, text=text, by="li")
    found = queries.notes_of(house.county_id, [school.id], week.monday, week.monday)
    assert [text for text, _by, _at in found[school.id, week.monday]] == ["停电两天", "停电改发牛奶"]
