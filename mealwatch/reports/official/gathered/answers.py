"""What schools said of their week, and what the bureau did about it."""

from mealwatch.alerts.domain.states import STATES
from mealwatch.alerts.queries import alerts
from mealwatch.cases import queries as cases
from mealwatch.reports.official.gathered.problems import CASE_STATES

#: The rules of the weekly floor.
_FLOOR = ("F01", "F02", "F03", "F04", "F05", "F06")


def of_week(county_id, week, here):
    """({school id: what the school explained}, {school id: what was done}) of the schools below the floor."""
    ids = {one.school.id for one in here.told_short}
    explained = {school_id: text for school_id, text in here.notes.items() if school_id in ids}
    handled = {}
    if not ids:
        return explained, handled
    found = [one for one in alerts.alerts(county_id, week, week, ids) if one.rule in _FLOOR]
    with_case = cases.of_sources(county_id, "alert", [one.id for one in found])
    steps = alerts.steps_of(county_id, [one.id for one in found])
    for one in sorted(found, key=lambda each: each.rule, reverse=True):
        said = next((step.words for step in reversed(steps.get(one.id, ())) if step.action == "explain"), "")
        explained[one.school_id] = said or explained.get(one.school_id, "")
        case = with_case.get(str(one.id))
        handled[one.school_id] = f"{case.number}，{CASE_STATES[case.state]}" if case else STATES[one.state]
    return explained, handled
