"""Ordering from the menu: days and heads are chosen, quantities proposed, and an order kept for each supplier.

A row's number is its ingredient's, so that what was typed stays with it when the days or the heads change.
"""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import presenters as catalogue_presenters
from mealwatch.kernel import clock
from mealwatch.purchasing import plans, presenters, queries, service
from mealwatch.purchasing.pages.blueprint import blueprint, names, supplier_choices
from mealwatch.purchasing.pages.typed import days_in, orders_of
from mealwatch.purchasing.schemas import OrdersSchema
from mealwatch.schools import queries as schools
from mealwatch.stock.presenters import all_units
from mealwatch.stock.queries import usage
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

#: Rows added by hand are numbered from here on; those of the menu have the numbers of their ingredients.
ADDED = 9000
_USED_WITHIN = timedelta(days=60)


@blueprint.get("/canteens/<canteen_code>/orders/new")
@guard("order_goods")
def new(canteen_code):
    """Propose what to order for the chosen days."""
    canteen = the_canteen(canteen_code)
    kitchen = plans.Kitchen(current_viewer().county_id, canteen, clock.today())
    days = _chosen(kitchen, request.args.getlist("days"))
    return _page(kitchen, days, Form(OrdersSchema(), start=_start(kitchen, days)))


@blueprint.post("/canteens/<canteen_code>/orders/new")
@guard("order_goods")
def make(canteen_code):
    """Keep an order for each supplier; ``again`` works the proposals out anew for other heads."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    kitchen = plans.Kitchen(viewer.county_id, canteen, clock.today())
    days = _chosen(kitchen, days_in(request.form.get("days", "")))
    form = Form(OrdersSchema())
    if "again" in form.typed:
        _work_out_anew(kitchen, days, form)
        return _page(kitchen, days, form)
    known = names()

    def work(given):
        orders = orders_of(given, kitchen, known, _units(kitchen, known))
        return service.order(viewer.county_id, canteen.id, orders, by=viewer.actor(), now=clock.now())

    if form.accepted(work):
        numbers = [one.no for one in form.result]
        if len(numbers) == 1:
            flash(_("订货单已生成，可以发给供货商了"), "done")
            return redirect(url_for("purchasing.order", canteen_code=canteen.code, order_no=numbers[0]))
        flash(_("已生成 %(count)s 张订货单，请逐张发给供货商", count=len(numbers)), "done")
        return redirect(url_for("purchasing.orders", canteen_code=canteen.code))
    return _page(kitchen, days, form)


def _chosen(kitchen, asked):
    """The days asked for that can be ordered for, else the next one."""
    wanted = {str(day) for day in asked}
    return [on for on in kitchen.days if on.isoformat() in wanted] or kitchen.days[:1]


def _units(kitchen, known):
    """``{ingredient_id: unit}`` in which this canteen says each."""
    since = kitchen.today - _USED_WITHIN
    used = usage.used_of(kitchen.county_id, kitchen.canteen.id, since)
    return {one.id: presenters.unit_for(one, used.get(one.id, (0, None))[1]) for one in known.ingredients.values()}


def _start(kitchen, days):
    today, last = kitchen.today, queries.orders_of(kitchen.county_id, kitchen.canteen.id)
    return {
        "days": " ".join(on.isoformat() for on in days),
        "made_on": today.isoformat(),
        "first_no": queries.next_number(kitchen.county_id, kitchen.canteen.id, today),
        "deliver_on": (days[0] if days else today + timedelta(days=1)).isoformat(),
        "deliver_time": last[0].deliver_time if last else "07:30",
        "contact": last[0].contact if last and last[0].contact else current_viewer().name,
    }


def _work_out_anew(kitchen, days, form):
    """Put new proposals into the rows that nobody touched."""
    known = names()
    units, proposed = _units(kitchen, known), kitchen.propose(days, _heads(kitchen, days, form))
    for one in proposed.values():
        at = f"lines-{one.ingredient_id}-"
        text = presenters.said(one.quantity, known.ingredients[one.ingredient_id], units[one.ingredient_id])
        if form.typed.get(at + "quantity", "").strip() == form.typed.get(at + "proposed", "").strip():
            form.typed[at + "quantity"] = text
        form.typed[at + "proposed"] = text


def _heads(kitchen, days, form):
    """``{(group id, meal): heads}`` as typed, where they are numbers, else as known."""
    found = {}
    for number, one in enumerate(kitchen.eaters(days)):
        text = form.typed.get(f"heads-{number}-heads", "").strip() if form.sent else ""
        found[one.group_id, one.meal] = int(text) if text.isdecimal() and len(text) < 7 else one.heads
    return found


def _page(kitchen, days, form):
    canteen, known = kitchen.canteen, names()
    units, suppliers = _units(kitchen, known), kitchen.suppliers()
    eaters = kitchen.eaters(days)
    proposed = kitchen.propose(days, _heads(kitchen, days, form)) if days else {}
    rows = [
        presenters.Row(
            one,
            known.ingredients[one.ingredient_id],
            units[one.ingredient_id],
            known.suppliers[suppliers[one.ingredient_id]].code if one.ingredient_id in suppliers else "",
        )
        for one in proposed.values()
    ]
    typed = [number for number in form.rows("lines", at_least=0) if number >= ADDED]
    page = render_template(
        "purchasing/new.html",
        canteen=canteen,
        school=schools.school_by_id(kitchen.county_id, canteen.school_id),
        form=form,
        kitchen=kitchen,
        days=days,
        eaters=eaters,
        rows=[row for row in rows if row.is_asked(form)],
        enough=[row for row in rows if not row.is_asked(form)],
        added=typed or [ADDED],
        suppliers=supplier_choices(known, kitchen.today),
        island=[catalogue_presenters.offer(one, unit=units[one.id]) for one in known.ingredients.values()],
        known=known,
        units=all_units(),
        today=kitchen.today,
    )
    return page, form.status
