"""How a line of the bureau's Monday is worded: its mark, its sentence, the figure at its end, whose turn it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from mealwatch.alerts.presenters import family_word, owner_word
from mealwatch.desk import presenters
from mealwatch.web import words
from mealwatch.web.formats import MINUS, plain_day, yuan
from mealwatch.web.language import translate
from mealwatch.web.trail import trail
from mealwatch.web.xlsx import Column

_LOOKS = {"red": "short", "amber": "missing", "info": "info"}


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it. ``figure`` stands large at its end, ``yuan`` small below."""

    key: str
    school: Any
    word: str
    look: str
    address: str
    sentence: str
    figure: str = ""
    yuan: str = ""
    gap: bool = False
    borderline: bool = False
    state: str = ""
    state_look: str = "off"
    owner: str = ""
    due_on: date | None = None
    late: bool = False
    age: str = ""
    spark: list | None = None
    week: str = ""

    @property
    def anchor(self):
        """Its place on the page."""
        return self.key.partition(".")[0].replace(":", "-")


def shown(one, week, causes, today, labels=str):
    """An Exceptional as Shown. ``causes``: of this week's short schools; ``labels`` names the weeks before it."""
    say = _case if one.case else _look if one.look_back else _alert if one.alerts else _week
    parts = {"key": one.key, "school": one.school, "look": _LOOKS[one.severity], "age": _age(one, today)}
    if one.row is not None:
        parts["spark"] = presenters.spark(one.row)
    if one.alerts and one.alert.week != week:
        parts["week"], causes = labels(one.alert.week), {}
    return Shown(**parts | say(one, week, causes, today))


def kind_word(one):
    """What a line is about, in a word: as its mark says it."""
    if one.kind == "other" and one.alerts:
        return family_word(one.alert.rule)
    if one.kind == "look_back":
        return _("回头看")
    return kinds()[one.kind]


def kinds():
    """{kind: word} of what a line can be about."""
    outcomes = {name: words.word(name, "outcome") for name in ("short", "unreported", "incomplete", "unverified")}
    return outcomes | {
        "overdue": _("整改逾期"),
        "look_back": _("今日回头看"),
        "price": _("价格"),
        "other": _("其他预警"),
    }


def _alert(one, _week, causes, today):
    alert = one.alert
    own = one.kind == "short" and one.row is not None
    sentence = alert.sentence.text(translate, plain_day)
    if own:
        sentence = presenters.line(one.row, causes.get(one.school.id)).sentence
    weeks = _("，共 %(n)s 周", n=len(one.alerts)) if len(one.alerts) > 1 else ""
    return {
        "word": kind_word(one),
        "address": url_for("alerts.alert", alert_id=alert.id, **trail()),
        "sentence": sentence,
        "state": words.word(alert.state, "alert_state") + weeks,
        "state_look": words.mark_of(alert.state, "alert_state"),
        "owner": owner_word(alert.owner),
        "due_on": alert.due_on,
        "late": bool(alert.due_on and alert.due_on < today),
        **(_gap(one.row) if own else {}),
        **_at_risk(one, below=own),
    }


def _week(one, week, causes, _today):
    line, row = presenters.line(one.row, causes.get(one.school.id)), one.row
    lead = row.leading
    if row.state in ("unreported", "incomplete"):
        figure = {"figure": _("缺 %(n)s 天", n=lead.supply_days - lead.complete_days)}
    else:
        figure = _gap(row) | _at_risk(one, below=True) if row.state == "short" else {"figure": yuan(lead.spend)}
    return {
        "word": _("达标待关注") if row.amber else kind_word(one),
        "address": url_for("desk_school.week", school_code=one.school.code, week=week, **trail()),
        "sentence": line.sentence,
        **figure,
    }


def _case(one, _week, _causes, today):
    case = one.case
    return {
        "word": kind_word(one),
        "look": "short",
        "address": url_for("cases.case", case_id=case.id),
        "sentence": _("%(number)s：%(text)s", number=case.number, text=_first(case.text)),
        "figure": _("逾期 %(n)s 天", n=case.overdue_days(today)),
        "state": words.word(case.state, "case_state"),
        "state_look": words.mark_of(case.state, "case_state"),
        "owner": owner_word(case.owner),
        "due_on": case.due_on,
        "late": True,
        "age": "",
    }


def _look(one, _week, _causes, _today):
    look = one.look_back
    what = _("今天回头看：看改好的还在不在") if look.kind == "look_back" else _("今天实地核实自查的答复")
    return {
        "word": kind_word(one),
        "look": "info",
        "address": url_for("following.look", draw_id=look.draw_id, n=look.n),
        "sentence": what + (_("，已经看过。") if look.seen else _("。")),
        "age": "",
    }


def _gap(row):
    lead = row.leading
    return {
        "figure": MINUS + yuan(lead.gap, 4 if lead.borderline else 2),
        "gap": True,
        "borderline": lead.borderline,
    }


def _at_risk(one, *, below):
    if not one.at_risk:
        return {}
    text = _("涉及 %(yuan)s 元", yuan=yuan(one.at_risk))
    return {"yuan": text} if below else {"figure": _("%(yuan)s 元", yuan=yuan(one.at_risk))}


def _age(one, today):
    days = one.age(today)
    return _("已 %(n)s 天", n=days) if days > 7 else ""


def _first(text, most=60):
    line = text.strip().splitlines()[0] if text.strip() else ""
    return line if len(line) <= most else line[:most] + "…"


def spreadsheet_of(found, week, causes, today):
    """The lines as columns and rows, as the screen lists them."""
    columns = [
        Column(_("学校编码")),
        Column(_("学校"), width=26),
        Column(_("乡镇")),
        Column(_("情况")),
        Column(_("规则")),
        Column(_("说明"), width=80),
        Column(_("涉及（元）"), "yuan"),
        Column(_("状态")),
        Column(_("经办")),
        Column(_("期限"), "date"),
        Column(_("已有几天"), "whole"),
    ]
    rows = []
    for one in found:
        line = shown(one, week, causes, today)
        rows.append(
            (
                one.school.code,
                one.school.name,
                one.school.town,
                line.word,
                one.alert.rule if one.alert else "",
                line.sentence,
                one.at_risk if one.at_risk else None,
                line.state,
                line.owner,
                line.due_on,
                one.age(today),
            )
        )
    return columns, rows
