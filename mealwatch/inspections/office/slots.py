"""A place that findings leave open for higher features: a full process that takes a finding over.

A feature takes its place in its ``init_app``; the office asks whoever is there and imports nobody.
"""

from dataclasses import dataclass

from flask import current_app

_TAKEN, _OFFERED = "mealwatch.inspections.taken", "mealwatch.inspections.offered"


@dataclass(frozen=True)
class Elsewhere:
    """Where a finding is followed now: its name, its page (empty for who may not read it), how it stands there."""

    name: str
    address: str
    state: str
    look: str


def taken_by(app, find):
    """Have ``find(county_id, finding_ids)`` say ``{finding id: Elsewhere}`` of those that are followed elsewhere."""
    app.extensions[_TAKEN] = find


def offered_by(app, offer):
    """Have ``offer(school, finding_id)`` give the address of the way there for the person who asks, or None."""
    app.extensions[_OFFERED] = offer


def taken(county_id, finding_ids):
    """``{finding id: Elsewhere}`` of those that are followed elsewhere."""
    find = current_app.extensions.get(_TAKEN)
    return find(county_id, list(finding_ids)) if find else {}


def offered(school, finding_id):
    """The address at which a finding begins to be followed elsewhere, or None."""
    offer = current_app.extensions.get(_OFFERED)
    return offer(school, finding_id) if offer else None
