"""Published versions: each readable as it stood, what changed, and the notice for the wall."""

from flask import make_response, render_template, request
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.menus import errors, notice, queries, versions, views
from mealwatch.menus.pages.blueprint import asked_week, blueprint
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.web import paper
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/canteens/<canteen_code>/menu/published")
@guard("read_school")
def published(canteen_code):
    """The versions of a week: the one asked for in full, and what each changed."""
    viewer, canteen, week = current_viewer(), the_canteen(canteen_code), asked_week()
    found = queries.publications_of(viewer.county_id, canteen.id, week.monday)
    if not found:
        raise errors.NoPublication(value=week)
    wanted = request.args.get("version", "")
    shown = next((one for one in found if str(one.version) == wanted), found[-1])
    terms = schools.terms_of(viewer.county_id)
    term = teaching_week(terms, week)
    return render_template(
        "menus/published.html",
        canteen=canteen,
        week=week,
        term=term[0] if term else None,
        versions=found,
        shown=shown,
        days=versions.days_shown(shown),
        week_name=lambda text: views.week_name(terms, Week.parse(text)),
        changes=versions.changes_shown(found),
    )


@blueprint.get("/canteens/<canteen_code>/menu/notice.<any(pdf, png):kind>")
@guard("read_school")
def wall(canteen_code, kind):
    """The week's notice for the wall, A4 across: what is published, else the plan, marked as not published."""
    viewer, canteen, week = current_viewer(), the_canteen(canteen_code), asked_week()
    county_id = viewer.county_id
    ingredients = catalogue.ingredients_of(county_id)
    planned = views.week_of(county_id, canteen, week, ingredients, clock.today(), whole=False)
    if not planned.meals and not planned.published:
        raise errors.NoPublication(value=week)
    data = notice.data_of(planned, canteen, schools.school_by_id(county_id, canteen.school_id))
    made = paper.pdf(notice.TEMPLATE, data) if kind == "pdf" else paper.png(notice.TEMPLATE, data)
    response = make_response(made)
    response.mimetype = paper.PDF_TYPE if kind == "pdf" else paper.PNG_TYPE
    name = _("%(name)s%(week)s食谱公示", name=canteen.name, week=week)
    response.headers.set("Content-Disposition", "inline", filename=f"{name}.{kind}")
    return response
