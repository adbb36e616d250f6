"""Changing a posted document (更正): its form with what it says and one reason; both versions stay readable."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.quantity import plain
from mealwatch.schools import queries as schools
from mealwatch.stock import errors, presenters, service, slots
from mealwatch.stock.forms import change_schema
from mealwatch.stock.pages import cosigning
from mealwatch.stock.pages.blueprint import ACTION, blueprint, names, title_of
from mealwatch.stock.pages.documents import the_head
from mealwatch.stock.pages.entering import offers, post_typed, supplier_choices, typed_rows
from mealwatch.stock.queries import corrected, documents, ledger
from mealwatch.web import words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

_MOST_ROWS = 4


@blueprint.route("/canteens/<canteen_code>/documents/<kind>/<path:doc_no>/change", methods=["GET", "POST"])
@guard("reverse_document")
def change(canteen_code, kind, doc_no):
    """Show the document in its form; enter what it should have said in its place."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    head = the_head(canteen, kind, doc_no)
    if not viewer.may(ACTION[kind], canteen=canteen):
        raise NotAllowed
    if head.reversed_on and request.method == "GET":
        return _settled(canteen, head)
    known, held = names(), {row.ingredient_id: row for row in ledger.balances(viewer.county_id, canteen.id)}
    typed = {**typed_rows(kind), "doc_no": head.doc_no} if request.method == "POST" else None
    form = Form(change_schema(kind), start=_start(canteen, head, known), typed=typed)

    def work(given):
        def enter_anew(number):
            return post_typed(kind, canteen, {**given, "doc_no": number}, known)

        return service.correct(
            viewer.county_id,
            canteen.id,
            kind,
            head.doc_no,
            enter_anew,
            reason=given["change_reason"],
            along=bool(given["along"]),
            by=viewer.actor(),
            now=clock.now(),
        )

    if form.sent and "more" not in form.typed and form.accepted(work):
        return _done(canteen, kind, form.result)
    using = [(one.kind, one.doc_no) for one in corrected.drawing_on(viewer.county_id, head.id)] if form.sent else []
    return _page(canteen, head, form, known, held, using), form.status


def _done(canteen, kind, result):
    flash(_("已更正，原单和新单都留着"), "done")
    for other, number in result.along:
        flash(_("%(title)s 也按新的价格重算了", title=f"{words.word(other, 'kind')} {number}"), "done")
    return redirect(url_for("stock.document", canteen_code=canteen.code, kind=kind, doc_no=result.doc_no))


def _settled(canteen, head):
    """Where a document that is reversed stands now: what took its place can be changed, else it is only read."""
    _earlier, later = corrected.chain_of(current_viewer().county_id, head.id)
    if later:
        flash(_("这张单已经更正过，下面是现在有效的一张"))
    else:
        flash(_("这张单已经红冲，不能再更正；需要的话请重新录入"), "wrong")
    doc_no = later[-1].doc_no if later else head.doc_no
    return redirect(url_for("stock.document", canteen_code=canteen.code, kind=head.kind, doc_no=doc_no))


def _page(canteen, head, form, known, held, using):
    viewer = current_viewer()
    rows = form.rows("lines", at_least=1)
    if head.kind != "delivery":
        rows += range(rows[-1] + 1, rows[-1] + 1 + (_MOST_ROWS if "more" in form.typed else 1))
    offered = list(known.ingredients.values())
    return render_template(
        "stock/change.html",
        form=form,
        kind=head.kind,
        head=head,
        title=title_of(head),
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        rows=rows,
        offered=offered,
        island=list(offers(viewer.county_id, canteen, offered, held, clock.today())),
        units=presenters.all_units(),
        suppliers=supplier_choices(known, clock.today()),
        people=documents.people_named(viewer.county_id, canteen.id),
        second=cosigning.choice(canteen, head.kind, head.dated_on),
        using=using,
        in_use=any(one.code == errors.LotsInUse.code for one in form.faults),
    )


def _start(canteen, head, known):
    """What the document says, as its form shows it."""
    county_id = current_viewer().county_id
    lines = documents.lines_of(county_id, head.kind, [head.id])
    start = {"dated_on": head.dated_on.isoformat(), "meal": head.meal, "doc_no": head.doc_no}
    rows = [_row(head.kind, dict(line._mapping), known) for line in lines]
    shared = ("supplier_code", "buyer", "acceptor_1", "acceptor_2", "storekeeper", "collector")
    for name in (*shared, "approved_by", "counted_by", "witnessed_by"):
        said = {row.get(name) for row in rows}
        if len(said) == 1:
            start[name] = said.pop()
            for row in rows:
                row.pop(name, None)
    return slots.filled(county_id, canteen, head, lines, start | {"lines": rows})


def _row(kind, line, known):
    row = {name: value for name, value in line.items() if name not in ("county_id", "document_id", "line_no")}
    for name in ("amount_fen", "food_cost_fen"):
        if row.get(name) is not None:
            row[name.replace("_fen", "_yuan")] = fen_as_yuan(row[name])
    if row.get("supplier_id"):
        row["supplier_code"] = known.suppliers[row["supplier_id"]].code
    if kind != "delivery":
        ingredient = known.ingredients[row["ingredient_id"]]
        counted = "counted" if kind == "stocktake" else "quantity"
        exact, unit = presenters.in_unit(row[counted], row["unit"], ingredient)
        row["ingredient_code"], row["unit"] = ingredient.name, unit
        row["counted_quantity" if kind == "stocktake" else "quantity"] = plain(exact)
    return row
