"""The list of alerts, on screen and as a spreadsheet."""

from flask import render_template, url_for
from flask_babel import gettext as _

from mealwatch.alerts.domain import states
from mealwatch.alerts.pages.blueprint import blueprint, schools_here
from mealwatch.alerts.presenters import owner_word, rule_name
from mealwatch.alerts.queries.alerts import alerts
from mealwatch.kernel import clock
from mealwatch.kernel.week import Week
from mealwatch.spend.weeks import Labels
from mealwatch.web import words
from mealwatch.web.asked import asks_for
from mealwatch.web.formats import day, plain_day, yuan
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import translate
from mealwatch.web.listing import Cell, Listing, Rows, choice, conditions, picked
from mealwatch.web.trail import trail
from mealwatch.web.xlsx import Column

#: So many weeks back the list reaches.
_BACK = 26
_STATES = ("open", *states.STATES, "overdue", "all")


@blueprint.get("/alerts")
@guard("read_alerts")
def index():
    """Alerts of the last half year: what somebody still has to deal with, unless asked for more."""
    listing, choices, counts = _listing()
    return render_template(
        "alerts/index.html",
        listing=listing,
        page=listing.page(),
        filters=choices,
        counts=counts,
        now=clock.now(),
        may_export=current_viewer().may("export_data"),
    )


@blueprint.get("/alerts.xlsx")
@guard("read_alerts")
def index_xlsx():
    """The list as it stands on the screen."""
    return _listing()[0].as_excel(_("预警清单"))


def _listing():
    viewer, today, at = current_viewer(), clock.today(), schools_here()
    last = Week.of(today)
    everything = alerts(viewer.county_id, last.shifted(-_BACK), last, school_ids=viewer.reach("read_alerts").school_ids)
    labels = Labels(viewer.county_id)
    choices = _choices(everything, at, labels)
    state = picked("state", _STATES, unasked="open")
    narrowed = [one for one in everything if _lets_through(one, at)]
    wanted = [one for one in narrowed if _is(one, state, today)]
    counts = {name: sum(1 for one in narrowed if _is(one, name, today)) for name in (*states.OPEN, "overdue")}
    rows = Rows(wanted, lambda one: _row(one, at[one.school_id], labels))
    shown = Rows(wanted, lambda one: _shown(one, at[one.school_id], labels, today))
    return Listing(_columns(), rows, conditions(choices, None, None), (_shown_columns(), shown)), choices, counts


def _is(one, state, today):
    """Watched rules are not among what somebody has to deal with."""
    if state == "all":
        return True
    if state in ("open", "overdue", *states.OPEN) and one.mode == "watch":
        return False
    if state == "open":
        return one.open
    return one.open and one.overdue_days(today) > 0 if state == "overdue" else one.state == state


def _lets_through(one, at):
    school = at.get(one.school_id)
    return school is not None and asks_for(
        rule=one.rule, severity=one.severity, town=school.town, school=school.code, week=str(one.week)
    )


def _choices(found, at, labels):
    named = {"open": _("没有办结的"), "overdue": _("过了期限"), "all": _("全部")}
    rules = sorted({one.rule for one in found})
    weeks = sorted({one.week for one in found}, reverse=True)
    known = {one.school_id for one in found}
    return [
        choice(
            "state",
            _("状态"),
            [(name, named.get(name) or words.word(name, "alert_state")) for name in _STATES],
            unasked="open",
        ),
        choice("rule", _("规则"), [(one, f"{one} {rule_name(one)}") for one in rules]),
        choice("severity", _("轻重"), words.choices("alert_severity")),
        choice("week", _("周次"), [(str(one), labels(one)) for one in weeks]),
        choice("town", _("乡镇"), [(town, town) for town in dict.fromkeys(one.town for one in at.values())]),
        choice("school", _("学校"), [(one.code, one.name) for one in at.values() if one.id in known]),
    ]


def _columns():
    return [
        Column(_("编号"), "whole"),
        Column(_("学校"), width=26),
        Column(_("乡镇")),
        Column(_("周次")),
        Column(_("规则编号")),
        Column(_("规则"), width=24),
        Column(_("轻重")),
        Column(_("涉及（元）"), "yuan"),
        Column(_("说明"), width=80),
        Column(_("状态")),
        Column(_("经办")),
        Column(_("期限"), "date"),
        Column(_("生成日期"), "date"),
        Column(_("第几版"), "whole"),
        Column(_("规则状态")),
    ]


def _row(one, school, labels):
    return [
        one.id,
        school.name,
        school.town,
        labels(one.week),
        one.rule,
        rule_name(one.rule),
        words.word(one.severity, "alert_severity"),
        one.at_risk if one.at_risk else None,
        one.sentence.text(translate, plain_day),
        words.word(one.state, "alert_state"),
        owner_word(one.owner),
        one.due_on,
        one.made_at.date(),
        one.version,
        words.word(one.mode, "rule_mode"),
    ]


def _shown_columns():
    return [
        Column(_("学校"), width=26),
        Column(_("预警"), width=20),
        Column(_("说明"), "wordy"),
        Column(_("涉及（元）"), "whole"),
        Column(_("状态"), width=14),
        Column(_("期限"), width=14),
    ]


def _shown(one, school, labels, today):
    late = one.overdue_days(today) if one.open else 0
    watched = _("只观察") if one.mode == "watch" else ""
    return [
        Cell(school.name, address=url_for("alerts.alert", alert_id=one.id, **trail()), below=school.town),
        Cell(
            rule_name(one.rule),
            text=rule_name(one.rule),
            below=words.word(one.severity, "alert_severity"),
            below_look=words.mark_of(one.severity, "alert_severity"),
        ),
        Cell(one.sentence.text(translate, plain_day), below=labels(one.week)),
        Cell(one.at_risk, text=yuan(one.at_risk) if one.at_risk else "—"),
        Cell(
            words.word(one.state, "alert_state"),
            look=words.mark_of(one.state, "alert_state"),
            below=watched or owner_word(one.owner),
        ),
        Cell(
            one.due_on,
            text=day(one.due_on) if one.due_on else "—",
            below=_("过期 %(n)s 天", n=late) if late else "",
            below_look="short" if late else "",
        ),
    ]
