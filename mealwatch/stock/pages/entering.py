"""Entering a document: one form for each kind, several lines, what was typed kept until it is right.

The number is proposed and may be changed; it is the document's identity, so a form sent twice posts once.
"""

import re
from datetime import timedelta
from fractions import Fraction

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.catalogue import errors as catalogue_errors
from mealwatch.catalogue import presenters as catalogue_presenters
from mealwatch.catalogue.domain.amounts import amount
from mealwatch.catalogue.domain.names import the_one
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.schools import queries as schools
from mealwatch.stock import presenters, slots
from mealwatch.stock import service as stock
from mealwatch.stock.forms import form_schema
from mealwatch.stock.pages import cosigning
from mealwatch.stock.pages.blueprint import ACTION, blueprint, names
from mealwatch.stock.queries import documents, ledger, usage
from mealwatch.stock.service.cosigning import post_signed
from mealwatch.stock.service.entering import SAID
from mealwatch.web import words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

#: A row in which nothing else is written is left out: these have a value by themselves.
_PRESET = {"unit", "use_days"}
_ROW = re.compile(r"lines-(\d{1,4})-([a-z_0-9]+)", re.ASCII)
_MORE = 5
_FIRST_ROWS = {"delivery": 1}
#: What leaves the store is chosen from what is there.
_OF_THE_STOCK = ("issue", "loss", "stocktake")
#: How far back the search box looks for what a canteen uses.
USED_WITHIN = timedelta(days=60)


def _enter(kind, canteen_code):
    """Show the form of a kind; post what was sent and go to the document."""
    viewer, canteen, today = current_viewer(), the_canteen(canteen_code), clock.today()
    known, held = names(), {row.ingredient_id: row for row in ledger.balances(viewer.county_id, canteen.id)}
    offered = [one for one in known.ingredients.values() if kind not in _OF_THE_STOCK[:2] or one.id in held]
    form = Form(
        form_schema(kind),
        start=_start(kind, viewer.county_id, canteen, today, known, held),
        typed=typed_rows(kind) if request.method == "POST" else None,
    )
    if form.sent and "more" not in form.typed and form.accepted(lambda given: post_typed(kind, canteen, given, known)):
        flash(_done(kind, form), "done")
        return redirect(
            url_for("stock.document", canteen_code=canteen.code, kind=kind, doc_no=form.typed["doc_no"].strip())
        )
    if not form.faults:
        form.status = 200
    rows = form.rows("lines", at_least=_FIRST_ROWS.get(kind, 4))
    if "more" in form.typed:
        rows += range(rows[-1] + 1, rows[-1] + 1 + _MORE)
    page = render_template(
        "stock/enter.html",
        form=form,
        kind=kind,
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        rows=rows,
        offered=offered,
        island=list(offers(viewer.county_id, canteen, offered, held, today)),
        held=held,
        units=presenters.all_units(),
        suppliers=supplier_choices(known, today),
        people=documents.people_named(viewer.county_id, canteen.id),
        second=cosigning.choice(canteen, kind, today),
        today=today,
    )
    return page, form.status


def _view(kind):
    """The view of a kind: each has a guard and an address of its own."""

    @guard(ACTION[kind])
    def view(canteen_code):
        page = slots.page_of(kind)
        return page(canteen_code) if page else _enter(kind, canteen_code)

    view.__doc__ = f"Enter a document of kind {kind}."
    return view


for _kind in ACTION:
    blueprint.add_url_rule(
        f"/canteens/<canteen_code>/enter/{_kind}", f"enter_{_kind}", _view(_kind), methods=["GET", "POST"]
    )


def _start(kind, county_id, canteen, today, known, held):
    start = {
        "dated_on": today.isoformat(),
        "doc_no": documents.next_number(county_id, canteen.id, kind, today),
        "meal": "lunch",
    }
    if kind == "stocktake" and request.args.get("all"):
        start["lines"] = [
            {"ingredient_code": one.name, "unit": catalogue_presenters.units_of(one)[0][0]}
            for one in known.ingredients.values()
            if one.id in held
        ]
    return start


def typed_rows(kind):
    """What was typed, without the rows in which nothing was: the unit alone is nothing, nor is a name to be counted."""
    preset = _PRESET | ({"ingredient_code"} if kind == "stocktake" else set())
    filled = set()
    for name, value in request.form.items():
        match = _ROW.fullmatch(name)
        if match and match[2] not in preset and value.strip():
            filled.add(match[1])
    return {
        name: value for name, value in request.form.items() if not (match := _ROW.fullmatch(name)) or match[1] in filled
    }


def post_typed(kind, canteen, given, known):
    """Post what was typed, signed by the second person or sent on to them. Returns stock's Posted."""
    county_id, stamp = current_viewer().county_id, {"by": current_viewer().actor(), "now": clock.now()}

    def enter(given):
        return stock.enter(county_id, canteen.id, kind, given["doc_no"], given, **stamp)

    try:
        lines = [_named(line, number, known) for number, line in enumerate(given["lines"])]
        posted = post_signed(county_id, canteen.id, kind, given | {"lines": lines}, enter, **stamp)
    except Problem as problem:
        raise presenters.in_words(problem, known) from None
    if given["second_how"] == "ask" and posted.new:
        cosigning.ask(canteen, kind, given["doc_no"])
    return posted


def _named(line, number, known):
    """The line with the code of the ingredient that somebody wrote, and its quantity as an exact number of a unit."""
    if "ingredient_code" not in line:
        return line
    found = the_one(known.ingredients.values(), line["ingredient_code"])
    if found is None:
        raise catalogue_errors.NoIngredient(field=f"lines.{number}.ingredient_code", value=line["ingredient_code"])
    name = "counted" if "counted" in line else "quantity"
    field = f"lines.{number}.{SAID.get(name, name)}"
    base, unit = amount(found, line[name], line["unit"], field=field, zero=name == "counted")
    return line | {
        "ingredient_code": found.code,
        name: Fraction(base, found.measure.content(unit)),
        "unit": unit,
    }


def _done(kind, form):
    word = words.word(kind, "kind")
    if form.result.new:
        return _("%(kind)s已记账", kind=word)
    return _("这张%(kind)s先前已经记过，没有重复记账", kind=word)


def offers(county_id, canteen, offered, held, today):
    """What the search box knows of each ingredient: what is there, how often this canteen uses it, its unit."""
    used = usage.used_of(county_id, canteen.id, today - USED_WITHIN)
    for one in offered:
        row = held.get(one.id)
        text = _("库存 %(held)s", held=presenters.held_words(row, one)) if row else ""
        times, unit = used.get(one.id, (0, None))
        yield catalogue_presenters.offer(one, held=text, used=times, unit=unit)


def supplier_choices(known, today):
    """(code, name with the state of the licence); those whose licence is valid first."""
    rows = [(one, presenters.licence_of(one, today)) for one in known.suppliers.values()]
    order = {"met": 0, "missing": 1, "short": 2}
    rows.sort(key=lambda row: (order[row[1][1]], row[0].code))
    return [(one.code, f"{one.name} · {state}") for one, (state, _kind) in rows]
