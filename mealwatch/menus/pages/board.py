"""Who has planned and published: the canteens in reach, for this week and the next."""

from flask import redirect, render_template, url_for

from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.menus import queries
from mealwatch.menus.pages.blueprint import blueprint
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/menus")
@guard("read_school")
def index():
    """The canteens in reach, those without a published menu for next week first; straight to the only one."""
    viewer = current_viewer()
    reach = viewer.reach("read_school")
    found = [one for one in schools.canteens_of(viewer.county_id) if reach.everywhere or one.id in reach.canteens]
    if len(found) == 1:
        return redirect(url_for("menus.week", canteen_code=found[0].code))
    this = Week.of(clock.today())
    weeks = [this, this.shifted(1)]
    mondays = [week.monday for week in weeks]
    published = queries.published_weeks(viewer.county_id, mondays)
    planned = queries.planned_weeks(viewer.county_id, mondays)
    terms = schools.terms_of(viewer.county_id)
    supplied = _supplied(viewer.county_id, weeks)

    def state(canteen, week):
        place = canteen.id, week.monday
        if place in published:
            return "published", published[place]
        if not supplied(canteen, week):
            return "closed", None
        return ("planned" if place in planned else "nothing"), None

    rows = [(one, [state(one, week) for week in weeks]) for one in found]
    order = {"nothing": 0, "planned": 1, "published": 2, "closed": 3}
    rows.sort(key=lambda row: (order[row[1][1][0]], row[0].code))
    return render_template(
        "menus/index.html",
        rows=rows,
        at={school.id: school for school in schools.schools_of(viewer.county_id)},
        weeks=[(week, teaching_week(terms, week)) for week in weeks],
        missing=sum(states[1][0] in ("nothing", "planned") for _, states in rows),
    )


def _supplied(county_id, weeks):
    supply = schools.supply_of(county_id, weeks[0].monday, weeks[-1].sunday)
    return lambda canteen, week: bool(supply.canteen_days(canteen.id, week.monday, week.sunday))
