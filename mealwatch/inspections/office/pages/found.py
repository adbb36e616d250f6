"""The list of findings, what is due first in front, for the screen and for Excel."""

from dataclasses import replace

from flask import render_template, url_for
from flask_babel import gettext as _

from mealwatch.checklists.domain.checklist import SEVERITIES
from mealwatch.inspections.office import queries, slots
from mealwatch.inspections.office.pages.blueprint import blueprint, reach, schools_here
from mealwatch.kernel import clock
from mealwatch.web import words
from mealwatch.web.asked import asked_day, asks_for
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.listing import Cell, Listing, choice, conditions, for_template, picked, place_choices
from mealwatch.web.xlsx import Column

STATES = ("pending", "overdue", "sent_back", "answered", "mended", "set_aside")


@blueprint.get("/findings")
@guard("read_visits", "read_school")
def findings():
    """What visits found, what is due first in front."""
    listing, choices, counts = _listing()
    return render_template(
        "visited/findings.html",
        counts=counts,
        **for_template(listing, choices),
    )


@blueprint.get("/findings.xlsx")
@guard("export_data")
def findings_xlsx():
    """The list as it stands on the screen."""
    return _listing()[0].as_excel(_("督查问题清单"))


def _listing():
    viewer, at, today = current_viewer(), schools_here(), clock.today()
    first, last = asked_day("first"), asked_day("last")
    everything = queries.findings(viewer.county_id, reach(), first=first, last=last)
    choices = _choices(at, everything)
    state = picked("state", STATES)
    narrowed = [one for one in everything if _lets_through(one, at)]
    wanted = [one for one in narrowed if not state or _is(one, state, today)]
    wanted = sorted(wanted, key=_order)
    rows = [_row(one, at[one.finding.school_id], today) for one in wanted]
    elsewhere = slots.taken(viewer.county_id, [one.finding.id for one in wanted]) if wanted else {}
    shown = [_shown(one, at[one.finding.school_id], today, elsewhere) for one in wanted]
    counts = {name: sum(1 for one in narrowed if _is(one, name, today)) for name in STATES}
    told = conditions(choices, first, last)
    return Listing(_columns(), rows, told, (_shown_columns(), shown)), choices, counts


def _is(one, state, today):
    if state == "pending":
        return one.pending
    return one.overdue(today) if state == "overdue" else one.stands == state


def _order(one):
    return not one.pending, one.finding.due_on, one.finding.id


def _lets_through(one, at):
    finding, school = one.finding, at.get(one.finding.school_id)
    return school is not None and asks_for(
        town=school.town,
        school=school.code,
        item=finding.code,
        severity=finding.severity,
        visit=str(one.visit.id),
    )


def _choices(at, found):
    codes = {one.finding.code: one.finding.text for one in found}
    items = [(code, f"{code} {text[:16]}") for code, text in sorted(codes.items(), key=lambda each: _natural(each[0]))]
    named = {
        "pending": _("待整改"),
        "overdue": _("逾期"),
        "sent_back": _("已退回"),
        "answered": _("已答复，待核查"),
        "mended": _("已整改"),
    }
    return [
        choice("state", _("情况"), [*named.items(), ("set_aside", _("不列为问题"))]),
        *place_choices(at.values()),
        choice("item", _("项目"), items),
        choice("severity", _("严重程度"), [(one, words.word(one, "finding_severity")) for one in SEVERITIES]),
    ]


def _natural(code):
    return code.rstrip("0123456789"), int("".join(filter(str.isdigit, code)) or 0)


def _columns():
    return [
        Column(_("编号"), "whole"),
        Column(_("学校"), width=26),
        Column(_("项目")),
        Column(_("检查内容"), width=40),
        Column(_("发现的问题"), width=50),
        Column(_("严重程度")),
        Column(_("发现日期"), "date"),
        Column(_("整改期限"), "date"),
        Column(_("剩余天数"), "whole"),
        Column(_("责任人")),
        Column(_("情况")),
        Column(_("学校答复"), width=40),
        Column(_("核查")),
        Column(_("照片"), "whole"),
    ]


def _shown_columns():
    return [
        Column(_("学校"), width=26),
        Column(_("发现的问题"), "wordy"),
        Column(_("严重程度")),
        Column(_("发现日期"), "date"),
        Column(_("整改期限"), "date"),
        Column(_("责任人"), width=14),
        Column(_("情况")),
    ]


def _shown(one, school, today, elsewhere):
    finding = one.finding
    left = one.days_left(today) if one.pending else None
    item = f"{finding.code} {finding.text}"
    return [
        Cell(school.name, address=url_for("inspections.finding", finding_id=finding.id)),
        Cell(finding.words or item, below=item if finding.words else ""),
        Cell(
            words.word(finding.severity, "finding_severity"), look=words.mark_of(finding.severity, "finding_severity")
        ),
        finding.found_on,
        Cell(finding.due_on, below=_left(left), below_look=_look(left)),
        finding.responsible,
        replace(_stands(one), below=elsewhere[finding.id].name if finding.id in elsewhere else ""),
    ]


def _stands(one):
    return Cell(words.word(one.stands, "finding_state"), look=words.mark_of(one.stands, "finding_state"))


def _left(days):
    if days is None:
        return ""
    return _("逾期 %(days)s 天", days=-days) if days < 0 else _("还有 %(days)s 天", days=days)


def _row(one, school, today):
    finding, ended = one.finding, one.ended
    left = one.days_left(today) if one.pending else None
    checked = f"{ended.done_at:%Y-%m-%d} {ended.done_by}" if ended else _("当场改好") if not one.pending else ""
    return [
        finding.id,
        school.name,
        finding.code,
        finding.text,
        finding.words,
        words.word(finding.severity, "finding_severity"),
        finding.found_on,
        finding.due_on,
        left,
        finding.responsible,
        _stands(one),
        one.answered.words if one.answered else "",
        checked,
        len(finding.photos),
    ]


def _look(left):
    return "short" if left is not None and left < 0 else ""
