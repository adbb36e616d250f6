"""What the two forms of goods in share: what was typed, posting or handing it on, what is offered."""

import re
import secrets
from datetime import timedelta

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from mealwatch.acceptance import entering, presenters, queries, service
from mealwatch.attachments.forms import typed_with_photos
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.signing import service as signing
from mealwatch.stock.pages.blueprint import names as stock_names
from mealwatch.stock.presenters import in_words
from mealwatch.stock.queries.paid import suppliers_used
from mealwatch.web import words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer

#: A row in which nothing else is written is left out: these have a value by themselves.
_PRESET = {"unit", "price_per", "price_asked"}
_ROW = re.compile(r"lines-(\d{1,4})-([a-z_0-9]+)", re.ASCII)
#: How far back a canteen's use of ingredients and suppliers is looked for.
USED_WITHIN = timedelta(days=60)
_MORE = 5


def form_of(kind, canteen, start):
    """The form as it starts or as it was sent; photos that came with it are kept first."""
    if request.method != "POST":
        return Form(entering.SCHEMAS[kind](), start=start)
    typed, problems = typed_with_photos(canteen, _typed())
    form = Form(entering.SCHEMAS[kind](), start=start, typed=typed)
    for problem in problems:
        form.refuse(problem)
    return form


def start_of(kind, canteen, today):
    """What every fresh form holds: the day, the proposed number, and a key that is this form's own."""
    number = queries.next_number(current_viewer().county_id, canteen.id, kind, today)
    return {
        "dated_on": today.isoformat(),
        "doc_no": number,
        "proposed_no": number,
        "form_key": secrets.token_hex(8),
        "meal": "lunch",
    }


def sent(form):
    """Whether the form is to be posted: not when more rows were asked for, nor with a photo that was refused."""
    return form.sent and "more" not in form.typed and not form.faults


def posted(kind, canteen, form, known):
    """Post the form, or hand it on; the answer, or None with the faults in the form."""
    viewer, now = current_viewer(), clock.now()

    def work(given):
        try:
            if given["second_how"] == "ask":
                resolved = entering.resolve(kind, given, known)
                service.check(viewer.county_id, canteen.id, kind, resolved, now.date())
                title = f"{words.word(kind, 'kind')} {given['supplier_code']}"
                signing.ask(
                    viewer.county_id,
                    canteen.id,
                    kind,
                    form.typed,
                    purpose="accept",
                    title=title,
                    by=viewer.actor(),
                    now=now,
                )
                return None
            return entering.accept(viewer.county_id, canteen.id, kind, given, known, by=viewer.actor(), now=now)
        except Problem as problem:
            raise in_words(problem, known) from None

    if not form.accepted(work):
        return None
    if form.result is None:
        flash(_("已保存，等第二个人签字后入账"), "done")
        return redirect(url_for("stock.canteen", canteen_code=canteen.code))
    if not form.result.new:
        flash(_("这张%(kind)s先前已经记过，没有重复记账", kind=words.word(kind, "kind")), "done")
    elif form.result.document_id is None:
        flash(_("没有要入库的，已记为退货记录"), "done")
    else:
        flash(_("%(kind)s已记账", kind=words.word(kind, "kind")), "done")
    if form.result.document_id is None:
        return redirect(url_for("acceptance.listed", canteen_code=canteen.code))
    return redirect(url_for("stock.document", canteen_code=canteen.code, kind=kind, doc_no=form.result.doc_no))


def rows_of(form, at_least):
    """The numbers of the rows to show."""
    rows = form.rows("lines", at_least=at_least)
    if "more" in form.typed:
        rows += range(rows[-1] + 1, rows[-1] + 1 + _MORE)
    return rows


def known_names():
    """The county's ingredients and suppliers."""
    return stock_names()


def sellers(canteen, known, today, kind="receipt"):
    """The suppliers as the search box offers them, with the state of their licences; the most used first."""
    county_id = current_viewer().county_id
    used = suppliers_used(county_id, canteen.id, today - USED_WITHIN, kind)
    rule = queries.unknown_licence_rule(county_id, today)
    open_ones = {}
    for one in queries.allowances_of(county_id):
        if one.covers(canteen.id, today):
            open_ones[one.supplier_id] = one
    found = []
    for one in known.suppliers.values():
        state, mark, stops = presenters.licence(one, today, open_ones.get(one.id), rule)
        found.append(
            {
                "code": one.code,
                "name": one.name,
                "find": [*one.aliases, one.code.lower()],
                "held": "",
                "used": used.get(one.id, 0),
                "state": state,
                "mark": mark,
                "stops": stops and kind == "receipt",
            }
        )
    found.sort(key=lambda row: (-row["used"], row["stops"], row["code"]))
    return found


def _typed():
    """What was typed, without the rows in which nothing was."""
    filled = set()
    for name, value in request.form.items():
        match = _ROW.fullmatch(name)
        if match and match[2] not in _PRESET and value.strip():
            filled.add(match[1])
    return {
        name: value
        for name, value in request.form.items()
        if name != "csrf_token" and (not (match := _ROW.fullmatch(name)) or match[1] in filled)
    }
