"""Foods that canteens may not serve, or are asked about: the county's list."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema, fields, validate

from mealwatch.catalogue import queries, service
from mealwatch.catalogue.domain.forbidden import APPLIES_TO, INGREDIENT, MARK, RULES, judge
from mealwatch.kernel import clock
from mealwatch.kernel.errors import mark
from mealwatch.web.fields import Flag, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import translate

blueprint = Blueprint("forbidden", __name__, template_folder="../templates")
_RULES = {"refuse": mark("不得供应"), "ask": mark("要确认")}
_APPLIES = {"any": mark("菜名和食材"), "dish": mark("只看菜名"), "ingredient": mark("只看食材")}


class RuleForm(Schema):
    name = Text(most=60, required=True)
    words = Text(most=400, required=True)
    excepted = Text(most=400, load_default="", empty=True)
    rule = fields.String(required=True, validate=validate.OneOf(RULES, error=mark("请从列表中选择")))
    applies_to = fields.String(required=True, validate=validate.OneOf(APPLIES_TO, error=mark("请从列表中选择")))
    basis = Text(most=200, load_default="", empty=True)
    active = Flag(load_default=False)


@blueprint.get("/forbidden-foods")
@guard("read_school")
def index():
    """The list; a name can be tried on it."""
    viewer = current_viewer()
    rules = queries.forbidden_rules(viewer.county_id)
    tried = request.args.get("name", "").strip()[:60]
    answers = [judge(tried, (), rules, of) for of in (INGREDIENT, "dish")] if tried else []
    return render_template(
        "catalogue/forbidden.html",
        rules=rules,
        own=queries.own_forbidden_codes(viewer.county_id),
        words={**_words(_RULES), **_words(_APPLIES)},
        tried=tried,
        verdict=next((one for one in answers if one.name), None),
        may_edit=viewer.may("edit_catalogue"),
    )


@blueprint.route("/forbidden-foods/new", methods=["GET", "POST"])
@guard("edit_catalogue")
def new_rule():
    """Add a rule of the county."""
    return _form(None)


@blueprint.route("/forbidden-foods/<code>", methods=["GET", "POST"])
@guard("edit_catalogue")
def edit_rule(code):
    """Change a rule for this county."""
    return _form(queries.get_forbidden_rule(current_viewer().county_id, code))


def _form(rule):
    viewer = current_viewer()
    start = {"rule": "refuse", "applies_to": "any", "active": "yes"}
    if rule:
        start = vars(rule) | {"words": MARK.join(rule.words), "excepted": MARK.join(rule.excepted)}
    form = Form(RuleForm(), start=start)

    def work(given):
        asked = {"by": viewer.actor(), "now": clock.now(), "code": rule.code if rule else None}
        return service.put_forbidden_food(viewer.county_id, **given, **asked)

    if form.sent and form.accepted(work):
        flash(_("已保存，马上生效"), "done")
        return redirect(url_for("forbidden.index"))
    options = {"rules": list(_words(_RULES).items()), "applies": list(_words(_APPLIES).items())}
    return render_template("catalogue/forbidden_form.html", form=form, rule=rule, **options), form.status


def _words(table):
    return {code: translate(text) for code, text in table.items()}
