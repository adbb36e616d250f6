"""What an alert's page shows of its case: the way to it, or to open one once the alert is confirmed."""

from flask import render_template

from mealwatch.cases import queries as cases
from mealwatch.web.guards import current_viewer


def case_of(county_id, alert, school):
    """The case of an alert, in one section; nothing where there is none and none is due."""
    viewer = current_viewer()
    if not viewer.may("read_cases", school=school):
        return ""
    case = cases.of_source(county_id, "alert", alert.id)
    may_open = case is None and alert.state == "confirmed" and viewer.may("handle_cases", school=school)
    if case is None and not may_open:
        return ""
    return render_template("desk/case_of_alert.html", case=case, alert=alert)
