"""Changing a list: an item, the frame around the items, their order. Every step is kept in the draft at once."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.checklists import errors, queries, service
from mealwatch.checklists.domain import edit
from mealwatch.checklists.domain.plain import plain
from mealwatch.checklists.pages.blueprint import blueprint, options
from mealwatch.checklists.schemas import FrameForm, ItemForm, MoveForm, frame_of, frame_start, item_of, item_start
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

#: Rows without anything in them that the form of the frame offers at the end.
_SPARE = 2


@blueprint.get("/checklists/<code>/draft")
@guard("edit_checklists")
def draft(code):
    """What is being changed, item by item."""
    listed = queries.get_list(current_viewer().county_id, code)
    content, of = service.standing(listed)
    return render_template("checklists/draft.html", listed=listed, content=content, of=of)


@blueprint.route("/checklists/<code>/draft/items/<item>", methods=["GET", "POST"])
@guard("edit_checklists")
def edit_item(code, item):
    """Change one item."""
    rows = _rows(code)
    was = edit.find_item(rows, item)
    start = item_start(was) | {"seen": edit.mark_of(was)}
    form = Form(ItemForm(), start=start)

    def work(given):
        def changed(rows):
            _refuse_other(code, edit.find_item(rows, item), given["seen"])
            return edit.put_item(rows, item, item_of(given))

        return _change(code, changed)

    if form.sent and form.accepted(work):
        flash(_("%(code)s 已改好，发布后才用于督查", code=form.typed["code"].strip().upper()), "done")
        return _to_draft(code, form.typed["code"].strip().upper())
    if form.sent:  # whoever was told of another's change may now put theirs over it
        form.typed["seen"] = start["seen"]
    return _item_page(code, form, was)


@blueprint.route("/checklists/<code>/draft/items", methods=["GET", "POST"])
@guard("edit_checklists")
def new_item(code):
    """Add an item to a section."""
    rows = _rows(code)
    letters = [one["letter"] for one in rows["sections"]]
    letter = request.args.get("section", "")
    start = {"scored": "yes", "points": 1}
    if letter in letters:
        start["code"] = edit.next_code(rows, letter)
    form = Form(ItemForm(), start=start)
    if form.sent and form.accepted(lambda given: _change(code, lambda rows: edit.put_item(rows, None, item_of(given)))):
        flash(_("%(code)s 已加上，发布后才用于督查", code=form.typed["code"].strip().upper()), "done")
        return _to_draft(code, form.typed["code"].strip().upper())
    return _item_page(code, form, None)


@blueprint.post("/checklists/<code>/draft/items/<item>/remove")
@guard("edit_checklists")
def remove_item(code, item):
    """Take an item out of the draft."""
    in_transaction(lambda: _change(code, lambda rows: edit.remove_item(rows, item)))
    flash(_("%(code)s 已从修改稿里删去", code=item), "done")
    return _to_draft(code, f"section-{item[:1]}")


@blueprint.post("/checklists/<code>/draft/items/<item>/move")
@guard("edit_checklists")
def move_item(code, item):
    """Move an item up or down in its section."""
    step = -1 if MoveForm().load({"way": request.form.get("way", "")})["way"] == "up" else 1
    in_transaction(lambda: _change(code, lambda rows: edit.move_item(rows, item, step)))
    return _to_draft(code, item)


@blueprint.route("/checklists/<code>/draft/frame", methods=["GET", "POST"])
@guard("edit_checklists")
def frame(code):
    """Title, sections, red lines, grades and deadlines."""
    rows = _rows(code)
    start = frame_start(rows) | {"seen": edit.mark_of(edit.frame(rows))}
    form = Form(FrameForm(), start=start)

    def work(given):
        def changed(rows):
            _refuse_other(code, edit.frame(rows), given["seen"])
            return edit.put_frame(rows, frame_of(given))

        return _change(code, changed)

    if form.sent and form.accepted(work):
        flash(_("已改好，发布后才用于督查"), "done")
        return _to_draft(code)
    if form.sent:
        form.typed["seen"] = start["seen"]
    form.faults = [replace(one, field=_frame_field(one.field)) for one in form.faults]
    page = {"sections": len(rows["sections"]) + _SPARE, "red_lines": len(rows["red_lines"]) + _SPARE}
    known = {name: len(rows[name]) for name in page}
    return render_template("checklists/frame.html", form=form, code=code, least=page, known=known), form.status


def _item_page(code, form, was):
    form.faults = [replace(one, field=_item_field(one.field)) for one in form.faults]
    return render_template(
        "checklists/item.html",
        form=form,
        code=code,
        was=was,
        methods=options("METHODS"),
        prefills=options("PREFILLS"),
        parts=options("PARTS"),
    ), form.status


def _item_field(place):
    """A fault in the whole list names the item's place there: ``items-12-points``."""
    name = place.split("-")[2] if place.startswith("items-") else place
    return "method_look" if name == "methods" else name


def _frame_field(place):
    name = place.removeprefix("grades-").removeprefix("deadlines-")
    return "ok" if name == "pass" else name


def _rows(code):
    return plain(service.standing(queries.get_list(current_viewer().county_id, code))[0])


def _change(code, work):
    viewer = current_viewer()
    return service.change(viewer.county_id, code, work, by=viewer.actor(), now=clock.now())


def _refuse_other(code, value, seen):
    """Refuse where somebody else has changed what this form was opened with."""
    if edit.mark_of(value) != seen:
        listed = queries.get_list(current_viewer().county_id, code)
        raise errors.ChangedMeanwhile(by=listed.draft.changed_by if listed.draft else "")


def _to_draft(code, anchor=None):
    return redirect(url_for("checklists.draft", code=code, _anchor=anchor))
