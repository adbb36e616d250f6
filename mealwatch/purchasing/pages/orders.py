"""The orders of a canteen, and one of them: as text and picture to send, changed, ended."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue.presenters import offer
from mealwatch.kernel import clock
from mealwatch.purchasing import presenters, queries, service
from mealwatch.purchasing.pages.blueprint import blueprint, names, supplier_choices
from mealwatch.purchasing.pages.typed import lines_of
from mealwatch.purchasing.schemas import ChangeSchema, SettleSchema
from mealwatch.schools import queries as schools
from mealwatch.stock.presenters import all_units
from mealwatch.stock.queries import documents
from mealwatch.web import paper
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list

PICTURE = Path(__file__).parents[1] / "paper" / "order.typ"
_SHOWN = timedelta(days=180)


@blueprint.get("/canteens/<canteen_code>/orders")
@guard("read_school")
def orders(canteen_code):
    """A canteen's orders: those that are waited for, then the others, the latest first."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    found = queries.orders_of(viewer.county_id, canteen.id, since=clock.today() - _SHOWN)
    waited = sorted((one for one in found if one.is_waited_for), key=lambda one: (one.deliver_on, one.id))
    return render_template(
        "purchasing/orders.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        waited=waited,
        page=page_of_list([one for one in found if not one.is_waited_for]),
        known=names(),
        show=presenters,
        today=clock.today(),
        may_order=viewer.may("order_goods", canteen=canteen),
    )


@blueprint.get("/canteens/<canteen_code>/orders/<order_no>")
@guard("read_school")
def order(canteen_code, order_no):
    """One order, its text and picture, what came of it, and its versions."""
    return _order(canteen_code, order_no, Form(SettleSchema()).fresh())


@blueprint.post("/canteens/<canteen_code>/orders/<order_no>/settle")
@guard("order_goods")
def settle(canteen_code, order_no):
    """Cancel an order, or say that the rest is not coming."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    form = Form(SettleSchema())

    def work(given):
        return service.settle(viewer.county_id, canteen.id, order_no, **given, by=viewer.actor(), now=clock.now())

    if form.accepted(work):
        flash(_("已记下，请告诉供货商"), "done")
        return redirect(url_for("purchasing.order", canteen_code=canteen.code, order_no=order_no))
    return _order(canteen_code, order_no, form)


@blueprint.get("/canteens/<canteen_code>/orders/<order_no>/picture.png")
@guard("read_school")
def picture(canteen_code, order_no):
    """The order as a picture for a phone."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    one, known = queries.get_order(viewer.county_id, canteen.id, order_no), names()
    data = presenters.picture_of(one, known, _place(canteen), known.suppliers[one.supplier_id].name)
    answer = Response(paper.png(PICTURE, data, ppi=216), mimetype=paper.PNG_TYPE)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@blueprint.route("/canteens/<canteen_code>/orders/<order_no>/change", methods=["GET", "POST"])
@guard("order_goods")
def change(canteen_code, order_no):
    """Change an order that is waited for; the supplier gets its next version."""
    viewer, canteen, known = current_viewer(), the_canteen(canteen_code), names()
    one = queries.get_order(viewer.county_id, canteen.id, order_no)
    if not one.is_waited_for:
        return redirect(url_for("purchasing.order", canteen_code=canteen.code, order_no=order_no))
    form = Form(ChangeSchema(), start=_as_typed(one, known))

    def work(given):
        codes = {supplier.code: supplier.id for supplier in known.suppliers.values()}
        units = {each.id: presenters.unit_for(each, None) for each in known.ingredients.values()}
        units |= {line.ingredient_id: line.unit for line in one.lines}
        days = {line.ingredient_id: line.for_days for line in one.lines}
        code = given["supplier_code"]
        lines = tuple(line for _code, line in lines_of(given["lines"], known, units, days, code))
        delivery = {name: given[name] for name in ("deliver_on", "deliver_time", "contact", "note")}
        changed = replace(one, supplier_id=codes[code], lines=lines, **delivery)
        return service.change(
            viewer.county_id, canteen.id, one.no, changed, reason=given["reason"], by=viewer.actor(), now=clock.now()
        )

    if form.sent and form.accepted(work):
        flash(_("订货单已改，请把新的一版发给供货商") if form.result.new else _("和原来一样，没有改动"), "done")
        return redirect(url_for("purchasing.order", canteen_code=canteen.code, order_no=order_no))
    rows = form.rows("lines", at_least=len(one.lines) + 1)
    page = render_template(
        "purchasing/change.html",
        canteen=canteen,
        form=form,
        order=one,
        rows=rows,
        suppliers=supplier_choices(known, clock.today()),
        known=known,
        island=_island(known),
        units=all_units(),
    )
    return page, form.status


def _order(canteen_code, order_no, form):
    viewer, canteen, known = current_viewer(), the_canteen(canteen_code), names()
    one = queries.get_order(viewer.county_id, canteen.id, order_no)
    place = _place(canteen)
    page = render_template(
        "purchasing/order.html",
        canteen=canteen,
        order=one,
        form=form,
        supplier=known.suppliers[one.supplier_id],
        known=known,
        text=presenters.text_of(one, known, place),
        versions=queries.versions_of(viewer.county_id, one.id),
        receipts=documents.heads_of(viewer.county_id, queries.documents_of(viewer.county_id, one.id)),
        show=presenters,
        today=clock.today(),
        may_order=viewer.may("order_goods", canteen=canteen) and one.is_waited_for,
        may_receive=viewer.may("post_receipt", canteen=canteen) and one.is_waited_for,
    )
    return page, form.status


def _place(canteen):
    """``青山镇中心小学 食堂``; a canteen that bears the school's name is not said twice."""
    school = schools.school_by_id(current_viewer().county_id, canteen.school_id)
    return canteen.name if school.name in canteen.name else f"{school.name} {canteen.name}"


def _as_typed(one, known):
    return {
        "supplier_code": known.suppliers[one.supplier_id].code,
        "deliver_on": one.deliver_on.isoformat(),
        "deliver_time": one.deliver_time,
        "contact": one.contact,
        "note": one.note,
        "lines": [
            {
                "ingredient_code": known.ingredients[line.ingredient_id].name,
                "quantity": presenters.said(line.quantity, known.ingredients[line.ingredient_id], line.unit),
                "unit": line.unit,
            }
            for line in one.lines
        ],
    }


def _island(known):
    return [offer(one, unit=presenters.unit_for(one, None)) for one in known.ingredients.values()]
