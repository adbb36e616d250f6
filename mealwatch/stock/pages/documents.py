"""Posted documents: the list of a canteen's, and one with everything that hangs on it."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.attachments import queries as attachments
from mealwatch.audit import queries as audit
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.stock import errors, presenters, slots
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.pages.blueprint import ACTION, blueprint, names, title_of
from mealwatch.stock.pages.history import history
from mealwatch.stock.queries import corrected
from mealwatch.stock.queries import documents as ledger
from mealwatch.web import words
from mealwatch.web.asked import asked_day
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of
from mealwatch.web.xlsx import Column, spreadsheet


@blueprint.get("/canteens/<canteen_code>/documents")
@guard("read_school")
def documents(canteen_code):
    """A canteen's documents, the latest first, by kind and date."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    wanted = _wanted(canteen)
    page = page_of(
        lambda: ledger.count_documents(viewer.county_id, wanted),
        lambda limit, offset: ledger.documents_of(viewer.county_id, wanted, limit, offset),
    )
    return render_template(
        "stock/documents.html",
        canteen=canteen,
        page=page,
        sums=ledger.sums_of(viewer.county_id, page.rows),
        wanted=wanted,
        kind=wanted.kinds[0] if len(wanted.kinds) == 1 else "",
        kinds=[(kind, words.word(kind, "kind")) for kind in KINDS],
    )


@blueprint.get("/canteens/<canteen_code>/documents.xlsx")
@guard("export_data")
def documents_xlsx(canteen_code):
    """The list of documents as a spreadsheet, with the same filter."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    wanted = _wanted(canteen)
    heads = ledger.documents_of(viewer.county_id, wanted)
    sums = ledger.sums_of(viewer.county_id, heads)
    columns = [
        Column(_("日期"), "date"),
        Column(_("单据")),
        Column(_("单号")),
        Column(_("餐次")),
        Column(_("行数"), "whole"),
        Column(_("金额（元）"), "yuan"),
        Column(_("红冲日期"), "date"),
        Column(_("红冲原因")),
        Column(_("录入人")),
    ]
    rows = [
        (
            head.dated_on,
            words.word(head.kind, "kind"),
            head.doc_no,
            words.word(head.meal, "meal") if head.meal else "",
            sums.get(head.id, (0, 0))[1],
            sums.get(head.id, (0, 0))[0],
            head.reversed_on,
            head.reversal_reason,
            head.entered_by,
        )
        for head in heads
    ]
    conditions = [
        (_("食堂"), f"{canteen.code} {canteen.name}"),
        (_("单据"), "、".join(words.word(kind, "kind") for kind in wanted.kinds)),
        (_("从"), wanted.first),
        (_("到"), wanted.last),
    ]
    return spreadsheet(_("%(name)s单据", name=canteen.name), columns, rows, conditions)


@blueprint.get("/canteens/<canteen_code>/documents/<kind>/<path:doc_no>")
@guard("read_school")
def document(canteen_code, kind, doc_no):
    """One document: head, lines, draws with their lots, later draws from its lots, reversal, journal."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    head = the_head(canteen, kind, doc_no)
    lines = ledger.lines_of(viewer.county_id, kind, [head.id])
    known = names({line.ingredient_id for line in lines} if kind != "delivery" else ())
    photos = corrected.photos_of(viewer.county_id, head.id)
    return render_template(
        "stock/document.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        head=head,
        title=title_of(head),
        lines=lines,
        total_fen=sum(getattr(line, presenters.AMOUNT[kind]) for line in lines),
        draws=_by(ledger.draws_of(viewer.county_id, head.id), "line_no"),
        lots={lot.line_no: lot for lot in ledger.lots_of(viewer.county_id, head.id)},
        later=_by(ledger.later_draws(viewer.county_id, head.id), "lot_line_no"),
        names=known,
        show=presenters,
        today=clock.today(),
        entry=audit.entry_about(
            viewer.county_id, kind, f"{canteen.code}/{kind}/{head.doc_no}", recorded_at=head.entered_at
        ),
        parts=slots.shown(viewer.county_id, canteen, head, lines, known),
        history=history(head, names() if kind != "delivery" else known),
        may_change=head.reversed_on is None
        and viewer.may("reverse_document", canteen=canteen)
        and viewer.may(ACTION[kind], canteen=canteen),
        photos=photos,
        kept=attachments.attachments_of(viewer.county_id, canteen.id, photos),
        may_reverse=head.reversed_on is None and viewer.may("reverse_document", canteen=canteen),
        reversal_address=url_for("stock.reversal", canteen_code=canteen.code, kind=kind, doc_no=head.doc_no),
    )


def the_head(canteen, kind, doc_no):
    """The document's head. Raises NoDocument."""
    head = ledger.find_head(current_viewer().county_id, canteen.id, kind, doc_no) if kind in KINDS else None
    if head is None:
        raise errors.NoDocument(value=doc_no)
    return head


def _wanted(canteen):
    kind = request.args.get("kind")
    kinds = (kind,) if kind in KINDS else KINDS
    return ledger.Filter((canteen.id,), kinds, asked_day("first"), asked_day("last"))


def _by(rows, column):
    found = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found
