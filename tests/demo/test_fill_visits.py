"""The demo county's visits, deposited as tablets do, and packs of its schools."""

import json

import pytest

from mealwatch import create_app
from mealwatch.cli import demo
from mealwatch.devices import queries as devices
from mealwatch.extensions import db
from mealwatch.inspections import queries
from mealwatch.inspections.packing.service import make_pack
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.schools import queries as schools
from mealwatch.storage import migrate
from mealwatch.storage.transaction import in_transaction

MOST_BYTES = 2 * 1024 * 1024


@pytest.fixture(scope="module")
def county_id(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('visits') / 'demo.sqlite'}"
    migrate.upgrade(url)
    app = create_app({"DATABASE_URL": url, "DEMO": True})
    with app.test_request_context():
        yield demo.load(weeks=4, schools=12).id
        db.session.remove()
        db.engine.dispose()


def test_every_visit_was_taken_in_and_nothing_about_it_is_odd(county_id):
    records = devices.deposits_of(county_id)
    made = queries.visits(county_id)
    assert len(made) == len(records) == 10
    assert [one for one in records if one.waiting or one.complete_at is None] == []
    assert {code: one.dated_on for one in made for code in one.flags} == {}
    assert [one for one in made if (one.got_halves, one.base, one.grade) != one.told] == []
    assert {one.grade for one in made} == {"excellent", "good", "pass", "fail"}


def test_there_is_something_to_do_about_them(county_id):
    first = schools.schools_of(county_id)[0]
    found = queries.findings(county_id, [first.id])
    today = clock.today()
    assert [one for one in found if one.overdue(today)]
    assert [one for one in found if one.rechecks and one.mended_on]
    assert [one for one in found if one.photos]
    assert len(queries.differences(county_id)) > 5
    assert [one for one in queries.visits(county_id) if one.refused and one.red_lines]
    latest = max(queries.visits(county_id), key=lambda one: one.id)
    assert len(queries.with_company(county_id, latest)) == 2


def test_a_pack_is_small_and_asks_as_often_whatever_is_in_it(county_id):
    """Two megabytes are for ten days; a month of the largest school may be more, and is not."""
    largest = max(schools.schools_of(county_id), key=lambda one: len(pack_of(county_id, one)))
    assert len(pack_of(county_id, largest)) <= MOST_BYTES
    counts = []

    def count(*_):
        counts[-1] += 1

    db.event.listen(db.engine, "before_cursor_execute", count)
    for month in (False, True):
        counts.append(0)
        pack_of(county_id, largest, month=month)
    db.event.remove(db.engine, "before_cursor_execute", count)
    assert counts[0] == counts[1]


def pack_of(county_id, school, *, month=False):
    work = {"month": month, "by": Actor("督查"), "now": clock.now()}
    pack, _ = in_transaction(lambda: make_pack(county_id, school, **work))
    return json.dumps(pack, ensure_ascii=False).encode()
