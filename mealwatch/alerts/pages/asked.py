"""What the bureau asks of a school: the list that its principal and canteen manager see, and how many wait."""

from flask import render_template

from mealwatch.alerts import presenters
from mealwatch.alerts.pages.blueprint import blueprint, schools_here
from mealwatch.alerts.queries.alerts import alerts, open_alerts, steps_of
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.spend.weeks import Labels
from mealwatch.web.guards import current_viewer, guard

#: What was explained is shown for so many weeks.
_BACK = 26


@blueprint.get("/asked")
@guard("explain_alert")
def asked():
    """What waits for an explanation, the first to be due first; below, what was explained."""
    viewer, today, at = current_viewer(), clock.today(), schools_here("explain_alert")
    last = Week.of(today)
    found = alerts(viewer.county_id, last.shifted(-_BACK), last, school_ids=list(at))
    steps = steps_of(viewer.county_id, [one.id for one in found])
    known = [one for one in found if any(step.action == "ask" for step in steps.get(one.id, ()))]
    waiting = sorted((one for one in known if one.state == "explaining"), key=lambda one: (one.due_on, one.id))
    return render_template(
        "alerts/asked.html",
        waiting=waiting,
        others=sorted((one for one in known if one.state != "explaining"), key=lambda one: -one.id),
        schools=at,
        show=presenters,
        labels=Labels(viewer.county_id),
        now=clock.now(),
        today=today,
    )


def waiting_count():
    """How many alerts wait for the person's school to explain them."""
    viewer = current_viewer()
    found = open_alerts(viewer.county_id, viewer.reach("explain_alert").school_ids)
    return sum(1 for one in found if one.state == "explaining")
