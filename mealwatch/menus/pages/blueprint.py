"""The blueprint of the menus' pages, and the week that an address asks for."""

from flask import Blueprint, request

from mealwatch.kernel import clock
from mealwatch.kernel.week import Week

blueprint = Blueprint("menus", __name__, template_folder="../templates")


def asked_week():
    """The week of the address; this week where it names none."""
    try:
        return Week.parse(request.args.get("week", ""))
    except ValueError:
        return Week.of(clock.today())
