"""Exceptions from the rule of two people: asked for by a school, decided, ended and looked over by the bureau."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.signing import errors, queries, service
from mealwatch.signing.schemas import AskExceptionSchema, DecideExceptionSchema, EndExceptionSchema
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

blueprint = Blueprint("signing_exceptions", __name__, template_folder="../templates")
#: What waits comes first, then what holds.
_ORDER = ("waiting", "open", "coming", "refused", "over")


@blueprint.get("/canteens/<canteen_code>/exceptions")
@guard("read_school")
def of_canteen(canteen_code):
    """A canteen's exceptions, and the form to ask for one."""
    return _canteen_page(the_canteen(canteen_code), Form().fresh())


@blueprint.post("/canteens/<canteen_code>/exceptions")
@guard("request_exception")
def ask(canteen_code):
    """Ask for an exception."""
    viewer, canteen, form = current_viewer(), the_canteen(canteen_code), Form(AskExceptionSchema())

    def work(given):
        asked = {name: given[name] for name in ("from_date", "until_date", "reason", "instead")}
        return service.ask_exception(
            viewer.county_id,
            canteen.id,
            purposes=AskExceptionSchema.purposes(given),
            **asked,
            by=viewer.actor(),
            now=clock.now(),
        )

    if not form.accepted(work):
        return _canteen_page(canteen, form)
    flash(_("已提交，县教体局同意后生效"), "done")
    return redirect(url_for(".of_canteen", canteen_code=canteen.code))


@blueprint.get("/exceptions")
@guard("read_county")
def index():
    """All exceptions in reach: what waits first, then what holds."""
    viewer, today = current_viewer(), clock.today()
    found = queries.exceptions_of(viewer.county_id, viewer.reach("read_county").canteen_ids)
    found.sort(key=lambda one: (_ORDER.index(one.state(today)), one.last if one.decision else one.from_date))
    return render_template(
        "signing/exceptions.html",
        found=found,
        today=today,
        places=_places(),
        made={key: len(under) for key, under in _made(found).items()},
    )


@blueprint.get("/exceptions/<int:exception_id>")
@guard("read_county")
def one(exception_id):
    """One exception: what was asked and decided, and every record made under it."""
    return _page(_the(exception_id), Form().fresh())


@blueprint.post("/exceptions/<int:exception_id>/decide")
@guard("decide_exception")
def decide(exception_id):
    """Grant or refuse it."""
    exempt, form = _the(exception_id, "decide_exception"), Form(DecideExceptionSchema())

    def work(given):
        approve = given["decision"] == "approved"
        return _call(
            service.decide_exception, exempt.id, approve=approve, until_date=given["until_date"], note=given["note"]
        )

    if not form.accepted(work):
        return _page(exempt, form)
    flash(_("已同意") if form.result.decision == "approved" else _("已回复：不同意"), "done")
    return redirect(url_for(".index"))


@blueprint.post("/exceptions/<int:exception_id>/end")
@guard("decide_exception")
def end(exception_id):
    """End it early."""
    exempt, form = _the(exception_id, "decide_exception"), Form(EndExceptionSchema())
    if not form.accepted(lambda given: _call(service.end_exception, exempt.id, **given)):
        return _page(exempt, form)
    flash(_("已提前结束，从今天起要两个人签字"), "done")
    return redirect(url_for(".one", exception_id=exempt.id))


def _the(exception_id, action="read_county"):
    """The exception of a canteen in reach. Raises NoSuchException outside it, NotAllowed where one may only read."""
    viewer = current_viewer()
    exempt = queries.get_exception(viewer.county_id, exception_id)
    canteen = schools.canteen_by_id(viewer.county_id, exempt.canteen_id)
    if not viewer.may("read_school", canteen=canteen):
        raise errors.NoSuchException(value=exception_id)
    if not viewer.may(action, canteen=canteen):
        raise NotAllowed
    return exempt


def _call(work, exception_id, **given):
    viewer = current_viewer()
    return work(viewer.county_id, exception_id, by=viewer.actor(), now=clock.now(), **given)


def _made(found):
    return queries.made_under(current_viewer().county_id, [exempt.id for exempt in found])


def _places():
    """{canteen id: (canteen, its school)} of the county."""
    county_id = current_viewer().county_id
    known = {school.id: school for school in schools.schools_of(county_id)}
    return {canteen.id: (canteen, known[canteen.school_id]) for canteen in schools.canteens_of(county_id)}


def _page(exempt, form):
    viewer, today = current_viewer(), clock.today()
    canteen = schools.canteen_by_id(viewer.county_id, exempt.canteen_id)
    deciding = viewer.may("decide_exception", canteen=canteen)
    html = render_template(
        "signing/exception.html",
        exempt=exempt,
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        state=exempt.state(today),
        under=_made([exempt]).get(exempt.id, ()),
        form=form,
        may_decide=deciding and exempt.decision is None and exempt.asked_by_id != viewer.account_id,
        may_end=deciding and exempt.state(today) in ("open", "coming"),
    )
    return html, form.status


def _canteen_page(canteen, form):
    viewer, today = current_viewer(), clock.today()
    if not form.sent:
        form.start = {"from_date": today.isoformat()} | form.start
    html = render_template(
        "signing/ask_exception.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        found=queries.exceptions_of(viewer.county_id, [canteen.id]),
        today=today,
        form=form,
        may_ask=viewer.may("request_exception", canteen=canteen),
    )
    return html, form.status
