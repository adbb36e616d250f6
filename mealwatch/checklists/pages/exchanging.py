"""A list as a file: out as Excel or XLSForm, and in again. What a file changes is shown before it becomes the draft."""

import json
from urllib.parse import quote

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer

from mealwatch.checklists import file_errors, queries, service
from mealwatch.checklists.domain.difference import changes
from mealwatch.checklists.domain.plain import plain, read
from mealwatch.checklists.pages.blueprint import READING, blueprint
from mealwatch.checklists.sheets import read_sheets, written_sheets
from mealwatch.checklists.sheets.reading import MOST_MEGABYTES
from mealwatch.checklists.xlsform import read_xlsform, written_xlsform
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Invalid
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.problems import fault
from mealwatch.web.xlsx import TYPE

#: Faults shown at once; a file of another kind has thousands.
_MOST_FAULTS = 200


@blueprint.get("/checklists/<code>/versions/<int:number>.xlsx")
@guard(*READING)
def sheets(code, number):
    """One version as a spreadsheet."""
    one = _version(code, number)
    return _file(written_sheets(one.list), f"{one.list.title}-{number}")


@blueprint.get("/checklists/<code>/versions/<int:number>/xlsform.xlsx")
@guard(*READING)
def xlsform(code, number):
    """One version as an XLSForm."""
    one = _version(code, number)
    return _file(written_xlsform(one), f"{one.list.title}-{number}-XLSForm")


@blueprint.route("/checklists/<code>/import", methods=["GET", "POST"])
@guard("edit_checklists")
def take_in(code):
    """Choose a file; what it would change is shown, or what is wrong with it and where."""
    listed = queries.get_list(current_viewer().county_id, code)
    page = {"listed": listed, "faults": [], "wrong": None, "changes": None, "content": None, "carried": ""}
    if request.method == "GET":
        return render_template("checklists/import.html", **page)
    try:
        found = _found()
        content, of_rows = read(found.rows)
    except Invalid as problem:
        return render_template("checklists/import.html", **page | {"wrong": fault(problem)}), 422
    told = [*found.faults, *((found.place_of(one.field), one) for one in of_rows)]
    if told:
        told.sort(key=lambda one: (one[0].sheet, one[0].row or 0))
        shown = [(place, fault(problem)) for place, problem in told[:_MOST_FAULTS]]
        return render_template("checklists/import.html", **page | {"faults": shown}), 422
    before, _of = service.standing(listed)
    page |= {"changes": changes(before, content), "content": content, "carried": _carrier().dumps(plain(content))}
    return render_template("checklists/import.html", **page)


@blueprint.post("/checklists/<code>/import/take")
@guard("edit_checklists")
def take_over(code):
    """Make what was shown the draft."""
    viewer = current_viewer()
    try:
        rows = _carrier().loads(request.form.get("carried", ""))
    except BadData:
        flash(_("导入没有完成，请重新选文件"), "wrong")
        return redirect(url_for("checklists.take_in", code=code))
    in_transaction(
        lambda: service.change(viewer.county_id, code, lambda _rows: rows, by=viewer.actor(), now=clock.now())
    )
    flash(_("已导入修改稿，发布后才用于督查"), "done")
    return redirect(url_for("checklists.draft", code=code))


def _found():
    sent = request.files.get("file")
    if not sent or not sent.filename:
        raise file_errors.NoFile(field="file")
    content = sent.read((MOST_MEGABYTES << 20) + 1)
    reader = read_xlsform if request.form.get("kind") == "xlsform" else read_sheets
    return reader(content, sent.filename[:80])


def _carrier():
    """Carries a checked list from the page that shows it to the one that takes it; nobody can write one by hand."""
    return URLSafeSerializer(
        current_app.secret_key or "", salt=f"checklists.{current_viewer().county_id}", serializer=json
    )


def _version(code, number):
    viewer = current_viewer()
    queries.get_list(viewer.county_id, code)
    return queries.version(viewer.county_id, code, number)


def _file(content, name):
    response = make_response(content)
    response.headers["Content-Type"] = TYPE
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
