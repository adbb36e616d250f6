"""群里催报的话: the text for a WeChat group, taken along with one button."""

from flask import render_template, request
from flask_babel import force_locale

from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.reports.official import reminder as words
from mealwatch.reports.official.pages.blueprint import ISSUE, asked_for, blueprint
from mealwatch.schools.domain import workdays
from mealwatch.spend.weeks import Labels, closes_at, latest_over
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/papers/reminder")
@guard(ISSUE)
def reminder():
    """Who still has to hand what in, as a message; schools that are ticked off stay out."""
    asked_for("")
    county_id = current_viewer().county_id
    week = _week()
    found = words.waiting(county_id, week, workdays.after(clock.today(), 2))
    left_out = set(request.args.getlist("without"))
    with force_locale("zh"):
        name = Labels(county_id)(week)
    closes = closes_at(county_id, week)
    return render_template(
        "official/reminder.html",
        week=week,
        name=name,
        found=found,
        left_out=left_out,
        text=words.text(name, closes, [one for one in found if one.school.code not in left_out]),
        over=closes < clock.now(),
    )


def _week():
    try:
        return Week.parse(request.args.get("week", ""))
    except ValueError:
        return latest_over()
