"""Looks in the field: what is for today, what waits without a day, what was found, and the proof of each draw."""

from pathlib import Path

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.attachments.domain.matters import Evidence
from mealwatch.attachments.forms import evidence_form
from mealwatch.attachments.schemas import PhotosField
from mealwatch.cases import queries as cases
from mealwatch.cases.following import errors, presenters, queries, recompute, service
from mealwatch.cases.following.domain import drawing
from mealwatch.cases.following.domain.looks import LOOK_BACK, SEEN, TODAY, WAITING
from mealwatch.cases.following.pages.blueprint import (
    blueprint,
    known_photos,
    schools_here,
    stamp,
)
from mealwatch.inspections import queries as visited
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.web.fields import Choice, Text
from mealwatch.web.guards import current_viewer, guard

_OUTCOMES = {LOOK_BACK: "look_outcome"}


class ResultSchema(Schema):
    outcome = Choice("look_outcome", required=True)
    words = Text(most=1000, load_default="")
    photos = PhotosField()


@blueprint.get("/look-backs")
@guard("read_cases")
def todays():
    """What is for today; the windows in which the others lie; what was let by."""
    viewer, at, now = current_viewer(), schools_here(), clock.now()
    open_ones = [one for one in queries.draws(viewer.county_id, now, open_only=True) if _in_reach(one, at)]
    today = [(look, draw) for look, draw in queries.todays(viewer.county_id, now) if look.school_id in at]
    waiting = [(look, draw) for draw in open_ones for look in draw.looks if look.state == WAITING]
    return render_template(
        "following/looks.html",
        today=today,
        waiting=sorted(waiting, key=lambda pair: (pair[0].first, pair[1].id)),
        titles={draw.id: _title(draw) for draw in open_ones},
        missed=sum(one.missed for one in open_ones),
        reserved=queries.reserved(viewer.county_id, now),
        at=at,
        day=now.date(),
        show=presenters,
    )


@blueprint.route("/look-backs/<int:draw_id>/<int:n>", methods=["GET", "POST"])
@guard("read_cases")
def look(draw_id, n):
    """One look from its morning on: where, what to look at, what was found."""
    viewer, now = current_viewer(), clock.now()
    draw = queries.get_draw(viewer.county_id, draw_id, now)
    one = next((each for each in draw.looks if each.n == n and each.on), None)
    if one is None or one.school_id not in schools_here():
        raise errors.NoDraw(what="", key=str(draw_id))
    school = schools.school_by_id(viewer.county_id, one.school_id)
    may = viewer.may("inspect", school=school)
    if request.method == "POST" and not may:
        raise NotAllowed
    evidence = Evidence("case" if draw.kind == LOOK_BACK else "office", school)
    form = evidence_form(ResultSchema(), evidence)
    if form.sent and not form.faults and form.accepted(lambda given: _settle(draw_id, n, given)):
        flash(_("结果已记下"), "done")
        return redirect(_subject_address(draw))
    photos = one.result.photos if one.result else ()
    return render_template(
        "following/look.html",
        one=one,
        draw=draw,
        school=school,
        evidence=evidence,
        case=cases.case(viewer.county_id, draw.subject_id) if draw.kind == LOOK_BACK else None,
        check=None if draw.kind == LOOK_BACK else queries.get_check(viewer.county_id, draw.subject_id),
        title=_title(draw),
        back=_subject_address(draw),
        form=form,
        outcomes=_OUTCOMES.get(draw.kind, "verification_outcome"),
        visits=visited.visits(viewer.county_id, [school.id], first=one.on, last=one.on),
        may_say=may and draw.open and one.state in (TODAY, SEEN),
        known=known_photos(evidence, photos),
        show=presenters,
    ), form.status


@blueprint.get("/look-backs/<int:draw_id>")
@guard("read_cases")
def proof(draw_id):
    """What was sealed, from which lists, and once it is over the seed with which anybody can work it out."""
    draw = _readable(draw_id)
    return render_template(
        "following/proof.html",
        draw=draw,
        title=_title(draw),
        back=_subject_address(draw),
        names={one.code: one.name for one in schools.schools_of(current_viewer().county_id)},
        show=presenters,
    )


@blueprint.get("/look-backs/<int:draw_id>.json")
@guard("read_cases")
def record(draw_id):
    """The record for whoever works the draw out again; before the seed is shown, it has none and no days."""
    draw = _readable(draw_id)
    slates = [one.listed for one in draw.slates if one.listed["choices"]]
    told = {"seed_hash": draw.seed_hash, "slates": slates, "seed": draw.shown, "result": []}
    if draw.shown:
        picks = sorted(one for listed in slates for one in drawing.picks_of(draw.shown, listed))
        told["result"] = [[one.n, one.attempt, one.school, one.on.isoformat()] for one in picks]
    return jsonify(told)


@blueprint.get("/look-backs/recompute.py")
@guard("read_cases")
def program():
    """The program that works a draw out again, without this product."""
    return Response(Path(recompute.__file__).read_text(encoding="utf-8"), mimetype="text/x-python")


def _settle(draw_id, n, given):
    service.settle(
        current_viewer().county_id,
        draw_id,
        n,
        given["outcome"],
        words=given["words"],
        photos=given["photos"],
        **stamp(),
    )


def _readable(draw_id):
    draw = queries.get_draw(current_viewer().county_id, draw_id, clock.now())
    if not _in_reach(draw, schools_here()):
        raise errors.NoDraw(what="", key=str(draw_id))
    return draw


def _in_reach(draw, at):
    """Whether the draw speaks of a school of the person's."""
    county_id = current_viewer().county_id
    if draw.kind == LOOK_BACK:
        return cases.case(county_id, draw.subject_id).school_id in at
    return any(one.school_id in at for one in queries.get_check(county_id, draw.subject_id).asked)


def _title(draw):
    county_id = current_viewer().county_id
    if draw.kind == LOOK_BACK:
        return cases.case(county_id, draw.subject_id).number
    return queries.get_check(county_id, draw.subject_id).title


def _subject_address(draw):
    if draw.kind == LOOK_BACK:
        return url_for("cases.case", case_id=draw.subject_id, _anchor="look-backs")
    return url_for("following.check", check_id=draw.subject_id)
