"""Refused attempts of signed-in people, with the school or canteen that their address named."""

from flask import g

from mealwatch.audit import refusals
from mealwatch.kernel import clock
from mealwatch.schools.domain.school import Canteen, School
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer


def keep(codes):
    """Write down what the person asking was just refused; nothing about somebody who is not signed in."""
    if refusals.WATCHED.isdisjoint(codes):
        return
    viewer = current_viewer()
    if viewer is None:
        return
    places = tuple(g.get("places", {}).values())
    canteen = next((one for one in places if isinstance(one, Canteen)), None)
    school = next((one for one in places if isinstance(one, School)), None)
    school_id = school.id if school else canteen.school_id if canteen else None
    where = {"school_id": school_id, "canteen_id": canteen.id if canteen else None}
    in_transaction(lambda: refusals.keep(viewer.county_id, codes, by=viewer.actor(), now=clock.now(), **where))
