"""Self-checks: the bureau's list and counts, a school's answer on the phone, the case that an answer opens."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema, fields

from mealwatch.accounts.scope import the_school
from mealwatch.attachments.domain.matters import Evidence
from mealwatch.attachments.forms import evidence_form
from mealwatch.attachments.schemas import PhotosField
from mealwatch.cases import queries as cases
from mealwatch.cases.following import errors, presenters, queries, service
from mealwatch.cases.following.domain.checks import HAS, LATE, NONE, WAITING
from mealwatch.cases.following.domain.looks import VERIFICATION
from mealwatch.cases.following.pages.blueprint import (
    blueprint,
    known_photos,
    schools_here,
    stamp,
)
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.web import words
from mealwatch.web.fields import Choice, Text
from mealwatch.web.formats import moment
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.listing import Cell, Listing, picked
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column

STATES = (HAS, LATE, WAITING, NONE)


class AnswerSchema(Schema):
    has = Choice("check_answer", load_default=None)


class ReplySchema(Schema):
    answers = fields.List(fields.Nested(AnswerSchema), load_default=())
    words = Text(most=1000, load_default="")
    photos = PhotosField()


@blueprint.get("/self-checks")
@guard("read_cases", "answer_case")
def checks():
    """The bureau's self-checks, the newest first; of a principal those that ask their schools."""
    viewer, today = current_viewer(), clock.today()
    if viewer.may("read_cases"):
        at = schools_here()
        found = [one for one in queries.self_checks(viewer.county_id) if any(a.school_id in at for a in one.asked)]
        return render_template(
            "following/checks.html", page=page_of_list(found), today=today, show=presenters, numbers=_numbers(found)
        )
    at = schools_here("answer_case")
    asked = queries.asked_of(viewer.county_id, list(at))
    return render_template(
        "following/mine.html",
        waiting=[pair for pair in asked if pair[1].reply is None],
        answered=[pair for pair in asked if pair[1].reply],
        at=at,
        today=today,
        show=presenters,
    )


@blueprint.get("/self-checks/<int:check_id>")
@guard("read_cases")
def check(check_id):
    """One self-check: who was asked and why, who answered what, what was seen in the field."""
    viewer, now = current_viewer(), clock.now()
    one, at = _the_check(check_id)
    listing = _listing(one, at, now.date())
    draws = queries.draws(viewer.county_id, now, kind=VERIFICATION, subject_ids=[check_id])
    return render_template(
        "following/check.html",
        check=one,
        case=cases.case(viewer.county_id, one.case_id),
        listing=listing,
        page=listing.page(),
        counts={name: sum(one.state(each, now.date()) == name for each in one.asked) for name in STATES},
        draws=draws,
        at=at,
        show=presenters,
        may_export=viewer.may("export_data"),
        today=now.date(),
    )


@blueprint.get("/self-checks/<int:check_id>.xlsx")
@guard("export_data")
def check_xlsx(check_id):
    """The schools of a self-check as they stand on the screen."""
    if not current_viewer().may("read_cases"):
        raise NotAllowed
    one, at = _the_check(check_id)
    return _listing(one, at, clock.today()).as_excel(one.title)


@blueprint.route("/self-checks/<int:check_id>/<school_code>", methods=["GET", "POST"])
@guard("answer_case", "read_cases")
def reply(check_id, school_code):
    """A school's answer: what is asked and why, 有 or 没有 to each question, words, photos."""
    viewer, school = current_viewer(), the_school(school_code)
    one = queries.get_check(viewer.county_id, check_id)
    asked = one.of(school.id)
    if asked is None:
        raise errors.NoCheck(what="", key=str(check_id))
    may = viewer.may("answer_case", school=school)
    if request.method == "POST" and not may:
        raise NotAllowed
    evidence = Evidence("case", school)
    form = evidence_form(ReplySchema(), evidence, _start(asked))
    if form.sent and not form.faults and form.accepted(lambda given: _reply(one, school, given)):
        flash(_("已答复，谢谢"), "done")
        return redirect(url_for(".checks"))
    source = service.request_key(check_id, school.id)
    photos = asked.reply.photos if asked.reply else ()
    return render_template(
        "following/reply.html",
        check=one,
        asked=asked,
        school=school,
        canteen=next(iter(schools.canteens_of(viewer.county_id, [school.id])), None),
        evidence=evidence,
        form=form,
        may=may,
        office=viewer.may("read_cases", school=school),
        may_open=viewer.may("handle_cases", school=school),
        opened=cases.find_request(viewer.county_id, source),
        known=known_photos(evidence, photos),
        today=clock.today(),
        show=presenters,
    ), form.status


