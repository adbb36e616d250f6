"""Sixteen senders of the same records at once, on both stores."""

from flask import current_app

from tests.support.kitchen import *  # noqa: F403
from tests.support.races import race


def test_one_entry_however_many_send_at_once(both):
    assert race(current_app._get_current_object(), both.county_id, records=3, senders=16) == []
