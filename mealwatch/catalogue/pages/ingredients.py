"""Ingredients: found by Chinese, pinyin or initials, entered and changed by the bureau."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.catalogue import errors, presenters, queries, service
from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS
from mealwatch.catalogue.domain.search import search
from mealwatch.catalogue.schemas import IngredientForm
from mealwatch.catalogue.usage import used_ids
from mealwatch.kernel import clock
from mealwatch.kernel.quantity import BASE_UNITS
from mealwatch.storage.transaction import in_transaction
from mealwatch.web import formats, words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("catalogue", __name__, template_folder="../templates")


@blueprint.get("/ingredients")
@guard("read_school")
def ingredients():
    """The list, searched and by food group."""
    found, text, group = _wanted()
    viewer = current_viewer()
    return render_template(
        "catalogue/ingredients.html",
        page=page_of_list(found),
        text=text,
        group=group,
        groups=FOOD_GROUPS,
        package=package_words,
        may_edit=viewer.may("edit_catalogue"),
        is_empty=not found and not text and not group,
    )


@blueprint.get("/ingredients.xlsx")
@guard("export_data")
def ingredients_xlsx():
    """The list as a spreadsheet."""
    found, text, group = _wanted()
    columns = [
        Column(_("食材编码")),
        Column(_("名称")),
        Column(_("别名"), width=24),
        Column(_("类别")),
        Column(_("单位")),
        Column(_("包装")),
        Column(_("包装含量"), "whole"),
        Column(_("每单位克数")),
        Column(_("可食部（%）")),
    ]
    rows = [
        (
            one.code,
            one.name,
            "、".join(one.aliases),
            one.food_group,
            words.word(one.base_unit, "unit"),
            one.package_name,
            one.package_content,
            one.grams_per_unit,
            one.edible_percent,
        )
        for one in found
    ]
    return spreadsheet(_("食材"), columns, rows, [(_("查找"), text), (_("类别"), group)])


@blueprint.route("/ingredients/new", methods=["GET", "POST"])
@guard("edit_catalogue")
def new_ingredient():
    """Enter an ingredient."""
    return _form(None)


@blueprint.route("/ingredients/<code>/edit", methods=["GET", "POST"])
@guard("edit_catalogue")
def edit_ingredient(code):
    """Change an ingredient; its unit stays once documents name it."""
    return _form(queries.get_ingredient(current_viewer().county_id, code))


@blueprint.post("/ingredients/known")
@guard("edit_catalogue")
def take_over():
    """Enter the ingredients that a new county starts with; codes that are there stay as they are."""
    viewer = current_viewer()
    done = in_transaction(
        lambda: service.take_over_known_ingredients(viewer.county_id, by=viewer.actor(), now=clock.now())
    )
    flash(_("已登记 %(count)s 种常用食材", count=done.created), "done")
    return redirect(url_for("catalogue.ingredients"))


def package_words(ingredient):
    """``袋（25 公斤）``, or a dash."""
    if not ingredient.package_content:
        return formats.NOTHING
    name = ingredient.package_name or words.word("package", "unit")
    return f"{name}（{formats.quantity(ingredient.package_content, ingredient.base_unit)}）"


def _form(known):
    viewer = current_viewer()
    typed = {**request.form, "code": known.code} if known and request.method == "POST" else None
    form = Form(IngredientForm(), start=presenters.in_form(known) if known else {"base_unit": "g"}, typed=typed)

    def work(given):
        if not known and queries.find_ingredient(viewer.county_id, given["code"]):
            raise errors.CodeTaken(field="code", value=given["code"])
        return service.put_ingredient(
            viewer.county_id,
            by=viewer.actor(),
            now=clock.now(),
            used_ids=used_ids(viewer.county_id, [known.id] if known else []),
            **presenters.row_of(given),
        )

    if form.sent and form.accepted(work):
        flash(_("食材已保存"), "done")
        return redirect(url_for("catalogue.ingredients", q=form.typed["code"].strip()))
    units = [(code, words.word(code, "unit")) for code in BASE_UNITS]
    groups = [(group, group) for group in FOOD_GROUPS]
    page = render_template("catalogue/ingredient_form.html", form=form, known=known, units=units, groups=groups)
    return page, form.status


def _wanted():
    """The ingredients that the search and the food group leave; with what was asked."""
    text, group = request.args.get("q", "").strip(), request.args.get("group", "")
    found = queries.ingredients_of(current_viewer().county_id)
    if text:
        found = search(found, text, limit=len(found))
    if group in FOOD_GROUPS:
        found = [one for one in found if one.food_group == group]
    return found, text, group
