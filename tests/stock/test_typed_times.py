"""A paper from a device on which it waited, on both stores: the device's word stands beside it, or neither does."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mealwatch.drafts.models import TypedTime
from mealwatch.drafts.queries import typed_since
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.stock import errors, service
from mealwatch.stock.queries import documents
from tests.support.kitchen import MON, NOW

WAITED = Actor("保管丁", waited="160320")


def post(kitchen, number="R7", quantity=1000):
    line = kitchen.line("receipt", "rice", quantity, 500)
    return kitchen.do(service.post, kitchen.document("receipt", number, MON, line), by=WAITED)


def test_a_paper_that_waited_has_its_word_beside_it(both):
    post(both)
    head = documents.find_head(both.county_id, both.canteens["C001"], "receipt", "R7")
    assert (head.said, head.typed_at, head.received_at) == ("160320", NOW - timedelta(seconds=160_320), head.entered_at)
    [(place, typed)] = typed_since(both.county_id, NOW).items()
    assert place == ("receipt", both.canteens["C001"], "R7", 1)
    assert typed.typed_at == head.typed_at
    assert typed_since(both.county_id, NOW + timedelta(seconds=1)) == {}


def test_a_paper_that_came_at_once_has_none(both):
    both.receive("R8", MON, 1000, 500)
    head = documents.find_head(both.county_id, both.canteens["C001"], "receipt", "R8")
    assert (head.said, head.typed_at, head.received_at) == (None, None, None)


def test_what_is_refused_leaves_no_word(both):
    post(both)
    with pytest.raises(errors.DocumentDiffers):
        post(both, quantity=2000)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(TypedTime)) == 1
