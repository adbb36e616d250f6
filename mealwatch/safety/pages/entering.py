"""The form of a kind on a day, and what that day has of it already.

A form that is sent twice is one record: its number goes with it. With a second
person on their own phone the typed form waits until they have signed it.
"""

from datetime import date, timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import EXCLUDE

from mealwatch.accounts.scope import the_canteen
from mealwatch.attachments import queries as attachments
from mealwatch.attachments.forms import typed_with_photos
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.safety import errors, presenters, queries, service
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.safety.pages.blueprint import blueprint
from mealwatch.safety.pages.sheet import Sheet
from mealwatch.safety.pages.today import day_so_far
from mealwatch.safety.schemas import schema_of
from mealwatch.schools import queries as schools
from mealwatch.signing import presenters as signing
from mealwatch.signing import service as signatures
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form, nested
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import translate

#: The name under which typed forms wait for a second person.
WAITING = "daily_record"


def the_kind(code):
    """The kind with this code. Raises KindUnknown."""
    if code not in KINDS:
        raise errors.KindUnknown(value=code)
    return KINDS[code]


@blueprint.get("/canteens/<canteen_code>/records/<kind>")
@guard("read_school")
def fill(canteen_code, kind):
    """The form, for those who may fill it in; the day's records for all who read."""
    sheet = _sheet(the_canteen(canteen_code), the_kind(kind))
    return _page(sheet, Form(schema_of(sheet.kind, sheet.check_list), start=sheet.start()))


@blueprint.post("/canteens/<canteen_code>/records/<kind>")
@guard("keep_records", "record_accompanied")
def send(canteen_code, kind):
    """Record what was filled in."""
    viewer, canteen, kind = current_viewer(), the_canteen(canteen_code), the_kind(kind)
    if not presenters.may_enter(viewer, canteen, kind):
        raise NotAllowed
    sheet = _sheet(canteen, kind, meal=request.form.get("meal", ""))
    typed, wrong = typed_with_photos(canteen, request.form)
    form = Form(schema_of(kind, sheet.check_list), typed=sheet.typed(typed), start=sheet.start())
    for problem in wrong:
        form.refuse(problem)
    given = form.given() if not wrong else None
    if given is not None and kind.has_rows and not given["rows"]:
        form.refuse(errors.NothingFilled())
    elif given is not None and form.done(lambda: _send(sheet, form, given)):
        flash(*_said(form.result, kind))
        return redirect(_after(sheet))
    return _page(sheet, form)


def _sheet(canteen, kind, meal=None):
    asked = request.args.get("meal", "") if meal is None else meal
    about = request.args.get("about", "")
    return Sheet.of(current_viewer(), canteen, kind, day_so_far(), clock.now(), meal=asked, about=about)


def _send(sheet, form, given):
    """Record, or hand on to a second person. Raises the feature's and signing's errors."""
    viewer, kind, canteen = sheet.viewer, sheet.kind, sheet.canteen
    now, by = clock.now(), viewer.actor()
    if kind.second and given["second_how"] == "ask":
        payload = {"typed": form.typed, "kind": kind.code, "on": sheet.on.isoformat(), "meal": sheet.meal}
        title = _title(sheet)
        return in_transaction(
            lambda: signatures.ask(
                viewer.county_id, canteen.id, WAITING, payload, purpose=kind.second, title=title, by=by, now=now
            )
        )

    def second(subject, key, content):
        return signatures.second(
            viewer.county_id,
            canteen.id,
            given,
            purpose=kind.second,
            subject=subject,
            key=key,
            content=content,
            on=sheet.on,
            by=by,
            now=now,
        )

    return in_transaction(
        lambda: service.enter(
            viewer.county_id,
            canteen,
            kind,
            sheet.entries(given),
            by=by,
            now=now,
            second=second if kind.second else None,
        )
    )


