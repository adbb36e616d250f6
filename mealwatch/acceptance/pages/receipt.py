"""Goods in on the phone: supplier first, then what was weighed and what it cost; everything else behind one tap."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.acceptance import entering, presenters, queries, service
from mealwatch.acceptance.domain.record import CERTIFICATES, CHECKS
from mealwatch.acceptance.pages import posting
from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import presenters as catalogue_presenters
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.kernel.spoken import said
from mealwatch.purchasing import queries as purchasing
from mealwatch.schools import queries as schools
from mealwatch.signing import presenters as signing
from mealwatch.stock import presenters as stock
from mealwatch.stock.queries import documents, ledger, usage
from mealwatch.web.guards import current_viewer

_FIRST_ROWS = 2


def receipt(canteen_code):
    """Show the form of goods in, from an order, from a shortage or blank; post what was sent."""
    viewer, canteen, today = current_viewer(), the_canteen(canteen_code), clock.today()
    known = posting.known_names()
    order = _order(viewer, canteen)
    form = posting.form_of("receipt", canteen, _start(canteen, known, order, today))
    if posting.sent(form):
        answer = posting.posted("receipt", canteen, form, known)
        if answer:
            return answer
    ingredients = list(known.ingredients.values())
    page = render_template(
        "acceptance/receipt.html",
        form=form,
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        order=order,
        orders=[] if order or form.sent else _open_orders(viewer, canteen, known),
        rows=posting.rows_of(form, _FIRST_ROWS),
        questions=_questions(form, viewer, canteen, known),
        offered=ingredients,
        island=list(_offers(viewer, canteen, ingredients, today)),
        usual=_usual(viewer, canteen, ingredients, today),
        sellers=posting.sellers(canteen, known, today),
        units=stock.all_units(),
        people=documents.people_named(viewer.county_id, canteen.id),
        second=signing.choice(viewer, canteen, "accept", today),
        certificates=CERTIFICATES,
        checks=CHECKS,
        today=today,
    )
    return page, form.status


def _order(viewer, canteen):
    """The order that the form is filled in from; one that is not there fills in nothing."""
    number = (request.form if request.method == "POST" else request.args).get(
        "order_no" if request.method == "POST" else "order"
    )
    return purchasing.find_order(viewer.county_id, canteen.id, number) if number else None


def _open_orders(viewer, canteen, known):
    return [
        (
            url_for("stock.enter_receipt", canteen_code=canteen.code, order=order.no),
            known.suppliers[order.supplier_id].name if order.supplier_id in known.suppliers else order.no,
            order,
        )
        for order in purchasing.open_orders(viewer.county_id, canteen.id)[:6]
    ]


def _start(canteen, known, order, today):
    start = posting.start_of("receipt", canteen, today)
    if order:
        supplier = known.suppliers.get(order.supplier_id)
        start |= {"order_no": order.no, "supplier_code": supplier.name if supplier else ""}
        start["lines"] = [_ordered(known.ingredients[line.ingredient_id], line) for line in order.lines]
    elif request.args.get("ingredient"):
        wanted = request.args["ingredient"]
        one = next((one for one in known.ingredients.values() if one.code == wanted), None)
        if one:
            quantity = request.args.get("quantity", "")
            base = int(quantity) if quantity.isascii() and quantity.isdecimal() and len(quantity) < 12 else 0
            unit = catalogue_presenters.units_of(one)[0][0]
            start["lines"] = [
                {"ingredient_code": one.name, "weighed": said(base, one.measure, unit) if base else "", "unit": unit}
            ]
    return start


def _ordered(one, line):
    """A line of an order as the form begins: what was ordered is known, what came is not."""
    unit = (
        line.unit if line.unit in dict(catalogue_presenters.units_of(one)) else catalogue_presenters.units_of(one)[0][0]
    )
    return {"ingredient_code": one.name, "ordered": said(line.quantity, one.measure, unit), "unit": unit}


def _questions(form, viewer, canteen, known):
    """``{row of the form: the question about its price, in words}`` where prices were asked about."""
    if not any(one.code == "acceptance.price_asked" for one in form.faults):
        return {}
    given = form.schema.load(posting_nested(form))
    resolved = entering.resolve("receipt", given, known)
    asked = service.asked_about(viewer.county_id, canteen.id, resolved)
    rows = posting.rows_of(form, 1)
    filled = [row for row in rows if form.value(f"lines-{row}-ingredient_code").strip()]
    return {
        filled[place]: presenters.question(found, resolved["lines"][place]["ingredient"])
        for place, found in asked.items()
    }


def posting_nested(form):
    """What was typed, as the schema takes it, without what it does not know."""
    from mealwatch.web.forms import nested

    given = nested(form.typed)
    fields = form.schema.fields
    known = {field.data_key or name for name, field in fields.items()}
    return {name: value for name, value in given.items() if name in known}


def _offers(viewer, canteen, ingredients, today):
    used = usage.used_of(viewer.county_id, canteen.id, today - posting.USED_WITHIN)
    held = {row.ingredient_id: row for row in ledger.balances(viewer.county_id, canteen.id)}
    for one in ingredients:
        times, unit = used.get(one.id, (0, None))
        words = _("库存 %(held)s", held=stock.held_words(held[one.id], one)) if one.id in held else ""
        yield catalogue_presenters.offer(one, held=words, used=times, unit=unit)


def _usual(viewer, canteen, ingredients, today):
    """What the browser needs to ask about a price by itself: exact pairs of whole numbers, as text."""
    found = queries.usual_prices(viewer.county_id, canteen.id, ingredients, today)
    return {
        one.code: {
            name: [str(ratio.top), str(ratio.bottom)]
            for name in ("low", "high", "median")
            if (ratio := getattr(found[one.id], name)) is not None
        }
        for one in ingredients
    }


def show(payload):
    """A waiting receipt for whoever is to sign it: rows (label, text)."""
    rows = [(_("供货商"), payload.get("supplier_code", "")), (_("日期"), payload.get("dated_on", ""))]
    for number in sorted({int(name.split("-")[1]) for name in payload if name.startswith("lines-")}):
        at = f"lines-{number}-"
        said_ = [payload.get(at + "ingredient_code", ""), payload.get(at + "weighed", "")]
        if payload.get(at + "amount_yuan"):
            said_.append(_("%(yuan)s 元", yuan=payload[at + "amount_yuan"]))
        elif payload.get(at + "price"):
            said_.append(_("单价 %(yuan)s 元", yuan=payload[at + "price"]))
        if payload.get(at + "returned"):
            said_.append(_("退货 %(quantity)s", quantity=payload[at + "returned"]))
        rows.append((_("食材"), " ".join(part for part in said_ if part)))
    if payload.get("note"):
        rows.append((_("备注"), payload["note"]))
    return rows


def done(county_id, canteen, payload, second, by, now):
    """Post a receipt that the second person has signed."""
    known = entering.names_of(county_id)
    given = entering.loaded("receipt", payload)
    try:
        return entering.accept(county_id, canteen.id, "receipt", given, known, second=second, by=by, now=now)
    except Problem as problem:
        raise stock.in_words(problem, known) from None
