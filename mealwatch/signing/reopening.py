"""A returned or withdrawn paper opens in its own form again, with everything that was typed.

``?reopen=<number>`` at the form's address: before the view runs, what was typed is laid where web.forms looks
for a form's start. The form's feature needs to know nothing of it.
"""

from flask import g, request

from mealwatch.signing import queries
from mealwatch.signing.domain import content
from mealwatch.signing.domain.waiting import RETURNED, WITHDRAWN
from mealwatch.signing.errors import NoRequest
from mealwatch.web.guards import current_viewer


def fill_forms():
    """Lay out what was typed into the paper that the address names; runs before every view."""
    number = request.args.get("reopen", "")
    if request.method != "GET" or not (number.isascii() and number.isdigit() and len(number) < 16):
        return
    viewer = current_viewer()
    if viewer is None:
        return
    try:
        asked = queries.get_request(viewer.county_id, int(number))
    except NoRequest:
        return
    if asked.is_of(viewer.account_id) and asked.state in (RETURNED, WITHDRAWN):
        g.reopened = typed_in(asked)


def typed_in(asked):
    """The typed fields of a paper, name to text; empty where it does not hold any."""
    payload = content.read(asked.payload)
    if isinstance(payload, dict) and isinstance(payload.get("typed"), dict):
        payload = payload["typed"]
    if not isinstance(payload, dict):
        return {}
    return {name: value for name, value in payload.items() if isinstance(value, str)}
