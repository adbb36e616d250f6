"""The walk through the store, what it found, and posting it.

What the book says is on no page before an ingredient is counted. Each row's
number is its ingredient's, so that what was typed stays with it.
"""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import presenters as catalogue_presenters
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import Names
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.schools import queries as schools
from mealwatch.signing import presenters as signing_presenters
from mealwatch.signing import service as signing
from mealwatch.stock import presenters as stock
from mealwatch.stock.queries import counted, documents, ledger, usage
from mealwatch.stocktakes import presenters, service
from mealwatch.stocktakes.domain.differences import in_order_walked
from mealwatch.stocktakes.schemas import CountSchema, PostSchema
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

blueprint = Blueprint("stocktakes", __name__, template_folder="templates")
#: Rows of what lay there unexpectedly are numbered from here on.
ADDED = 9000
_USED_WITHIN = timedelta(days=60)


@blueprint.get("/canteens/<canteen_code>/count")
@guard("post_stocktake")
def walk(canteen_code):
    """One ingredient after the other, without what the book says."""
    canteen, today = the_canteen(canteen_code), clock.today()
    number = documents.next_number(current_viewer().county_id, canteen.id, "stocktake", today)
    return _walk(canteen, Form(CountSchema(), start={"dated_on": today.isoformat(), "doc_no": number}))


@blueprint.post("/canteens/<canteen_code>/count")
@guard("post_stocktake")
def compare(canteen_code):
    """What was counted beside what the book says."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    form = Form(CountSchema())
    given = form.given()
    if given is None or not form.done(lambda: service.differences(viewer.county_id, canteen.id, given)):
        return _walk(canteen, form)
    form.typed.setdefault("counted_by", viewer.name)
    return _differences(canteen, form, given, form.result)


@blueprint.post("/canteens/<canteen_code>/count/post")
@guard("post_stocktake")
def post(canteen_code):
    """Post the count with its reasons and the person who watched, or hand it on to be signed."""
    viewer, canteen, now = current_viewer(), the_canteen(canteen_code), clock.now()
    form = Form(PostSchema())
    known = Names(catalogue.ingredients_of(viewer.county_id), ())

    def work(given):
        try:
            if given["second_how"] == "ask":
                service.checked(viewer.county_id, canteen.id, given)
                title = _("盘点单 %(number)s", number=given["doc_no"])
                stamp = {"purpose": "witness", "title": title, "by": viewer.actor(), "now": now}
                signing.ask(viewer.county_id, canteen.id, "stocktake", form.typed, **stamp)
                return None
            return service.post(viewer.county_id, canteen.id, given, by=viewer.actor(), now=now)
        except Problem as problem:
            raise stock.in_words(problem, known) from None

    if form.accepted(work):
        if form.result is None:
            flash(_("盘点已保存，等监盘人签字后入账"), "done")
            return redirect(url_for("stock.canteen", canteen_code=canteen.code))
        flash(_("盘点单已记账"), "done")
        number = form.typed["doc_no"].strip()
        return redirect(url_for("stock.document", canteen_code=canteen.code, kind="stocktake", doc_no=number))
    count = Form(CountSchema(), typed=form.typed)
    given = count.given()
    if given is None or not count.done(lambda: service.differences(viewer.county_id, canteen.id, given)):
        return _walk(canteen, count)
    return _differences(canteen, form, given, count.result)


def _walk(canteen, form):
    viewer, today = current_viewer(), clock.today()
    county_id = viewer.county_id
    ingredients = {one.id: one for one in catalogue.ingredients_of(county_id)}
    there = {row.ingredient_id for row in ledger.balances(county_id, canteen.id)}
    used = usage.used_of(county_id, canteen.id, today - _USED_WITHIN)
    listed = in_order_walked([ingredients[one] for one in there], counted.order_walked(county_id, canteen.id))
    rows = [presenters.Step.of(one, used.get(one.id, (0, None))[1], form) for one in listed]
    added = [number for number in form.rows("lines", at_least=0) if number >= ADDED]
    page = render_template(
        "stocktakes/walk.html",
        canteen=canteen,
        school=schools.school_by_id(county_id, canteen.school_id),
        form=form,
        rows=rows,
        added=added or [ADDED],
        units=stock.all_units(),
        offered=[one for one in ingredients.values() if one.id not in there],
        island=[catalogue_presenters.offer(one) for one in ingredients.values() if one.id not in there],
        today=today,
    )
    return page, form.status


def _differences(canteen, form, given, found):
    viewer = current_viewer()
    used = service.uses(viewer.county_id, canteen.id, given["dated_on"], found)
    numbers = presenters.typed_numbers(form)
    rows = [presenters.Found(numbers[number], one, unit, each) for number, one, unit, each in found]
    left = [presenters.code_of(form, number) for place, number in enumerate(numbers) if not _is_counted(given, place)]
    page = render_template(
        "stocktakes/differences.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        form=form,
        fits=[row for row in rows if not row.base],
        differ=[row for row in rows if row.base and row.ingredient.id not in used],
        shared=[presenters.Shared(row, *used[row.ingredient.id]) for row in rows if row.ingredient.id in used],
        left=[one.name for one in catalogue.ingredients_of(viewer.county_id) if one.code in left],
        dated_on=given["dated_on"],
        choice=signing_presenters.choice(viewer, canteen, "witness", given["dated_on"]),
    )
    return page, form.status


def _is_counted(given, place):
    return place < len(given["lines"]) and given["lines"][place]["counted"] is not None
