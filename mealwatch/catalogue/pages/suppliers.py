"""Suppliers, with the state of their licences."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.catalogue import errors, presenters, queries, register, service
from mealwatch.catalogue.schemas import SupplierForm
from mealwatch.kernel import clock
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("suppliers", __name__, template_folder="../templates")


@blueprint.get("/suppliers")
@guard("read_school")
def index():
    """The list; those whose licence has run out come first."""
    viewer, today = current_viewer(), clock.today()
    rows = [(one, presenters.licence_state(one, today)) for one in queries.suppliers_of(viewer.county_id)]
    order = {"short": 0, "missing": 1, "met": 2}
    rows.sort(key=lambda row: (order[row[1][1]], row[0].code))
    return render_template(
        "catalogue/suppliers.html", page=page_of_list(rows), may_edit=viewer.may("edit_catalogue"), today=today
    )


@blueprint.get("/suppliers.xlsx")
@guard("export_data")
def suppliers_xlsx():
    """The list as a spreadsheet."""
    today = clock.today()
    columns = [
        Column(_("供货商编码")),
        Column(_("供货商"), width=30),
        Column(_("许可证号"), width=22),
        Column(_("许可证起始日"), "date"),
        Column(_("许可证到期"), "date"),
        Column(_("状态")),
        Column(_("联系人")),
        Column(_("电话")),
    ]
    rows = [
        (
            one.code,
            one.name,
            one.licence_no,
            one.licence_from,
            one.licence_expires_on,
            presenters.licence_state(one, today)[0],
            one.contact,
            one.phone,
        )
        for one in queries.suppliers_of(current_viewer().county_id)
    ]
    return spreadsheet(_("供货商"), columns, rows, [(_("日期"), today)])


@blueprint.route("/suppliers/new", methods=["GET", "POST"])
@guard("edit_catalogue")
def new_supplier():
    """Enter a supplier."""
    return _form(None)


@blueprint.route("/suppliers/<code>/edit", methods=["GET", "POST"])
@guard("edit_catalogue")
def edit_supplier(code):
    """Change what is known of a supplier."""
    return _form(queries.get_supplier(current_viewer().county_id, code))


def _form(known):
    viewer = current_viewer()
    typed = {**request.form, "code": known.code} if known and request.method == "POST" else None
    form = Form(SupplierForm(), start=presenters.in_form(known) if known else {}, typed=typed)

    def work(given):
        if not known and queries.find_supplier(viewer.county_id, given["code"]):
            raise errors.CodeTaken(field="code", value=given["code"])
        return service.put_supplier(viewer.county_id, by=viewer.actor(), now=clock.now(), **given)

    if form.sent and form.accepted(work):
        flash(_("供货商已保存"), "done")
        return redirect(url_for("suppliers.index"))
    versions = register.versions_of(viewer.county_id, known.id)[::-1] if known else []
    return render_template("catalogue/supplier_form.html", form=form, known=known, versions=versions), form.status
