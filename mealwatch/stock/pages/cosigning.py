"""Signing a posted document afterwards: what it says, and who signs; and these signatures on the document's page."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.signing import presenters as signatures
from mealwatch.signing import service as signing
from mealwatch.signing.schemas import SecondSchema
from mealwatch.stock import errors, presenters
from mealwatch.stock.pages.blueprint import blueprint, names, title_of
from mealwatch.stock.queries import documents
from mealwatch.stock.queries.unsigned import NAMES, SUBJECT, lacks
from mealwatch.stock.service import cosigning as service
from mealwatch.web import formats, words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

#: The name under which documents wait for somebody to sign them on their own phone.
WAITING = "cosigning"


@blueprint.route("/canteens/<canteen_code>/documents/<kind>/<path:doc_no>/sign", methods=["GET", "POST"])
@guard("sign_second")
def cosign(canteen_code, kind, doc_no):
    """What the document says, and who signs it as second person."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    head = service.standing_head(viewer.county_id, canteen.id, kind, doc_no)
    form = Form(SecondSchema())
    if form.sent and form.accepted(lambda given: _sign(canteen, head, form, given)):
        asked = form.typed.get("second_how") == "ask"
        flash(_("已请对方签字，签了才算数") if asked else _("已补签"), "done")
        return redirect(url_for("stock.document", canteen_code=canteen.code, kind=kind, doc_no=doc_no))
    page = render_template(
        "stock/cosign.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        head=head,
        title=title_of(head),
        rows=_rows(viewer.county_id, head),
        form=form,
        choice=signatures.choice(viewer, canteen, service.PURPOSE[kind], head.dated_on),
        lacking=lacks(viewer.county_id, head),
    )
    return page, form.status


def show(payload):
    """Rows of a document that waits, for the page on which it is signed."""
    return [(label, text) for label, text in payload["rows"]]


def address(canteen_code, payload):
    """Where the document is signed."""
    return url_for("stock.cosign", canteen_code=canteen_code, kind=payload["kind"], doc_no=payload["doc_no"])


def part(county_id, canteen, head, _lines, _names):
    """On a document's page: the signatures put under it afterwards, and the way to sign what lacks one."""
    content = service.content_of(county_id, canteen.id, head.kind, head.doc_no)
    found = signatures.signatures(county_id, canteen.id, SUBJECT, service.key_of(head.kind, head.doc_no), content)
    lacking = head.reversed_on is None and lacks(county_id, head)
    may_sign = lacking and current_viewer().may("sign_second", canteen=canteen)
    if not found and not lacking:
        return ""
    html = render_template("stock/cosigned.html", canteen=canteen, head=head, found=found, may_sign=may_sign)
    return Markup(html)  # noqa: S704 - the template escapes  # nosec B704


def choice(canteen, kind, on):
    """What the form of a kind offers for its second person, who may also sign afterwards."""
    label = _("审批人") if kind == "loss" else None
    return signatures.choice(current_viewer(), canteen, service.PURPOSE[kind], on, label=label, later=True)


def ask(canteen, kind, doc_no, typed=None):
    """Have somebody sign a posted document on their own phone."""
    viewer = current_viewer()
    head = service.standing_head(viewer.county_id, canteen.id, kind, doc_no)
    payload = {"kind": kind, "doc_no": doc_no, "rows": _rows(viewer.county_id, head), "typed": typed or {}}
    return signing.ask(
        viewer.county_id,
        canteen.id,
        WAITING,
        payload,
        purpose=service.PURPOSE[kind],
        title=_("补签%(title)s", title=title_of(head)),
        by=viewer.actor(),
        now=clock.now(),
    )


def _sign(canteen, head, form, given):
    viewer = current_viewer()
    if not lacks(viewer.county_id, head):
        raise errors.SignedAlready(doc_no=head.doc_no)
    if given["second_how"] == "ask":
        return ask(canteen, head.kind, head.doc_no, form.typed)
    return service.cosign(
        viewer.county_id, canteen.id, head.kind, head.doc_no, given, by=viewer.actor(), now=clock.now()
    )


def _rows(county_id, head):
    """(label, text) pairs that say what the document says."""
    lines = documents.lines_of(county_id, head.kind, [head.id])
    rows = [[_("日期"), formats.full_day(head.dated_on)]]
    if head.meal:
        rows.append([_("餐次"), words.word(head.meal, "meal")])
    if head.kind == "delivery":
        rows += [[_("份数"), f"{line.portions} · {formats.yuan(line.amount_fen)} {_('元')}"] for line in lines]
    else:
        known = names({line.ingredient_id for line in lines}).ingredients
        told = "counted" if head.kind == "stocktake" else "quantity"
        rows += [
            [one.name, presenters.given(getattr(line, told), line.unit, one)]
            for line in lines
            for one in [known[line.ingredient_id]]
        ]
    names_there = (getattr(line, one) for line in lines for one in NAMES[head.kind][:-1])
    first = next((name for name in names_there if name), "")
    if first:
        rows.append([_("已签"), first])
    return rows