def show_waiting(payload):
    """Rows for the page on which a second person reads what is to be signed."""
    kind = KINDS[payload["kind"]]
    yield _("记录"), translate(kind.name)
    yield _("日期"), f"{payload['on']} {presenters.meal_word(payload['meal'])}".strip()
    given = _given(kind, payload["typed"])
    for row in given.get("rows") or ():
        yield from _rows_of(kind.of_row, row)
    yield from _rows_of(kind.shared if kind.has_rows else kind.fields, given)


def post_waiting(county_id, canteen, payload, second, by, now):
    """Record what a second person has signed."""
    kind, on = KINDS[payload["kind"]], date.fromisoformat(payload["on"])
    given = _given(kind, payload["typed"])
    sheet = Sheet(_By(county_id), canteen, kind, on, now, meal=payload["meal"])
    return service.enter(
        county_id, canteen, kind, sheet.entries(given), by=by, now=now, second=lambda *_content: second
    )


def form_address(canteen_code, payload):
    """Where a returned form is filled in again."""
    return url_for(
        "safety.fill",
        canteen_code=canteen_code,
        kind=payload["kind"],
        date=payload["on"],
        meal=payload["meal"] or None,
    )


class _By:
    """As much of a viewer as a sheet needs for its entries."""

    def __init__(self, county_id):
        self.county_id = county_id
        self.roles = ()


def _given(kind, typed) -> dict:
    """What a waiting form says, read as it was when it was handed on."""
    return dict(schema_of(kind).load(nested(Sheet.typed(typed)), unknown=EXCLUDE))


def _rows_of(fields, values):
    for field in fields:
        value = values.get(field.name)
        if value not in (None, "", []) and field.type != "photos":
            yield translate(field.label), presenters.said(field, value)


def _title(sheet):
    parts = [f"{sheet.on.month}月{sheet.on.day}日", presenters.meal_word(sheet.meal), translate(sheet.kind.name)]
    return " ".join(part for part in parts if part)


def _said(result, kind):
    name = translate(kind.name)
    if not hasattr(result, "unchanged"):
        return _("%(name)s已交给对方签字，签了才算数", name=name), "done"
    if not result.new:
        return _("这些已经填过，没有改动"), "done"
    if kind.has_rows:
        return _("%(name)s记了 %(count)s 条", name=name, count=result.new), "done"
    return _("%(name)s已记录", name=name), "done"


def _after(sheet):
    """Back to the day's list; to the form again where more of its rows wait."""
    place = {"canteen_code": sheet.canteen.code, "date": sheet.on}
    return url_for("safety.today", **place)


def _page(sheet, form):
    viewer, canteen, kind = sheet.viewer, sheet.canteen, sheet.kind
    pages = presenters.Pages(sheet.machines, queries.lists_of(viewer.county_id) if kind.of == "items" else {})
    there = queries.records(viewer.county_id, canteen.id, (kind.code,), sheet.on, sheet.on, withdrawn=True)
    if sheet.meal:
        there = [one for one in there if one.meal == sheet.meal]
    shown = [pages.shown(one) for one in there]
    photos = attachments.attachments_of(viewer.county_id, canteen.id, [one for part in shown for one in part.photos])
    filled = kind.one and any(not one.withdrawn for one in there)
    may_enter = presenters.may_enter(viewer, canteen, kind) and (not kind.by_school or bool(sheet.schools))
    g.canteen = canteen
    page = render_template(
        "safety/fill.html",
        sheet=sheet,
        kind=kind,
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        schools={one.id: one for one in schools.schools_of(viewer.county_id)},
        form=form,
        on=sheet.on,
        today=clock.today(),
        earliest=clock.today() - timedelta(days=service.MOST_DAYS_LATE),
        may_enter=may_enter,
        filled=filled,
        missing=kind.of == "problem" and sheet.finding is None,
        shown=shown,
        photos=photos,
        choice=signing.choice(viewer, canteen, kind.second, sheet.on) if kind.second and may_enter else None,
        meal_word=presenters.meal_word,
        state_word=presenters.state_word,
        months_of=sheet.on.strftime("%Y-%m"),
    )
    return page, form.status
