"""A place that a case's page leaves open: what comes of it (look-backs, the same elsewhere, papers)."""

from flask import current_app
from markupsafe import Markup

_SHOWN = "mealwatch.cases.shown"


def shown_by(app, show):
    """Have ``show(county_id, case, school, office)`` add its part to a case's page, below the next step.

    ``office``: whether the bureau reads it, not the school. What it gives is a rendered template, or nothing.
    """
    app.extensions.setdefault(_SHOWN, []).append(show)


def shown(county_id, case, school, office):
    """What others add to a case's page."""
    parts = (show(county_id, case, school, office) for show in current_app.extensions.get(_SHOWN, ()))
    return [Markup(part) for part in parts if part]  # noqa: S704  # nosec B704
