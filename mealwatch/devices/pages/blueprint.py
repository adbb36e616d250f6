"""The blueprint of the pages, and the count beside their entry in the menu."""

from flask import Blueprint

from mealwatch.devices import queries
from mealwatch.kernel import clock
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("devices", __name__, template_folder="../templates")


def waiting():
    """How many matters of tablets a person has to look at."""
    viewer = current_viewer()
    return len(queries.alerts(viewer.county_id, clock.now())) if viewer.may("manage_devices") else 0
