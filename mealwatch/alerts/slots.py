"""What higher features show beside an alert, such as the case that came out of it. They register."""

from flask import current_app
from markupsafe import Markup

_SHOWN = "mealwatch.alerts.shown"


def shown_by(app, show):
    """Have ``show(county_id, alert, school)`` give what an alert's page also shows: a rendered template, or nothing."""
    app.extensions.setdefault(_SHOWN, []).append(show)


def beside(county_id, alert, school):
    """Everything that others show beside an alert."""
    found = [show(county_id, alert, school) for show in current_app.extensions.get(_SHOWN, ())]
    return Markup("").join(Markup(one) for one in found if one)  # nosec B704 - rendered templates
