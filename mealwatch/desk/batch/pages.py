"""Ticked lines: first what will happen and to whom, by names; then it is done, and the week is shown again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.alerts.domain import states
from mealwatch.cases.domain import deadlines
from mealwatch.desk import showing, weeks
from mealwatch.desk.batch import doing, offers
from mealwatch.desk.batch.picked import picked
from mealwatch.desk.domain import batch as rules
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Invalid, mark
from mealwatch.schools.domain import workdays
from mealwatch.spend.weeks import Labels
from mealwatch.web.fields import DateField, Text
from mealwatch.web.formats import full_day
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.trail import FILTERS, kept_filters

bp = Blueprint("desk_batch", __name__, template_folder="../templates")


class NoAct(Invalid):
    code = "desk.no_act"
    says = mark("没有“{value}”这种办理")
    remedy = mark("请回到本周，用列表下面的按钮")


class ReasonMissing(Invalid):
    code = "desk.reason_missing"
    says = mark("请选一个理由")


class WordsMissing(Invalid):
    code = "desk.words_missing"
    says = mark("请写明转交给谁、办什么")


class DueMissing(Invalid):
    code = "desk.due_missing"
    says = mark("请填整改期限")


class BatchSchema(Schema):
    words = Text(most=500, load_default="")
    reason = Text(most=20, load_default="")
    due_on = DateField(load_default=None)


@bp.get("/weeks/<week>/batch")
@guard("handle_alerts")
def batch(week):
    """What will happen, and to whom; nothing has happened yet."""
    week, act = weeks.the_week(week), _act(request.args)
    lines = picked(current_viewer(), week, request.args.getlist("pick"), clock.now())
    if not lines:
        flash(_("还没有勾选。请先在列表里勾选要办的几项。"))
        return redirect(url_for("desk.week", week=week, **_filters(request.args)))
    return _page(week, act, lines, _form(act, lines).fresh())


@bp.post("/weeks/<week>/batch")
@guard("handle_alerts")
def confirm(week):
    """Do it with those that it suits; sent again, nothing happens twice."""
    viewer, now = current_viewer(), clock.now()
    week, act = weeks.the_week(week), _act(request.form)
    lines = picked(viewer, week, request.form.getlist("pick"), now)
    able, _unable = rules.parted(act, lines)
    form = _form(act, lines)
    labels = Labels(viewer.county_id)

    def work(given):
        _check(act, given)
        return doing.done(viewer.county_id, act, able, given, labels=labels, by=viewer.actor(), now=now)

    if not form.accepted(work):
        return _page(week, act, lines, form)
    flash(offers.told(act, form.result), "done")
    return redirect(url_for("desk.week", week=week, **_filters(request.form)))


def _act(given):
    act = given.get("act", "")
    if act not in rules.ACTS:
        raise NoAct(field="act", value=act[:20])
    return act


def _check(act, given):
    if act == "drop" and given["reason"] not in states.REASONS["drop"]:
        raise ReasonMissing(field="reason")
    if act == "order" and given["reason"] not in states.REASONS["confirm"]:
        raise ReasonMissing(field="reason")
    if act == "order" and not given["due_on"]:
        raise DueMissing(field="due_on")
    if act == "hand_on" and not given["words"]:
        raise WordsMissing(field="words")


def _form(act, lines):
    start = {}
    if act == "order":
        worst = min((deadlines.SEVERITIES.index(doing.severity(one)) for one in lines if one.alerts), default=1)
        due_on = deadlines.proposed(deadlines.DATED, deadlines.SEVERITIES[worst], clock.today())
        start = {"due_on": due_on.isoformat(), "reason": "records"}
    return Form(BatchSchema(), start=start)


def _page(week, act, lines, form):
    viewer, today = current_viewer(), clock.today()
    able, unable = rules.parted(act, lines)
    due = full_day(workdays.after(today, states.EXPLAIN))
    html = render_template(
        "desk/batch.html",
        week=week,
        label=weeks.label(viewer.county_id, week),
        act=act,
        word=offers.word(act),
        happens=offers.what_happens(act, due),
        able=[showing.shown(one, week, {}, today) for one in able],
        unable=[(showing.shown(one, week, {}, today), offers.why_not(why)) for one, why in unable],
        schools=len({one.school.id for one in able}),
        reasons=offers.reasons(act),
        picks=[one.key for one in lines],
        back=_filters(request.values),
        form=form,
    )
    return html, form.status


def _filters(given):
    own = {name: given[name] for name in FILTERS if name not in ("reason",) and given.get(name)}
    return own or kept_filters()
