"""The planner: a canteen's week of dishes with grams, its cost and its contents, and publishing it.

Without scripts the page shows the week and leads to the plain form of each
meal; with them the whole week is one form that keeps itself.
"""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel import clock
from mealwatch.menus import figure_words, planner_words, presenters, queries, service, views
from mealwatch.menus.domain.figures import figures
from mealwatch.menus.pages.blueprint import asked_week, blueprint
from mealwatch.menus.schemas import WeekSchema
from mealwatch.schools import queries as schools
from mealwatch.web import words
from mealwatch.web.forms import Form, nested
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import Column, spreadsheet


@blueprint.get("/canteens/<canteen_code>/menu")
@guard("read_school")
def week(canteen_code):
    """A canteen's week: to plan where one may, else to read."""
    return _page(the_canteen(canteen_code), asked_week(), None)


@blueprint.post("/canteens/<canteen_code>/menu")
@guard("edit_menu")
def plan(canteen_code):
    """Keep the week as it is planned; publish it where that is asked."""
    viewer, canteen, shown = current_viewer(), the_canteen(canteen_code), asked_week()
    known = {one.code: one for one in catalogue.ingredients_of(viewer.county_id)}
    bands = views.bands_of(viewer.county_id, canteen.id, shown)
    form = Form(WeekSchema())

    def work(given):
        place, asked = (viewer.county_id, canteen.id, shown), {"by": viewer.actor(), "now": clock.now()}
        meals = [views.meal_of(one, known) for one in given["meals"]]
        changed = service.plan_week(*place, meals, bands, reason=given["reason"], **asked)
        published = queries.latest_publication(viewer.county_id, canteen.id, shown.monday)
        if given["act"] != "publish" and not (published and changed):
            return None
        answers = {one["key"]: one["reason"] for one in given["asks"]}
        return service.publish(*place, reason=given["reason"], answers=answers, **asked)

    if form.accepted(work):
        done = form.result
        text = _("已公布（第%(version)s版）", version=done.version) if done else _("已存为计划，还没有公布")
        flash(text, "done")
        return redirect(url_for("menus.week", canteen_code=canteen.code, week=shown))
    return _page(canteen, shown, form), form.status


@blueprint.get("/canteens/<canteen_code>/menu.xlsx")
@guard("export_data")
def week_xlsx(canteen_code):
    """The week's menu as a spreadsheet."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    shown = asked_week()
    rows = queries.menu_rows(viewer.county_id, shown.monday, shown.sunday, canteen_ids=[canteen.id])
    known = {one.id: one for one in catalogue.ingredients_of(viewer.county_id, {row.ingredient_id for row in rows})}
    columns = [
        Column(_("日期"), "date"),
        Column(_("餐次")),
        Column(_("菜名")),
        Column(_("食材编码")),
        Column(_("食材")),
        Column(_("每生克数"), "kilo"),
        Column(_("年龄段")),
    ]
    table = [
        (
            row.dated_on,
            words.word(row.meal, "meal"),
            row.dish,
            known[row.ingredient_id].code,
            known[row.ingredient_id].name,
            row.mg_per_pupil,
            words.word(row.age_band, "age_band") if row.age_band else "",
        )
        for row in rows
    ]
    conditions = [(_("食堂"), f"{canteen.code} {canteen.name}"), (_("周次"), str(shown))]
    return spreadsheet(_("%(name)s食谱", name=canteen.name), columns, table, conditions)


def _page(canteen, shown, form):
    viewer = current_viewer()
    county_id, today = viewer.county_id, clock.today()
    ingredients = catalogue.ingredients_of(county_id)
    known = {one.id: one for one in ingredients}
    may_edit = viewer.may("edit_menu", canteen=canteen)
    planned = views.week_of(county_id, canteen, shown, ingredients, today, whole=may_edit)
    found = figures(planned.plain, planned.grounds.facts)
    return render_template(
        "menus/week.html",
        canteen=canteen,
        school=schools.school_by_id(county_id, canteen.school_id),
        week=shown,
        term=planned.term,
        planned=planned,
        known=known,
        published=planned.published,
        state=planned.state,
        figures=found,
        shown=figure_words.figures_shown(planned.grounds, found),
        form=form or Form().fresh(),
        slots=planner_words.slots(planned, form),
        island=views.island(county_id, canteen, planned, ingredients, _answers(form)) if may_edit else None,
        may_edit=may_edit,
        prices=figure_words.price_words(planned, known),
        grams=presenters.grams,
    )


def _answers(form):
    """{key: answer} that were typed into a form which was refused."""
    asks = nested(form.typed).get("asks", ()) if form else ()
    return {one["key"]: one.get("reason", "") for one in asks if "key" in one}
