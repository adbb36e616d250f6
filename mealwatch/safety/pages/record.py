"""One record with all its versions; correcting it with a reason, and withdrawing it."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.attachments import queries as attachments
from mealwatch.attachments.forms import typed_with_photos
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.safety import errors, presenters, queries, service
from mealwatch.safety.domain.kinds.checks import ON_THE_SPOT
from mealwatch.safety.pages.blueprint import blueprint
from mealwatch.safety.pages.entering import the_kind
from mealwatch.safety.pages.sheet import Sheet
from mealwatch.safety.schemas import WithdrawSchema, correction_schema_of
from mealwatch.schools import queries as schools
from mealwatch.signing import presenters as signing
from mealwatch.signing import service as signatures
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/canteens/<canteen_code>/records/<kind>/<number>")
@guard("read_school")
def record(canteen_code, kind, number):
    """A record with its versions; ``?correct=1`` opens the form of a correction."""
    one = _One(canteen_code, kind, number)
    form = one.form() if request.args.get("correct") and one.may_change else None
    return _page(one, form)


@blueprint.post("/canteens/<canteen_code>/records/<kind>/<number>")
@guard("keep_records", "record_accompanied")
def correct(canteen_code, kind, number):
    """Correct a record: the next version, with its reason."""
    one = _One(canteen_code, kind, number)
    one.refuse_others()
    typed, wrong = typed_with_photos(one.canteen, request.form)
    form = one.form(typed)
    for problem in wrong:
        form.refuse(problem)
    given = form.given() if not wrong else None
    if given is not None and form.done(lambda: _correct(one, given)):
        flash(_("已更正，原来的也留着"), "done")
        return redirect(one.address)
    return _page(one, form)


@blueprint.post("/canteens/<canteen_code>/records/<kind>/<number>/withdraw")
@guard("keep_records", "record_accompanied")
def withdraw(canteen_code, kind, number):
    """Say that a record should never have been made."""
    one = _One(canteen_code, kind, number)
    one.refuse_others()
    form = Form(WithdrawSchema())
    if form.accepted(
        lambda given: service.withdraw(
            one.county_id, one.canteen, one.kind, number, by=one.viewer.actor(), now=clock.now(), **given
        )
    ):
        flash(_("已作废，原来的记录还看得到"), "done")
        return redirect(one.address)
    return _page(one, None, form)


class _One:
    """The record in the address and who asks for it."""

    def __init__(self, canteen_code, kind, number):
        self.viewer, self.canteen, self.kind = current_viewer(), the_canteen(canteen_code), the_kind(kind)
        self.county_id, self.number = self.viewer.county_id, number
        self.versions = queries.versions(self.county_id, self.canteen.id, self.kind.code, number)
        if not self.versions:
            raise errors.NoRecord
        self.record = self.versions[-1]
        self.may_change = presenters.may_enter(self.viewer, self.canteen, self.kind) and not self.record.withdrawn
        self.address = url_for("safety.record", canteen_code=canteen_code, kind=kind, number=number)
        private = queries.private_of(self.county_id, self.canteen.id, kind, number) if self.kind.private else None
        asked = private and self.record.fields.get("unfit")
        seen = asked and presenters.may_see_private(self.viewer, self.canteen, private, clock.today())
        self.hides, self.private = bool(asked and not seen), private.fields if seen else {}
        self.check_list = None
        if self.kind.of == "items":
            version = self.record.fields["list_version"]
            self.check_list = queries.check_list(self.county_id, self.kind.code, version)

    def refuse_others(self):
        if not presenters.may_enter(self.viewer, self.canteen, self.kind):
            raise NotAllowed

    def form(self, typed=None):
        schema = correction_schema_of(self.kind, self.check_list)
        return Form(schema, start=self._start(), typed=typed)

    def _start(self):
        found = {}
        for field in self.kind.fields:
            value = (self.record.fields | self.private).get(field.name)
            if value is None:
                continue
            if field.type == "several":
                codes = [code for code, _ in field.choices]
                found |= {f"{field.name}-{codes.index(code)}": code for code in value if code in codes}
            elif field.type == "dishes":
                found |= {f"{field.name}-{place}": dish for place, dish in enumerate(value)}
            elif field.type == "photos":
                found[field.name] = " ".join(value)
            elif field.type == "flag":
                found[field.name] = "yes" if value else "no"
            elif field.type == "people":
                found[field.name] = "、".join(value)
            elif field.type in ("measure", "whole"):
                found[field.name] = field.measured(value)
            elif field.type == "moment":
                found[field.name] = value[:16]
            else:
                found[field.name] = value
        return found | self._start_of_items()

    def _start_of_items(self):
        if not self.check_list:
            return {}
        found = {f"group-{number}": state for number, state in self.record.fields["groups"].items()}
        for one in self.record.fields["found"]:
            number = one["item"]
            found |= {f"item-{number}": "yes", f"problem-{number}": one["problem"], f"measure-{number}": one["measure"]}
            found |= {f"deadline-{number}": one["deadline"]}
            if one[ON_THE_SPOT]:
                found[f"spot-{number}"] = "yes"
        return found


def _correct(one, given):
    now, by = clock.now(), one.viewer.actor()

    def second(subject, key, content):
        return signatures.second(
            one.county_id,
            one.canteen.id,
            given,
            purpose=one.kind.second,
            subject=subject,
            key=key,
            content=content,
            on=one.record.dated_on,
            by=by,
            now=now,
        )

    values = {field.name: given.get(field.name) for field in one.kind.fields}
    # What a record is about stays: another dish, another refrigerator is another record.
    values |= {name: one.record.fields[name] for name in ("dish", "equipment") if name in one.record.fields}
    if one.check_list:
        values |= {"groups": given["groups"], "found": given["found"], "list_version": one.check_list.version}
    return in_transaction(
        lambda: service.correct(
            one.county_id,
            one.canteen,
            one.kind,
            one.number,
            values,
            reason=given["reason"],
            by=by,
            now=now,
            second=second if one.kind.second else None,
        )
    )


def _page(one, form, withdrawing=None):
    machines = queries.equipment_of(one.county_id, one.canteen.id, every=True)
    pages = presenters.Pages(machines, queries.lists_of(one.county_id))
    shown = [pages.shown(version) for version in one.versions]
    digests = [digest for version in shown for digest in version.photos]
    sheet = Sheet(one.viewer, one.canteen, one.kind, one.record.dated_on, clock.now(), meal=one.record.meal)
    sheet.staff, sheet.machines = queries.staff_of(one.county_id, one.canteen.id), machines
    sheet.check_list, sheet.dishes = one.check_list, one.record.fields.get("dishes", [])
    names = {field.name: field for field in one.kind.fields}
    private = [(names[name].label, presenters.said(names[name], value)) for name, value in one.private.items()]
    status = (form or withdrawing).status if form or withdrawing else 200
    choice = None
    if form and one.kind.second:
        choice = signing.choice(one.viewer, one.canteen, one.kind.second, one.record.dated_on)
    page = render_template(
        "safety/record.html",
        one=one,
        kind=one.kind,
        canteen=one.canteen,
        school=schools.school_by_id(one.county_id, one.canteen.school_id),
        schools={each.id: each for each in schools.schools_of(one.county_id)},
        shown=shown,
        photos=attachments.attachments_of(one.county_id, one.canteen.id, digests),
        private=private,
        form=form,
        withdrawing=withdrawing,
        sheet=sheet,
        choice=choice,
        on=one.record.dated_on,
        meal_word=presenters.meal_word,
    )
    return page, status
