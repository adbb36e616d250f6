"""Visits: the tablet's app, what it takes along, the records it deposits, and what the office makes of them."""

from mealwatch.inspections import app as tablet_app
from mealwatch.inspections import bulletin, intake, office, packing


def init_app(app):
    for part in (tablet_app, packing, intake, office, bulletin):
        part.init_app(app)
