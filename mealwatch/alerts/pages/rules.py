"""The rules: what they look at, how this county sets them, how often they were right, what they could not judge."""

from datetime import timedelta
from fractions import Fraction

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.alerts import errors, known, presenters, service
from mealwatch.alerts import words as _own  # noqa: F401 - forms and pages know them by their kind
from mealwatch.alerts.domain.precision import NEVER
from mealwatch.alerts.pages.blueprint import blueprint, schools_here
from mealwatch.alerts.queries.precision import precision
from mealwatch.alerts.queries.runs import lacking
from mealwatch.alerts.queries.settings import in_force, settings_of
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.spend.weeks import Labels, latest_over, the_week
from mealwatch.web import words
from mealwatch.web.fields import Choice, DateField, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


class SettingSchema(Schema):
    mode = Choice("rule_mode", required=True)
    from_date = DateField(required=True)
    reason = Text(most=300, required=True)


@blueprint.get("/rules")
@guard("read_alerts")
def rules():
    """The catalogue by family, with how often each rule was right and what it could not judge in a week."""
    viewer, today = current_viewer(), clock.today()
    week = the_week(request.args["week"]) if request.args.get("week") else latest_over()
    lacks = {}
    for one in lacking(viewer.county_id, week):
        lacks.setdefault(one.rule, []).append(one)
    return render_template(
        "alerts/rules.html",
        families=_by_family(),
        force=in_force(viewer.county_id, today),
        precision=precision(viewer.county_id),
        lacking=lacks,
        schools=schools_here(),
        week=week,
        label=Labels(viewer.county_id)(week),
        show=presenters,
    )


@blueprint.get("/rules/<rule_id>")
@guard("read_alerts")
def rule(rule_id):
    """One rule: its texts, its thresholds by date, what it could not judge last week."""
    return _page(rule_id, _form(rule_id).fresh())


@blueprint.post("/rules/<rule_id>")
@guard("edit_rules")
def change_rule(rule_id):
    """Set it anew from a Monday on, with a reason."""
    viewer = current_viewer()
    form = _form(rule_id)
    limits = {one.name: _typed(form, one.name) for one in known.thresholds(rule_id) if _typed(form, one.name)}
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(lambda given: service.put_setting(viewer.county_id, rule_id, limits=limits, **given, **stamp)):
        flash(_("已按新设置，从生效的那一周起判断"), "done")
        return redirect(url_for(".rule", rule_id=rule_id))
    return _page(rule_id, form)


def _by_family():
    found = {}
    for one in known.catalogue().values():
        found.setdefault(one.id[0], []).append(one)
    return [(letter, found[letter]) for letter in words.WORDS["alert_family"] if letter in found]


def _form(rule_id):
    if rule_id not in known.catalogue():
        raise errors.NoRule(value=rule_id, what="rule", key=rule_id)
    monday = Week.of(clock.today() + timedelta(days=7)).monday
    holds = in_force(current_viewer().county_id, monday)[rule_id]
    values = holds.limits.values()
    start = {one.name: presenters.exact(values[one.name]) for one in known.thresholds(rule_id)}
    return Form(SettingSchema(), start=start | {"mode": holds.mode, "from_date": monday.isoformat()})


def _typed(form, name):
    return form.typed.get(name, "").strip().replace("．", ".").replace("，", ".")


def _page(rule_id, form):
    viewer, week = current_viewer(), latest_over()
    today = clock.today()
    history = settings_of(viewer.county_id, rule_id)
    html = render_template(
        "alerts/rule.html",
        rule=known.catalogue()[rule_id],
        thresholds=known.thresholds(rule_id),
        holds=in_force(viewer.county_id, today)[rule_id],
        history=sorted(history, key=lambda one: (one.from_date, one.id), reverse=True),
        precision=precision(viewer.county_id).get(rule_id),
        lacking=[one for one in lacking(viewer.county_id, week) if one.rule == rule_id],
        schools=schools_here(),
        week=week,
        label=Labels(viewer.county_id)(week),
        modes=[("on", words.word("on", "rule_mode"))] if rule_id in NEVER else words.choices("rule_mode"),
        form=form,
        may_edit=viewer.may("edit_rules"),
        show=presenters,
        fraction=Fraction,
    )
    return html, form.status
