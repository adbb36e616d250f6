"""The county's price lists: which there are, one of them, and taking one in from a file that is shown first."""

import json

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer

from mealwatch.catalogue import price_errors as errors
from mealwatch.catalogue import price_lists, price_sheet, queries
from mealwatch.catalogue.domain.price_list import Listed, said_unit
from mealwatch.catalogue.schemas import PriceListForm
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Invalid
from mealwatch.kernel.ratio import Ratio, plain_decimal
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list
from mealwatch.web.problems import fault
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("prices", __name__, template_folder="../templates")
#: Faults shown at once; a file of another kind has thousands.
_MOST_FAULTS = 200


@blueprint.get("/prices")
@guard("read_school")
def index():
    """The lists; those that hold today are marked."""
    viewer = current_viewer()
    return render_template(
        "catalogue/prices.html",
        page=page_of_list(price_lists.price_lists_of(viewer.county_id)),
        counts=price_lists.row_counts(viewer.county_id),
        today=clock.today(),
        may_keep=viewer.may("keep_prices"),
    )


@blueprint.get("/prices/<int:list_id>")
@guard("read_school")
def price_list(list_id):
    """One list."""
    one = price_lists.get_price_list(current_viewer().county_id, list_id)
    rows = _said(price_lists.rows_of(current_viewer().county_id, list_id))
    return render_template("catalogue/price_list.html", one=one, page=page_of_list(rows), today=clock.today())


@blueprint.get("/prices/<int:list_id>.xlsx")
@guard("export_data")
def price_list_xlsx(list_id):
    """One list as a spreadsheet, which can be changed and taken in again."""
    viewer = current_viewer()
    one = price_lists.get_price_list(viewer.county_id, list_id)
    rows = [
        (row["code"], row["name"], row["unit"], row["fen"], row["supplier"])
        for row in _said(price_lists.rows_of(viewer.county_id, list_id))
    ]
    dates = [(_("从哪天起"), one.from_date), (_("到哪天止"), one.until_date), (_("来源"), one.source)]
    return spreadsheet(_("参考价格"), _columns(), rows, dates)


@blueprint.get("/prices/template.xlsx")
@guard("keep_prices")
def template():
    """The sheet to fill in: every ingredient of the county, without prices."""
    rows = price_sheet.to_fill_in(queries.ingredients_of(current_viewer().county_id))
    return spreadsheet(_("参考价格"), _columns(), rows)


@blueprint.route("/prices/import", methods=["GET", "POST"])
@guard("keep_prices")
def take_in():
    """Choose a file and say from when it counts; what it says is shown, or what is wrong with it and where."""
    viewer = current_viewer()
    form = Form(PriceListForm(), start={"from_date": clock.today().isoformat()})
    page = {"faults": [], "more": 0, "rows": None, "carried": ""}
    if not form.sent:
        return render_template("catalogue/price_import.html", form=form, **page)
    given, found = form.given(), None
    if form.done(lambda: _checked(given)):
        form.done(lambda: _found(viewer.county_id))
        found = form.result
    if found and found.faults:
        form.status = 422
        page["faults"] = [(one, fault(one.problem)) for one in found.faults[:_MOST_FAULTS]]
        page["more"] = max(len(found.faults) - _MOST_FAULTS, 0)
    elif found and given and not form.faults:
        dates = [given["from_date"].isoformat(), given["until_date"] and given["until_date"].isoformat()]
        page["carried"] = _carrier().dumps([*dates, given["source"], found.rows])
        listed = [Listed(0, number, *row) for number, row in enumerate(found.rows, 1)]
        page["rows"] = _beside_former(_said(listed), given["from_date"])
    return render_template("catalogue/price_import.html", form=form, given=given, **page), form.status


@blueprint.post("/prices/import/take")
@guard("keep_prices")
def take_over():
    """Keep the list that was shown."""
    viewer = current_viewer()
    try:
        first, last, source, rows = _carrier().loads(request.form.get("carried", ""))
    except (BadData, ValueError):
        flash(_("导入没有完成，请重新选文件"), "wrong")
        return redirect(url_for("prices.take_in"))
    day = PriceListForm().fields["from_date"].deserialize
    dates = {"from_date": day(first), "until_date": day(last) if last else None}
    kept = [tuple(row) for row in rows]
    stamp = {"by": viewer.actor(), "now": clock.now()}
    number = in_transaction(lambda: price_lists.take_in(viewer.county_id, kept, source=source, **dates, **stamp))
    flash(_("已导入 %(count)s 个价格", count=len(rows)), "done")
    return redirect(url_for("prices.price_list", list_id=number))


def _checked(given):
    if given and given["until_date"] and given["until_date"] < given["from_date"]:
        until, start = given["until_date"].isoformat(), given["from_date"].isoformat()
        raise errors.EndsBeforeStart(field="until_date", until=until, start=start)


def _found(county_id):
    sent = request.files.get("file")
    if not sent or not sent.filename:
        raise errors.NoFile(field="file")
    content = sent.read((price_sheet.MOST_MEGABYTES << 20) + 1)
    goods, sellers = queries.ingredients_of(county_id), queries.suppliers_of(county_id)
    try:
        return price_sheet.read(content, sent.filename[:80], goods, sellers)
    except Invalid as problem:
        problem.field = "file"
        raise


def _said(rows):
    """Rows in words: code, name, unit, price in fen, supplier; in the order given."""
    county_id = current_viewer().county_id
    goods = {one.id: one for one in queries.ingredients_of(county_id)}
    sellers = {one.id: one for one in queries.suppliers_of(county_id)}
    return [
        {
            "listed": row,
            "code": goods[row.ingredient_id].code,
            "name": goods[row.ingredient_id].name,
            "unit": said_unit(row.unit, row.content, goods[row.ingredient_id].measure),
            "fen": row.price_fen,
            "supplier": sellers[row.supplier_id].name if row.supplier_id in sellers else "",
        }
        for row in rows
    ]


def _beside_former(rows, on):
    """Each row with the price that counted until now, in its own unit (a Ratio of fen or None), and the change."""
    former = price_lists.prices_of(current_viewer().county_id)
    for row in rows:
        listed = row["listed"]
        known = former.on(listed.ingredient_id, listed.supplier_id, on)
        row["former"] = known.price * listed.content if known else None
        row["change"] = _percent(Ratio(listed.price_fen) / row["former"] - Ratio(1)) if known else ""
    return rows


def _percent(share):
    shown = plain_decimal((share * 100).rounded(1), 1)
    return f"{shown}%" if shown.startswith("-") else f"+{shown}%"


def _columns():
    kinds = {price_sheet.PRICE: "yuan"}
    widths = {price_sheet.NAME: 24, price_sheet.SUPPLIER: 28}
    return [Column(name, kinds.get(name, "text"), width=widths.get(name)) for name in price_sheet.HEADINGS]


def _carrier():
    """Carries a checked list from the page that shows it to the one that keeps it; nobody can write one by hand."""
    return URLSafeSerializer(current_app.secret_key or "", salt=f"prices.{current_viewer().county_id}", serializer=json)
