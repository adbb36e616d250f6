"""The records of a day: what is due in the order of the day, each with its state in words."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.safety import presenters, queries
from mealwatch.safety.domain.kinds import ALL
from mealwatch.safety.pages.blueprint import blueprint
from mealwatch.schools import queries as schools
from mealwatch.web.asked import asked_day
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list

#: Kinds that are filled in from the list of what is due alone.
_ONLY_WHEN_DUE = ("disposal", "mended")


def day_so_far():
    """The day in the address, not after today; today without one."""
    today = clock.today()
    return min(asked_day("date") or today, today)


@blueprint.get("/records")
@guard("read_school")
def index():
    """The canteens in reach; straight to it where there is but one."""
    viewer = current_viewer()
    reach = viewer.reach("read_school")
    found = [one for one in schools.canteens_of(viewer.county_id) if reach.everywhere or one.id in reach.canteens]
    if len(found) == 1:
        return redirect(url_for("safety.today", canteen_code=found[0].code))
    text = request.args.get("q", "").strip()
    at = {school.id: school for school in schools.schools_of(viewer.county_id)}
    wanted = [one for one in found if not text or text in at[one.school_id].name or text in one.code]
    page = page_of_list(wanted)
    filled = queries.overview(viewer.county_id, clock.today())
    return render_template("safety/index.html", page=page, at=at, filled=filled, text=text, today=clock.today())


@blueprint.get("/canteens/<canteen_code>/records")
@guard("read_school")
def today(canteen_code):
    """A canteen's day."""
    viewer, canteen, on = current_viewer(), the_canteen(canteen_code), day_so_far()
    found = queries.due(viewer.county_id, canteen.id, on, clock.now())
    standing = queries.records(viewer.county_id, canteen.id, None, on, on)
    count = {kind.code: len([one for one in standing if one.kind == kind.code]) for kind in ALL}
    lines = presenters.tasks(found)
    listed = {line.kind for line in lines}
    return render_template(
        "safety/today.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        schools={one.id: one for one in schools.schools_of(viewer.county_id)},
        on=on,
        today=clock.today(),
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
        lines=lines,
        more=[kind for kind in ALL if kind.code not in listed and kind.code not in _ONLY_WHEN_DUE],
        count=count,
        left=sum(1 for line in lines if line.state in ("due", "overdue")),
        meal_word=presenters.meal_word,
        may_keep=viewer.may("keep_records", canteen=canteen),
    )
