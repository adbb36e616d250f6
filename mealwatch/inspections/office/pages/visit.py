"""One visit: everything that was deposited, each photo, and the records of one stop beside each other."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.checklists import queries as checklists
from mealwatch.checklists.domain.score import score
from mealwatch.devices import queries as devices
from mealwatch.inspections import queries as visited
from mealwatch.inspections.office import queries, service
from mealwatch.inspections.office.domain import merging
from mealwatch.inspections.office.domain.allowed import receipt_in
from mealwatch.inspections.office.pages.blueprint import blueprint, in_office, the_visit
from mealwatch.inspections.office.presenters import measures, odd, signed
from mealwatch.inspections.office.presenters.sheet import sheet_of, words_of
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.web.fields import Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


class DecisionSchema(Schema):
    code = Text(most=20, required=True)
    reason = Text(most=500, required=True)


@blueprint.get("/inspections/<int:visit_id>")
@guard("read_visits", "read_school")
def visit(visit_id):
    """One record of a visit, section by section."""
    one, school = the_visit(visit_id)
    return render_template("visited/visit.html", **told(one, school))


def told(one, school):
    """Everything that a visit's page and its paper show."""
    county_id = current_viewer().county_id
    body = devices.envelope_of(county_id, one.deposit_id)["body"]
    deposit = devices.deposit(county_id, one.deposit_id)
    version = checklists.version(county_id, one.list_code, one.list_version)
    followed = queries.findings(county_id, visit_ids=[one.id], twins=True)
    differences = {each.measured.id: each for each in queries.differences(county_id, visit_ids=[one.id])}
    amendments = visited.amendments_of(county_id, [one.uuid]).get(one.uuid, [])
    company = visited.with_company(county_id, one)
    return {
        "visit": one,
        "school": school,
        "canteen": schools.canteen_by_id(county_id, one.canteen_id),
        "version": version,
        "followed": followed,
        "sheet": sheet_of(version, one, body, followed),
        "body": body,
        "deposit": deposit,
        "device": devices.find_device(county_id, deposit.device_id),
        "flags": odd.flags(one, deposit),
        "measured": visited.measurements(county_id, [one.id]).get(one.id, []),
        "differences": differences,
        "show": measures,
        "receipt_in": receipt_in,
        "there": _there(county_id, [one.deposit_id, *(each.deposit_id for each in amendments)]),
        "signatures": signed.signatures(county_id, one, body),
        "rechecks": body.get("rechecks", []),
        "amendments": amendments,
        "company": [each for each in company if each.id != one.id],
        "office": in_office(school),
        "today": clock.today(),
        "words_of": words_of,
    }


@blueprint.get("/inspections/<int:visit_id>/photos/<sha256>")
@guard("read_visits", "read_school")
def photo(visit_id, sha256):
    """One photo, large, with those before and after it."""
    one, school = the_visit(visit_id)
    found = list(dict.fromkeys(each.sha256 for each in _evidence(one) if each.mime.startswith("image/")))
    at = found.index(sha256) if sha256 in found else -1
    return render_template(
        "visited/photo.html",
        visit=one,
        school=school,
        sha256=sha256,
        at=at,
        count=len(found),
        before=found[at - 1] if at > 0 else None,
        after=found[at + 1] if 0 <= at < len(found) - 1 else None,
        there=sha256 in _there(current_viewer().county_id, _deposits(one)),
    )


@blueprint.route("/inspections/<int:visit_id>/together", methods=["GET"])
@guard("read_visits")
def together(visit_id):
    """The records of one stop merged item by item, or two teams at one school beside each other."""
    return _together(visit_id, Form(DecisionSchema()).fresh())


@blueprint.post("/inspections/<int:visit_id>/decide")
@guard("plan_visits")
def decide(visit_id):
    """In a clash, what this record says counts."""
    viewer = current_viewer()
    one, school = the_visit(visit_id)
    form = Form(DecisionSchema())
    if not viewer.may("plan_visits", school=school):
        return _together(visit_id, form.fresh())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(
        lambda given: service.decide(viewer.county_id, one.id, given["code"], reason=given["reason"], **stamp)
    ):
        flash(_("已定，两份原始记录都不变"), "done")
        code = form.typed["code"].strip()
        return redirect(url_for("inspections.together", visit_id=visit_id, _anchor=f"item-{code}"))
    return _together(visit_id, form)


def _together(visit_id, form):
    viewer = current_viewer()
    county_id = viewer.county_id
    one, school = the_visit(visit_id)
    company = [each for each in visited.with_company(county_id, one) if viewer.may("read_school", school=school)]
    merges = [each for each in company if one.stop_id is not None and each.stop_id == one.stop_id]
    records = merges if len(merges) > 1 else company
    version = checklists.version(county_id, one.list_code, one.list_version)
    items = merging.beside(
        [item.code for item in version.list.items],
        [_said(each, county_id) for each in records],
        queries.decisions_of(county_id, [each.id for each in records]) if len(merges) > 1 else (),
    )
    red = sorted({code for each in records for code in each.red_lines})
    return render_template(
        "visited/together.html",
        form=form,
        visit=one,
        school=school,
        records=records,
        merges=len(merges) > 1,
        items=items,
        by_code={item.code: item for item in version.list.items},
        clashes=[each for each in items if each.clashes],
        score=score(version, merging.answers(items), red),
        red=red,
        measured=visited.measurements(county_id, [each.id for each in records]),
        show=measures,
        there=_there(county_id, [key for each in records for key in _deposits(each)]),
        may_decide=len(merges) > 1 and viewer.may("plan_visits", school=school),
    ), form.status


def _said(visit, county_id):
    answers = devices.envelope_of(county_id, visit.deposit_id)["body"].get("answers", {})
    names = "、".join(one.name for one in sorted(visit.team, key=lambda each: not each.leader))
    return {
        code: merging.Said(
            visit.id, names, answer, words_of(answers.get(code, {})), tuple(answers.get(code, {}).get("photos", ()))
        )
        for code, answer in visit.answers.items()
    }


def _deposits(visit):
    amendments = visited.amendments_of(current_viewer().county_id, [visit.uuid]).get(visit.uuid, [])
    return [visit.deposit_id, *(one.deposit_id for one in amendments)]


def _evidence(visit):
    return [one for key in _deposits(visit) for one in devices.evidence(current_viewer().county_id, key)]


def _there(county_id, deposit_ids):
    """The hashes of these records whose bytes are here."""
    return {one.sha256 for key in deposit_ids for one in devices.evidence(county_id, key) if one.present}
