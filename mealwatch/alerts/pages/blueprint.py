"""Where the pages hang, and whose alert it is.

What lies outside a person's reach is not there for them. A school sees an alert once it has been asked about it.
"""

from flask import Blueprint

from mealwatch.alerts import errors
from mealwatch.alerts.queries.alerts import alert
from mealwatch.schools import queries as schools
from mealwatch.web.guards import current_viewer

blueprint = Blueprint("alerts", __name__, template_folder="../templates")


def the_alert(alert_id):
    """(alert with all that is known of it, school). Raises NoAlert, also outside the person's reach."""
    viewer = current_viewer()
    found = alert(viewer.county_id, alert_id)
    school = schools.school_by_id(viewer.county_id, found.school_id)
    asked = any(step.action == "ask" for step in found.steps)
    if in_office(school) or (asked and viewer.may("explain_alert", school=school)):
        return found, school
    raise errors.NoAlert(what="alert", key=alert_id)


def in_office(school):
    """Whether the person reads alerts for the office, not for the school."""
    return current_viewer().may("read_alerts", school=school)


def schools_here(action="read_alerts"):
    """{id: school} where the person may do this."""
    viewer = current_viewer()
    return {one.id: one for one in schools.schools_of(viewer.county_id, viewer.reach(action).school_ids)}