@blueprint.post("/self-checks/<int:check_id>/<school_code>/case")
@guard("handle_cases")
def open_own(check_id, school_code):
    """Open the school's own case from its answer, at one tap; again leads to the same."""
    viewer, school = current_viewer(), the_school(school_code)
    form = Form(Schema())
    if form.accepted(lambda _given: service.open_case(viewer.county_id, check_id, school.id, **stamp())):
        flash(_("已立案，请核对文字后下达"), "done")
        return redirect(url_for("cases.case", case_id=form.result))
    raise errors.NoCheck(what="", key=str(check_id))


def _reply(check, school, given):
    rows = [row["has"] for row in given["answers"]]
    answers = [None if has is None else has == "yes" for has in rows]
    if len(answers) < len(check.questions):
        typed = {int(name.split("-")[1]): value for name, value in request.form.items() if name.startswith("answers-")}
        answers = [{"yes": True, "no": False}.get(typed.get(place, "")) for place in range(len(check.questions))]
    service.reply(
        current_viewer().county_id,
        check.id,
        school.id,
        answers=tuple(answers),
        words=given["words"],
        photos=given["photos"],
        **stamp(),
    )


def _start(asked):
    if asked.reply is None:
        return {}
    rows = [{"has": "yes" if has else "no"} for has in asked.reply.answers]
    return {"answers": rows, "words": asked.reply.words, "photos": " ".join(asked.reply.photos)}


def _the_check(check_id):
    """(Check, {id: school} of the person's). Raises NoCheck where none of them was asked."""
    one, at = queries.get_check(current_viewer().county_id, check_id), schools_here()
    if not any(each.school_id in at for each in one.asked):
        raise errors.NoCheck(what="", key=str(check_id))
    return one, at


def _numbers(found):
    county_id = current_viewer().county_id
    known = cases.cases(county_id, ids={one.case_id for one in found}) if found else []
    return {one.id: one.number for one in known}


def _listing(check, at, today):
    state = picked("state", STATES)
    here = [one for one in check.asked if one.school_id in at and (not state or check.state(one, today) == state)]
    here.sort(key=lambda one: (STATES.index(check.state(one, today)), at[one.school_id].code))
    rows = [_row(check, one, at[one.school_id], today) for one in here]
    told = [(_("自查"), check.title), (_("截止"), check.due_on.isoformat())]
    return Listing(_columns(), rows, told)


def _columns():
    return [
        Column(_("学校"), width=26),
        Column(_("乡镇"), width=12),
        Column(_("为什么问"), "wordy", width=50),
        Column(_("答复")),
        Column(_("情况"), "wordy", width=50),
        Column(_("答复时间"), width=18),
        Column(_("照片"), "whole"),
    ]


def _row(check, one, school, today):
    state, said = check.state(one, today), one.reply
    address = url_for("following.reply", check_id=check.id, school_code=school.code)
    more = _("等 %(n)s 条", n=len(one.rows)) if len(one.rows) > 1 else ""
    return [
        Cell(school.name, address=address),
        school.town,
        Cell("；".join(one.rows), text=one.rows[0] if one.rows else "", below=more),
        Cell(words.word(state, "check_state"), look=words.mark_of(state, "check_state")),
        said.words if said else "",
        moment(said.at) if said else "",
        len(said.photos) if said else None,
    ]
