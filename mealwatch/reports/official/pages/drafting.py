"""A draft: shown as it would be printed, with the few things that an officer writes; then issued under its number."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.kernel import clock
from mealwatch.reports.official import issuing, queries
from mealwatch.reports.official.pages.blueprint import ISSUE, asked_for, blueprint, pdf_file, xlsx_file
from mealwatch.reports.official.shelf import kind as kind_of
from mealwatch.storage.transaction import in_transaction
from mealwatch.web import official
from mealwatch.web.fields import Flag, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

_MOST = 4000
#: What one paper takes over from the one of its kind before.
_HABITS = ("to", "copies", "contact", "issuer", "prefix")


@blueprint.route("/papers/drafts/<kind>/<about>", methods=["GET", "POST"])
@guard(ISSUE)
def draft(kind, about):
    """Look at the draft, change what is typed, look again or issue it."""
    viewer, what = current_viewer(), kind_of(kind)
    known = queries.papers(viewer.county_id, kind=kind, about=about)
    form = Form(_schema(what), start=_starts(what, about, known))
    given = form.given() if form.sent else form.start
    asked = asked_for(about, given if given is not None else form.typed)
    if given is not None and form.sent:
        wish = request.form.get("do")
        if wish == "pdf":
            made = what.draft(asked)
            return pdf_file(official.pdf(made), made.title)
        if wish == "issue" and form.done(lambda: _issue(what, asked, known)):
            flash(_("已发文：%(number)s", number=form.result.label), "done")
            return redirect(url_for("official.issued", **_address(form.result)))
    page = render_template(
        "official/draft.html",
        kind=what,
        about=about,
        form=form,
        paper=what.draft(asked).printed(),
        known=known,
        over=what.over(asked),
        today=asked.today,
    )
    return page, form.status


@blueprint.get("/papers/drafts/<kind>/<about>/draft.pdf")
@guard(ISSUE)
def draft_pdf(kind, about):
    """The draft on paper, as it starts."""
    made = _draft(kind, about)
    return pdf_file(official.pdf(made), made.title)


@blueprint.get("/papers/drafts/<kind>/<about>/draft.xlsx")
@guard(ISSUE)
def draft_xlsx(kind, about):
    """The draft's tables."""
    made = _draft(kind, about)
    return xlsx_file(official.xlsx(made, kind_of(kind).sheets(made)), made.title)


def _draft(kind, about):
    what = kind_of(kind)
    known = queries.papers(current_viewer().county_id, kind=kind, about=about)
    return what.draft(asked_for(about, _starts(what, about, known)))


def _issue(what, asked, known):
    by = current_viewer().actor()
    return in_transaction(lambda: issuing.issue(what, asked, known, by=by, now=clock.now()))


def _starts(what, about, known):
    """What stands in the fields: of the paper that is issued anew, else the kind's own, with the last one's habits."""
    asked = asked_for(about)
    if known:
        return dict(known[0].typed)
    latest = next(iter(queries.papers(asked.county_id, kind=what.code, limit=1)), None)
    habits = {name: latest.typed.get(name, "") for name in _HABITS} if latest else {}
    fixed = {"issuer": asked.issuer, "prefix": what.prefix}
    start = fixed | what.starts(asked) | {name: text for name, text in habits.items() if text}
    return {one.name: start.get(one.name, "") for one in what.fields}


def _schema(what):
    texts = {one.name: Text(most=_MOST, empty=True, load_default="") for one in what.fields}
    return Schema.from_dict(texts | {"again": Flag(load_default=False)})()


def _address(one):
    return {"kind": one.kind, "year": one.year, "number": one.number}
