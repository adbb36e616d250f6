"""Column types of our own, as both stores keep them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from mealwatch.extensions import db
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.stock import models
from mealwatch.stock.domain.documents import DeliveryLine
from mealwatch.storage.types import Instant
from tests.support.kitchen import MON, NOW

HAWAII = timezone(timedelta(hours=-10))


@pytest.mark.parametrize("zone", [SHANGHAI, UTC, HAWAII], ids=str)
def test_a_moment_comes_back_as_the_same_moment(both, zone):
    posted = both.post(both.document("delivery", "D1", MON, DeliveryLine(1, 1)), now=NOW.astimezone(zone))
    kept = db.session.scalar(select(models.Document.entered_at).where(models.Document.id == posted.id))
    assert (kept, kept.utcoffset()) == (NOW, timedelta(hours=8))
    raw = db.session.scalar(text("SELECT entered_at FROM documents"))
    assert raw == "2026-11-27T18:00:00+08:00"


def test_moments_sort_as_text_as_they_do_in_time():
    moments = [datetime(2026, 11, 2, hour, tzinfo=zone) for hour in (0, 9, 23) for zone in (SHANGHAI, UTC, HAWAII)]
    written = [Instant().process_bind_param(moment, None) for moment in moments]
    assert sorted(moments) == [datetime.fromisoformat(text) for text in sorted(written)]


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no zone"):
        Instant().process_bind_param(datetime(2026, 11, 2), None)


def test_nothing_stays_nothing():
    assert Instant().process_bind_param(None, None) is None
    assert Instant().process_result_value(None, None) is None


def test_large_amounts_and_old_dates_are_kept(both):
    posted = both.receive("R1", date(2000, 1, 1), 10**10, 10**10, expires_on=date(9999, 12, 31))
    row = db.session.scalars(select(models.Lot).where(models.Lot.document_id == posted.id)).one()
    assert (row.bought, row.cost_fen) == (10**10, 10**10)
    assert (row.received_on, row.expires_on) == (date(2000, 1, 1), date(9999, 12, 31))
