"""会议和制度: a light record of meetings and studies, and the register of rules that came out of cases."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import Schema, fields

from mealwatch.attachments.domain.matters import Evidence
from mealwatch.attachments.forms import evidence_form
from mealwatch.attachments.schemas import PhotosField
from mealwatch.cases import queries as cases
from mealwatch.cases.following import errors, presenters, queries, service
from mealwatch.cases.following.pages.blueprint import (
    blueprint,
    known_photos,
    schools_here,
    stamp,
)
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.web.fields import Choice, DateField, Text, WholeNumber
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.listing import Cell, Listing
from mealwatch.web.xlsx import Column

#: So many cases are offered, the newest first.
_OFFERED = 60
#: Meetings and rules are the bureau's, and so are their photos.
_OWN = Evidence("office")


class PickSchema(Schema):
    id = WholeNumber(required=True)


class MeetingSchema(Schema):
    kind = Choice("meeting_kind", required=True)
    on = DateField(required=True)
    title = Text(most=120, required=True)
    place = Text(most=80, load_default="")
    people = Text(most=500, load_default="")
    decisions = Text(most=8000, required=True)
    cases = fields.List(fields.Nested(PickSchema), load_default=())
    photos = PhotosField()


class RuleSchema(Schema):
    title = Text(most=120, required=True)
    text = Text(most=8000, load_default="")
    from_date = DateField(required=True)
    ended_on = DateField(load_default=None)
    cases = fields.List(fields.Nested(PickSchema), load_default=())
    photos = PhotosField()


@blueprint.get("/meetings")
@guard("read_cases")
def meetings():
    """The rules that came out of cases, and the meetings about them."""
    county_id = current_viewer().county_id
    return render_template(
        "following/meetings.html",
        meetings=queries.meetings(county_id),
        rules=queries.rules(county_id),
        numbers=_numbers(county_id),
        today=clock.today(),
        may=current_viewer().may("handle_cases"),
        may_export=current_viewer().may("export_data"),
    )


@blueprint.get("/case-rules.xlsx")
@guard("export_data")
def rules_xlsx():
    """The register of rules."""
    if not current_viewer().may("read_cases"):
        raise NotAllowed
    county_id = current_viewer().county_id
    numbers = _numbers(county_id)
    rows = [
        [
            one.title,
            one.from_date,
            one.ended_on,
            "、".join(numbers[case_id] for case_id in one.cases if case_id in numbers),
            Cell(one.text),
            len(one.files),
        ]
        for one in queries.rules(county_id)
    ]
    columns = [
        Column(_("制度"), width=40),
        Column(_("施行日期"), "date"),
        Column(_("停止日期"), "date"),
        Column(_("源自整改件"), width=40),
        Column(_("正文"), width=60),
        Column(_("文件"), "whole"),
    ]
    return Listing(columns, rows).as_excel(_("整改制度登记"))


@blueprint.route("/meetings/new", methods=["GET", "POST"])
@guard("handle_cases")
def new_meeting():
    """Enter a meeting or a study."""
    return _entered("meeting", None)


@blueprint.route("/meetings/<int:meeting_id>", methods=["GET", "POST"])
@guard("read_cases")
def meeting(meeting_id):
    """A meeting; for officers, to change too."""
    return _entered("meeting", queries.get_meeting(current_viewer().county_id, meeting_id))


@blueprint.route("/case-rules/new", methods=["GET", "POST"])
@guard("handle_cases")
def new_rule():
    """Enter a rule that came out of cases."""
    return _entered("rule", None)


@blueprint.route("/case-rules/<int:rule_id>", methods=["GET", "POST"])
@guard("read_cases")
def rule(rule_id):
    """A rule; for officers, to change too."""
    return _entered("rule", queries.get_rule(current_viewer().county_id, rule_id))


def _entered(kind, known):
    viewer, at = current_viewer(), schools_here()
    may = viewer.may("handle_cases")
    if request.method == "POST" and not may:
        raise NotAllowed
    offered = [one for one in cases.cases(viewer.county_id) if one.school_id in at and one.issued_on]
    form = evidence_form(MeetingSchema() if kind == "meeting" else RuleSchema(), _OWN, _start(kind, known))
    work = _keep_meeting if kind == "meeting" else _keep_rule
    if form.sent and not form.faults and form.accepted(lambda given: work(known, given)):
        flash(_("已登记"), "done")
        return redirect(url_for(".meetings"))
    picked = known.cases if known else ()
    shown = [one for one in offered if one.id in picked] + [one for one in offered if one.id not in picked]
    digests = form.value("photos").split()
    return render_template(
        f"following/{kind}.html",
        known=known,
        form=form,
        may=may,
        offered=shown[:_OFFERED],
        picked={str(one) for one in picked} if not form.sent else set(form.typed.values()),
        at=at,
        evidence=_OWN,
        photos=known_photos(_OWN, digests),
        digests=digests,
        show=presenters,
    ), form.status


def _start(kind, known):
    if known is None:
        today = clock.today().isoformat()
        return {"kind": "on_site", "on": today, "from_date": today, "cases": _asked_case()}
    files = known.photos if kind == "meeting" else known.files
    return vars(known) | {"photos": " ".join(files), "cases": [{"id": one} for one in known.cases]}


def _asked_case():
    asked = request.args.get("case", "")
    return [{"id": asked}] if asked.isdecimal() else []


def _keep_meeting(known, given):
    picked = _picked(given)
    about = {name: given[name] for name in ("kind", "on", "title", "place", "people", "decisions", "photos")}
    county_id = current_viewer().county_id
    return service.keep_meeting(county_id, known and known.id, **about, case_ids=picked, **stamp())


def _keep_rule(known, given):
    about = {name: given[name] for name in ("title", "text", "from_date", "ended_on")}
    county_id = current_viewer().county_id
    picked = _picked(given)
    return service.keep_rule(county_id, known and known.id, **about, files=given["photos"], case_ids=picked, **stamp())


def _picked(given):
    ids = [row["id"] for row in given["cases"]]
    at = schools_here("handle_cases")
    found = (
        {one.id for one in cases.cases(current_viewer().county_id, ids=ids) if one.school_id in at} if ids else set()
    )
    if not found:
        raise errors.CasesMissing(field="cases-0-id")
    return [one for one in ids if one in found]


def _numbers(county_id):
    return {one.id: one.number for one in cases.cases(county_id)}
