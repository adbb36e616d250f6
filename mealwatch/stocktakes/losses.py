"""Spoiled goods on the phone: what, how much, why in one tap, a photo, and who agreed."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema, fields, validate

from mealwatch.accounts.scope import the_canteen
from mealwatch.attachments.forms import typed_with_photos
from mealwatch.attachments.schemas import PhotosField
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import Names
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem, mark
from mealwatch.kernel.quantity import UNITS
from mealwatch.schools import queries as schools
from mealwatch.signing.schemas import SecondSchema
from mealwatch.stock import presenters as stock
from mealwatch.stock.pages import cosigning
from mealwatch.stock.pages.entering import offers
from mealwatch.stock.queries import documents, ledger
from mealwatch.stock.schemas import MOST_LINES
from mealwatch.stocktakes import losing
from mealwatch.web.fields import Choice, DateField, Spoken, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer

REASONS = ("rotten", "expired", "damp", "broken", "pests", "other")
#: A row in which nothing else is written is left out.
_PRESET = {"unit", "ingredient_code", "reason_code"}
_ROW = re.compile(r"lines-(\d{1,4})-([a-z_]+)", re.ASCII)
_MORE = 3


class LossLineSchema(Schema):
    ingredient_code = Text(most=80, required=True)
    quantity = Spoken(required=True)
    unit = Choice("unit", of=UNITS, load_default=None)
    reason_code = Choice("loss_reason", of=REASONS, required=True)
    reason = Text(most=100, load_default=None)


class LossSchema(SecondSchema):
    dated_on = DateField(required=True)
    doc_no = Text(most=40, required=True, validate=validate.Regexp(r"[^/]+\Z", error=mark("单号里不能有斜杠")))
    photos = PhotosField()
    lines = fields.List(
        fields.Nested(LossLineSchema),
        required=True,
        validate=validate.Length(max=MOST_LINES, error=mark("一张单据最多 {max} 行")),
    )


def page(canteen_code):
    """Show the form; post what was sent and go to the document."""
    viewer, canteen, today = current_viewer(), the_canteen(canteen_code), clock.today()
    known = Names(catalogue.ingredients_of(viewer.county_id), ())
    held = {row.ingredient_id: row for row in ledger.balances(viewer.county_id, canteen.id)}
    form = _form(canteen, known, held, today)

    def work(given):
        try:
            posted = losing.lose(viewer.county_id, canteen.id, given, by=viewer.actor(), now=clock.now())
        except Problem as problem:
            raise stock.in_words(problem, known) from None
        if given["second_how"] == "ask" and posted.new:
            cosigning.ask(canteen, "loss", given["doc_no"])
        return posted

    if form.sent and "more" not in form.typed and not form.faults and form.accepted(work):
        done = _("报损单已记账") if form.result.new else _("这张报损单先前已经记过，没有重复记账")
        flash(done, "done")
        number = form.typed["doc_no"].strip()
        return redirect(url_for("stock.document", canteen_code=canteen.code, kind="loss", doc_no=number))
    if not form.faults:
        form.status = 200
    rows = form.rows("lines", at_least=1)
    if "more" in form.typed:
        rows += range(rows[-1] + 1, rows[-1] + 1 + _MORE)
    offered = [known.ingredients[one] for one in held]
    return render_template(
        "stocktakes/loss.html",
        form=form,
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        rows=rows,
        held=held,
        offered=offered,
        island=list(offers(viewer.county_id, canteen, offered, held, today)),
        units=stock.all_units(),
        second=cosigning.choice(canteen, "loss", today),
    ), form.status


def _form(canteen, known, held, today):
    if request.method == "POST":
        typed, problems = typed_with_photos(canteen, _typed())
        form = Form(LossSchema(), typed=typed)
        for problem in problems:
            form.refuse(problem)
        return form
    number = documents.next_number(current_viewer().county_id, canteen.id, "loss", today)
    expired = [row for row in held.values() if row.expires_on and row.expires_on < today]
    lines = [
        {"ingredient_code": known.ingredients[row.ingredient_id].name, "reason_code": "expired"} for row in expired
    ]
    return Form(LossSchema(), start={"dated_on": today.isoformat(), "doc_no": number, "lines": lines})


def _typed():
    """What was typed, without the rows without an amount."""
    filled = {
        match[1]
        for name, value in request.form.items()
        if (match := _ROW.fullmatch(name)) and match[2] not in _PRESET and value.strip()
    }
    return {
        name: value for name, value in request.form.items() if not (match := _ROW.fullmatch(name)) or match[1] in filled
    }
