"""Findings: what is open, overdue, mended; what the school answers, what the office checks.

A light follow-up. Each step is a row of its own, so that a full process can take them over as they stand.
"""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.attachments import queries as attachments
from mealwatch.attachments.forms import typed_with_photos
from mealwatch.attachments.schemas import PhotosField
from mealwatch.checklists.domain.checklist import SEVERITIES
from mealwatch.devices import queries as devices
from mealwatch.inspections.office import errors, queries, service, slots
from mealwatch.inspections.office.pages.blueprint import (
    asked_day,
    blueprint,
    in_office,
    reach,
    schools_here,
    the_finding,
)
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.web import words
from mealwatch.web.fields import Choice, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.listing import Cell, Listing, choice, conditions, picked
from mealwatch.web.xlsx import Column

STATES = ("pending", "overdue", "sent_back", "answered", "mended", "set_aside")
_OFFICE = {
    "check": service.check,
    "send_back": service.send_back,
    "reopen": service.reopen,
    "set_aside": service.set_aside,
}


class AnswerSchema(Schema):
    words = Text(most=500, load_default="")
    photos = PhotosField()


class StepSchema(Schema):
    what = Choice("finding_step", of=tuple(_OFFICE), required=True)
    words = Text(most=500, required=True)


@blueprint.get("/findings")
@guard("read_visits", "read_school")
def findings():
    """What visits found, what is due first in front."""
    listing, choices, counts = _listing()
    return render_template(
        "visited/findings.html",
        listing=listing,
        page=listing.page(),
        filters=choices,
        counts=counts,
        first=request.args.get("first", ""),
        last=request.args.get("last", ""),
        may_export=current_viewer().may("export_data"),
    )


@blueprint.get("/findings.xlsx")
@guard("export_data")
def findings_xlsx():
    """The list as it stands on the screen."""
    return _listing()[0].as_excel(_("督查问题清单"))


@blueprint.get("/findings/<int:finding_id>")
@guard("read_visits", "read_school")
def finding(finding_id):
    """One finding: what was found, what was done, what may be done now."""
    return _page(finding_id, Form(AnswerSchema()).fresh(), Form(StepSchema()).fresh())


@blueprint.post("/findings/<int:finding_id>/answer")
@guard("answer_finding")
def answer(finding_id):
    """The school says what it has done."""
    viewer = current_viewer()
    found, school = the_finding(finding_id)
    if not viewer.may("answer_finding", school=school):
        raise NotAllowed
    _still_here(viewer.county_id, finding_id)
    canteen = schools.canteen_by_id(viewer.county_id, found.visit.canteen_id)
    problems, typed = [], None
    if viewer.may("attach_photo", canteen=canteen):
        typed, problems = typed_with_photos(canteen, request.form)
    form = Form(AnswerSchema(), typed=typed)
    for problem in problems:
        form.refuse(problem)
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if not form.faults and form.accepted(
        lambda given: service.answer(
            viewer.county_id, finding_id, words=given["words"], photos=given["photos"], **stamp
        )
    ):
        flash(_("已答复，等县教体局核查"), "done")
        return redirect(url_for(".finding", finding_id=finding_id))
    return _page(finding_id, form, Form(StepSchema()).fresh())


@blueprint.post("/findings/<int:finding_id>/step")
@guard("inspect")
def step(finding_id):
    """Somebody of the office checks it, sends it back, opens it again or sets it aside."""
    viewer = current_viewer()
    _found, school = the_finding(finding_id)
    if not viewer.may("inspect", school=school):
        raise NotAllowed
    _still_here(viewer.county_id, finding_id)
    form = Form(StepSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(lambda given: _OFFICE[given["what"]](viewer.county_id, finding_id, words=given["words"], **stamp)):
        flash(_("已记下"), "done")
        return redirect(url_for(".finding", finding_id=finding_id))
    return _page(finding_id, Form(AnswerSchema()).fresh(), form)


def _page(finding_id, answering, checking):
    viewer = current_viewer()
    found, school = the_finding(finding_id)
    canteen = schools.canteen_by_id(viewer.county_id, found.visit.canteen_id)
    elsewhere = slots.taken(viewer.county_id, [finding_id]).get(finding_id)
    there = {one.sha256 for one in devices.evidence(viewer.county_id, found.visit.deposit_id) if one.present}
    may_step = viewer.may("inspect", school=school) and not elsewhere
    steps = [one for one in _OFFICE if one in found.allowed()] if may_step else []
    digests = {digest for one in found.steps if one.visit_id is None for digest in one.photos}
    return render_template(
        "visited/finding.html",
        one=found,
        visit=found.visit,
        school=school,
        canteen=canteen,
        there=there,
        known=attachments.attachments_of(viewer.county_id, canteen.id, digests),
        today=clock.today(),
        answering=answering,
        checking=checking,
        form=checking if checking.faults else answering,
        may_answer=not elsewhere and "answer" in found.allowed() and viewer.may("answer_finding", school=school),
        elsewhere=elsewhere,
        offered=slots.offered(school, finding_id) if found.pending and not elsewhere else None,
        may_attach=viewer.may("attach_photo", canteen=canteen),
        steps=steps,
        office=in_office(school),
    ), max(answering.status, checking.status)


def _still_here(county_id, finding_id):
    """Refuse what has to go through the process that took the finding over. Raises FollowedElsewhere."""
    elsewhere = slots.taken(county_id, [finding_id]).get(finding_id)
    if elsewhere:
        raise errors.FollowedElsewhere(name=elsewhere.name)


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
    shown = [_shown(one, at[one.finding.school_id], today) for one in wanted]
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
    school, asked = at.get(one.finding.school_id), request.args
    return (
        school is not None
        and asked.get("town", "") in ("", school.town)
        and asked.get("school", "") in ("", school.code)
        and asked.get("item", "") in ("", one.finding.code)
        and asked.get("severity", "") in ("", one.finding.severity)
        and asked.get("visit", "") in ("", str(one.visit.id))
    )


def _choices(at, found):
    towns = dict.fromkeys(one.town for one in at.values())
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
        choice("town", _("乡镇"), [(town, town) for town in towns]),
        choice("school", _("学校"), [(one.code, one.name) for one in at.values()]),
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


def _shown(one, school, today):
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
        _stands(one),
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
