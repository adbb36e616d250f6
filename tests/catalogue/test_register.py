"""The register of suppliers by day: which licence and which telephone stood there when goods were bought."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from mealwatch.catalogue import errors, models, queries, register, service
from mealwatch.catalogue.domain.ingredient import Supplier
from mealwatch.catalogue.domain.register import Register, Version
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.storage.transaction import in_transaction
from tests.catalogue.test_service import journal
from tests.support.county import NOW, do, new_county

DAY = date(2026, 11, 10)
OLD, NEW = date(2026, 10, 31), date(2031, 10, 31)


def day(number):
    return DAY + timedelta(days=number)


def versions(*said, supplier_id=1):
    """Each as (day of entry or None, first day of the licence or None, last day or None)."""
    return [
        Version(supplier_id, number, _day(since), None, _day(starts), ends)
        for number, (since, starts, ends) in enumerate(said, 1)
    ]


def _day(number):
    return None if number is None else day(number)


def register_with(*said):
    supplier = Supplier(1, "V1", "示例粮油", ())
    return Register({1: supplier}, versions(*said))


@pytest.mark.parametrize(
    ("said", "on", "ends"),
    [
        ([], 0, None),
        ([(None, None, OLD)], -900, OLD),
        ([(None, None, OLD), (0, None, NEW)], -1, OLD),
        ([(None, None, OLD), (0, None, NEW)], 0, NEW),
        ([(None, None, OLD), (0, -4, NEW)], -4, NEW),
        ([(None, None, OLD), (0, -4, NEW)], -5, OLD),
        ([(None, None, OLD), (0, None, NEW), (3, -4, NEW)], -4, NEW),
        ([(None, None, OLD), (0, -4, NEW), (3, -2, NEW)], -3, OLD),
        ([(None, None, OLD), (0, -4, NEW), (3, None, NEW)], -1, OLD),
        ([(-30, None, OLD)], -60, OLD),
        ([(-30, None, OLD), (-30, None, NEW)], -60, OLD),
        ([(-30, None, OLD), (-30, None, NEW)], -30, NEW),
        ([(-30, -50, OLD)], -60, None),
        ([(-30, None, None), (0, None, OLD)], -1, None),
        ([(-30, None, None), (0, -20, NEW)], -1, NEW),
        ([(-30, None, None), (0, -20, NEW)], -21, None),
        ([(-30, None, None), (0, -400, OLD)], -1, OLD),
        ([(None, None, NEW), (0, -400, OLD)], -1, NEW),
        ([(None, None, NEW), (0, -400, OLD)], 0, OLD),
        ([(None, None, OLD), (0, None, None)], 1, None),
    ],
    ids=[
        "nothing known",
        "there from the beginning",
        "the day before it was renewed",
        "the day on which it was renewed",
        "the new one's own first day",
        "the day before that",
        "first day told afterwards",
        "first day put right",
        "first day taken back",
        "bought before the seller was entered",
        "renewed on the day of entry heals nothing before",
        "renewed on the day of entry",
        "before the only licence began",
        "not known that day",
        "told later, from its own first day",
        "told later, before its first day",
        "told later that it had run out",
        "an old licence told later replaces no good one before",
        "but does from its entry on",
        "taken away",
    ],
)
def test_the_licence_of_a_day(said, on, ends):
    assert register_with(*said).licence_ends(1, day(on)) == ends


_days = st.integers(-40, 40)
_ends = st.none() | st.integers(-40, 40).map(day)


@st.composite
def histories(draw):
    entered = sorted(draw(st.lists(_days, min_size=1, max_size=5)))
    first = draw(st.sampled_from([None, entered[0]]))
    return [(since, draw(st.none() | st.integers(-60, since or 0)), draw(_ends)) for since in [first, *entered[1:]]]


@given(said=histories(), later=st.integers(41, 80), ends=st.integers(81, 120).map(day), on=_days)
def test_what_is_entered_later_changes_no_day_before(said, later, ends, on):
    """A renewal that does not say that it was good before is one from its entry on."""
    before, after = register_with(*said), register_with(*said, (later, None, ends))
    assert after.licence_ends(1, day(on)) == before.licence_ends(1, day(on))
    assert after.seller(1, day(on)) == before.seller(1, day(on))
    assert after.licence_ends(1, day(later)) == ends


@given(said=histories(), later=st.integers(41, 80), starts=_days, on=_days)
def test_a_renewal_counts_from_its_own_first_day(said, later, starts, on):
    after, ends = register_with(*said, (later, starts, day(later + 9))), day(later + 9)
    expected = ends if on >= starts else register_with(*said).licence_ends(1, day(on))
    assert after.licence_ends(1, day(on)) == expected


@given(entered=st.lists(st.none() | _days, min_size=2, max_size=6), later=st.integers(41, 80), on=_days)
def test_who_is_entered_later_stood_beside_nobody_before(entered, later, on):
    def made(days):
        firms = {number: Supplier(number, f"V{number}", "", ()) for number in range(1, len(days) + 1)}
        told = [
            one for number, since in enumerate(days, 1) for one in versions((since, None, None), supplier_id=number)
        ]
        return Register(firms, told)

    before, after = made(entered), made([*entered, later])
    for number in range(1, len(entered) + 1):
        moment = after.when_sold(number, day(on))
        assert after.standing(moment) == before.standing(before.when_sold(number, day(on)))
        assert number in after.standing(moment)
    assert after.standing(after.moment(day(on))) == before.standing(before.moment(day(on)))


def test_books_that_are_imported_come_with_their_suppliers():
    said = [*versions((0, None, OLD)), *versions((0, None, NEW), supplier_id=2)]
    both = Register({number: Supplier(number, f"V{number}", "", ()) for number in (1, 2)}, said)
    assert set(both.standing(both.when_sold(1, day(-30)))) == {1, 2}


def at(number):
    return NOW + timedelta(days=number)


def put(county_id, number, **row):
    return in_transaction(
        lambda: service.put_supplier(
            county_id, **{"code": "V1", "name": "示例粮油"} | row, by=Actor("李老师"), now=at(number)
        )
    )


def told(county_id):
    return [(one.number, one.since, one.licence_from, one.licence_expires_on, one.phone) for one in _told(county_id)]


def _told(county_id):
    return register.versions_of(county_id)


def test_every_change_of_licence_or_contact_is_kept(store):
    county_id = new_county()
    assert put(county_id, 0, licence_expires_on=OLD) == "created"
    assert put(county_id, 1, licence_expires_on=OLD) == "unchanged"
    assert put(county_id, 2, name="示例粮油公司") == "updated"
    assert put(county_id, 3, licence_expires_on=NEW, licence_from=day(1)) == "updated"
    assert put(county_id, 4, phone="13900001234") == "updated"
    assert put(county_id, 5, licence_from=day(2)) == "updated"
    assert told(county_id) == [
        (1, day(0), None, OLD, None),
        (2, day(3), day(1), NEW, None),
        (3, day(4), day(1), NEW, "13900001234"),
        (4, day(5), day(2), NEW, "13900001234"),
    ]
    assert queries.get_supplier(county_id, "V1").licence_from == day(2)
    assert [entry[:2] for entry in journal(county_id, "supplier_version")] == [
        ("create", f"V1/{number}") for number in range(1, 5)
    ]


def test_who_was_there_before_versions_were_kept_was_always_so(store):
    county_id = new_county()
    row = {"county_id": county_id, "id": 1, "code": "V1", "name": "示例粮油", "aliases": "", "licence_expires_on": OLD}
    in_transaction(lambda: db.session.execute(insert(models.Supplier).values(row)))
    assert register.register_of(county_id).licence_ends(1, day(-900)) == OLD
    assert put(county_id, 0, name="示例粮油公司") == "updated"
    assert told(county_id) == []
    assert put(county_id, 0, licence_expires_on=NEW) == "updated"
    assert told(county_id) == [(1, None, None, OLD, None), (2, day(0), None, NEW, None)]
    assert register.register_of(county_id).licence_ends(1, day(-1)) == OLD


def test_only_the_first_day_told_later_is_a_change(store):
    county_id = new_county()
    row = {"county_id": county_id, "id": 1, "code": "V1", "name": "示例粮油", "aliases": "", "licence_expires_on": NEW}
    in_transaction(lambda: db.session.execute(insert(models.Supplier).values(row)))
    assert put(county_id, 0, licence_from=day(-3)) == "updated"
    assert put(county_id, 0, licence_from=day(-3)) == "unchanged"
    assert queries.get_supplier(county_id, "V1").licence_from == day(-3)


def test_another_licence_has_another_first_day(store):
    county_id = new_county()
    put(county_id, 0, licence_expires_on=OLD, licence_from=day(-300))
    with pytest.raises(errors.LicenceStartOfTheOldOne) as refused:
        put(county_id, 1, licence_expires_on=NEW, licence_from=day(-300))
    assert refused.value.field == "licence_from"
    assert "示例粮油" in refused.value.text()
    put(county_id, 1, licence_expires_on=NEW)
    assert queries.get_supplier(county_id, "V1").licence_from is None


@pytest.mark.parametrize(
    ("row", "fault", "field"),
    [
        ({"licence_from": day(1)}, errors.LicenceNotBegun, "licence_from"),
        (
            {"licence_from": day(-1), "licence_expires_on": day(-2)},
            errors.LicenceEndsBeforeStart,
            "licence_expires_on",
        ),
    ],
)
def test_first_days_that_cannot_be(store, row, fault, field):
    county_id = new_county()
    with pytest.raises(fault) as refused:
        put(county_id, 0, **row)
    assert refused.value.field == field
    assert refused.value.text()
    assert refused.value.advice()
    assert queries.suppliers_of(county_id) == []
    assert do(service.put_supplier, county_id, code="V1", name="示例粮油", licence_from=day(0)) == "created"
