"""Cases in words: the clock, a lane of the board, a row of the list."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from mealwatch.cases.domain import states
from mealwatch.signing.domain import strokes
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.web import formats, words
from mealwatch.web.listing import Cell
from mealwatch.web.xlsx import Column

#: So few working days left are marked.
_NEAR = 2


@dataclass(frozen=True)
class Lane:
    """A lane of the board: its cases in order, how many are past their clock."""

    name: str
    cases: list
    late: int

    @classmethod
    def of(cls, name, cases, today):
        late = sum(1 for one in cases if (one.days_left(today) or 0) < 0)
        return cls(name, cases, late)


def clock(case, today):
    """(text, mark) of the running clock; empty where none runs."""
    left = case.days_left(today)
    if left is None:
        return "", ""
    if left < 0:
        return _overdue(case, -left), "short"
    if left == 0:
        return _("今天到期"), "missing"
    text = _("还有 %(days)s 个工作日", days=left)
    return text, "missing" if left <= _NEAR else "info"


def _overdue(case, days):
    if case.state in (states.ISSUED, states.REOPENED) and days and case.sign_by < case.due_on:
        return _("签收逾期 %(days)s 个工作日", days=days)
    if case.pending:
        return _("逾期 %(days)s 个工作日", days=days)
    return _("办理超时 %(days)s 个工作日", days=days)


def waits_for(case):
    """What is to be done next, and by whom, in one sentence."""
    said = {
        states.DRAFTED: _("核对内容，下达给学校"),
        states.ISSUED: _("等学校签收"),
        states.REOPENED: _("等学校重新签收"),
        states.RECTIFYING: _("等学校整改，改好后请求核查"),
        states.RETURNED: _("等学校重新整改"),
        states.REVIEW: _("看学校改得怎么样：提出销号，或者退回"),
        states.PROPOSED: _("由另一个人同意销号"),
        states.WATCHING: _("等回头看；保持住了就销号"),
        states.CLOSED: _("已销号，没有要办的"),
        states.WITHDRAWN: _("已撤回，编号保留"),
    }
    return said[case.state]


def school_waits_for(case):
    """The same for the school."""
    said = {
        states.ISSUED: _("请看清问题和期限，然后签收"),
        states.REOPENED: _("问题没有保持住，请重新签收"),
        states.RECTIFYING: _("改好以后写明怎么改的，附照片，请核查"),
        states.RETURNED: _("县教体局看过，还要再改。请看退回的原因"),
        states.REVIEW: _("已经交上去，等县教体局核查"),
        states.PROPOSED: _("已经交上去，等县教体局核查"),
        states.WATCHING: _("核查通过。请一直保持，以后会回头看"),
        states.CLOSED: _("已销号，没有要办的"),
        states.WITHDRAWN: _("县教体局已撤回，不用再办"),
    }
    return said.get(case.state, "")


def heard(case):
    """Where it came from, in words."""
    source = words.word(case.source, "case_source")
    if case.source == "complaint" and case.source_key in words.WORDS["case_heard"]:
        return f"{source} · {words.word(case.source_key, 'case_heard')}"
    return source


def source_address(case):
    """The page of what it was opened from; empty where it has none."""
    if case.source == "alert":
        return url_for("alerts.alert", alert_id=int(case.source_key))
    return url_for("inspections.finding", finding_id=int(case.source_key)) if case.source == "finding" else ""


def kept_day(text):
    """A day that a step keeps (``2026-11-09``), as it is said."""
    return formats.full_day(date.fromisoformat(text))


def reasons(action):
    """(code, word) of the reasons that a step takes."""
    codes = states.UNSEEN_REASONS if action == "finish" else states.ACTIONS[action].reasons
    return [(code, words.word(code, "case_reason")) for code in codes]


def drawing(step):
    """The signature of a step as the ``d`` of an SVG path; empty where none was drawn."""
    return strokes.path(strokes.read(step.details["strokes"])) if step.details.get("strokes") else ""


def people(steps, *actions):
    """Who took the latest of these steps, without the username."""
    step = next((one for one in reversed(steps) if one.what in actions), None)
    return plain_name(step.done_by) if step else ""


def columns():
    """The list as Excel gets it."""
    return [
        Column(_("编号"), width=22),
        Column(_("学校"), width=26),
        Column(_("乡镇"), width=12),
        Column(_("来源"), width=16),
        Column(_("问题"), width=60),
        Column(_("依据"), width=40),
        Column(_("严重程度")),
        Column(_("类型")),
        Column(_("级别"), "whole"),
        Column(_("下达日期"), "date"),
        Column(_("签收日期"), "date"),
        Column(_("整改期限"), "date"),
        Column(_("剩余工作日"), "whole"),
        Column(_("情况"), width=16),
        Column(_("整改情况"), width=60),
        Column(_("提出销号"), width=14),
        Column(_("同意销号"), width=14),
        Column(_("回头看通过"), "whole"),
        Column(_("重新打开"), "whole"),
        Column(_("销号日期"), "date"),
        Column(_("经办人"), width=14),
    ]


def row(case, school, today):
    """A row of the list for Excel."""
    return [
        case.number,
        school.name,
        school.town,
        heard(case),
        case.text,
        case.basis,
        words.word(case.severity, "case_severity"),
        words.word(case.kind, "case_kind"),
        case.level,
        case.issued_on,
        case.signed_on,
        case.due_on,
        case.days_left(today),
        words.word(case.state, "case_state"),
        case.answered.words if case.answered else "",
        people(case.steps, "propose_close"),
        people(case.steps, "agree_close"),
        case.looks_passed,
        case.reopened,
        case.closed_on,
        plain_name(case.owner),
    ]


def shown_columns():
    """The list as the screen has it."""
    return [
        Column(_("编号"), width=14),
        Column(_("学校"), width=26),
        Column(_("问题"), "wordy"),
        Column(_("严重程度")),
        Column(_("整改期限"), "date"),
        Column(_("情况")),
        Column(_("经办人"), width=14),
    ]


def shown(case, school, today):
    """A row of the list on the screen."""
    text, mark = clock(case, today)
    again = _("重新打开 %(count)s 次", count=case.reopened) if case.reopened else ""
    return [
        Cell(case.number, address=url_for("cases.case", case_id=case.id)),
        Cell(school.name, below=school.town),
        Cell(short(case.text), below=heard(case)),
        Cell(
            words.word(case.severity, "case_severity"),
            look=words.mark_of(case.severity, "case_severity"),
            below=words.word(case.kind, "case_kind"),
        ),
        Cell(case.due_on, below=text, below_look=mark),
        Cell(
            words.word(case.state, "case_state"),
            look=words.mark_of(case.state, "case_state"),
            below=again,
            below_look="short" if again else "",
        ),
        plain_name(case.owner),
    ]


def short(text, most=60):
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
