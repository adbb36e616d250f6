"""The inbox: what waits for my name, what I handed on; one paper in words, to sign or to return."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.signing import errors, queries, registry, reopening, service
from mealwatch.signing.domain import content
from mealwatch.signing.domain.waiting import RETURNED, WAITING, WITHDRAWN
from mealwatch.signing.pages.blueprint import blueprint
from mealwatch.signing.schemas import ReturnSchema
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import SIGNED_IN, current_viewer, guard

#: What was settled stays in the list so long.
_KEPT = timedelta(days=7)


@blueprint.get("/signing")
@guard(SIGNED_IN)
def inbox():
    """What waits for this person, what they handed on themselves, and what became of it in the last week."""
    viewer = current_viewer()
    mine = queries.asked_by(viewer.county_id, viewer.account_id, clock.now() - _KEPT)
    return render_template(
        "signing/inbox.html",
        waiting=queries.waiting_for(viewer.county_id, viewer.account_id, _canteens(viewer)),
        mine=sorted(mine, key=lambda one: one.state not in (RETURNED, WAITING)),
        canteens={one.id: one for one in schools.canteens_of(viewer.county_id)},
    )


@blueprint.get("/signing/<int:request_id>")
@guard(SIGNED_IN)
def paper(request_id):
    """One paper in words: what was typed, who typed it, and what can be done about it."""
    return _page(_the(request_id), Form().fresh())


@blueprint.post("/signing/<int:request_id>/sign")
@guard("sign_second")
def sign(request_id):
    """Sign it with one's own account; it is posted with that."""
    viewer, asked, form = current_viewer(), _the(request_id), Form()
    if not form.done(
        lambda: in_transaction(lambda: service.sign(viewer.county_id, asked.id, by=viewer.actor(), now=clock.now()))
    ):
        return _page(_the(request_id), form)
    flash(_("已签字，%(title)s已入账", title=asked.title), "done")
    return redirect(url_for(".inbox"))


@blueprint.post("/signing/<int:request_id>/return")
@guard("sign_second")
def give_back(request_id):
    """Return it with a reason to who typed it."""
    asked, form = _the(request_id), Form(ReturnSchema())
    if not form.accepted(lambda given: _call(service.give_back, asked.id, **given)):
        return _page(asked, form)
    flash(_("已退回给%(name)s", name=asked.asked_by), "done")
    return redirect(url_for(".inbox"))


@blueprint.post("/signing/<int:request_id>/withdraw")
@guard(SIGNED_IN)
def withdraw(request_id):
    """Take one's own paper back."""
    asked, form = _the(request_id), Form()
    if not form.done(lambda: in_transaction(lambda: _call(service.withdraw, asked.id))):
        return _page(_the(request_id), form)
    flash(_("已撤回，没有入账"), "done")
    return redirect(url_for(".inbox"))


@blueprint.post("/signing/<int:request_id>/reopen")
@guard(SIGNED_IN)
def reopen(request_id):
    """Take one's own paper back and open its form with everything that was typed."""
    asked, form = _the(request_id), Form()
    address = _address(asked)
    if address is None:
        raise errors.NoSuchKind
    if asked.state != WITHDRAWN and not form.done(lambda: in_transaction(lambda: _call(service.withdraw, asked.id))):
        return _page(_the(request_id), form)
    return redirect(f"{address}{'&' if '?' in address else '?'}reopen={asked.id}")


def waiting_here():
    """How many papers wait for the person asking: to sign, or returned to them; for the menu."""
    viewer = current_viewer()
    return queries.count_for(viewer.county_id, viewer.account_id, _canteens(viewer))


def _canteens(viewer):
    return viewer.reach("sign_second").canteen_ids


def _the(request_id):
    """The paper, for who typed it or may sign it; nobody else is told that it is there."""
    viewer = current_viewer()
    asked = queries.get_request(viewer.county_id, request_id)
    if not asked.is_of(viewer.account_id) and not _may_sign(viewer, asked):
        raise errors.NoRequest(value=request_id)
    return asked


def _may_sign(viewer, asked):
    canteens = _canteens(viewer)
    return (canteens is None or asked.canteen_id in canteens) and not asked.is_of(viewer.account_id)


def _call(work, request_id, **given):
    viewer = current_viewer()
    return work(viewer.county_id, request_id, by=viewer.actor(), now=clock.now(), **given)


def _address(asked):
    """The address of the form in which the paper was typed, or None."""
    kind = registry.find_kind(asked.kind)
    if kind is None or kind.address is None or not reopening.typed_in(asked):
        return None
    canteen = schools.canteen_by_id(current_viewer().county_id, asked.canteen_id)
    return kind.address(canteen.code, content.read(asked.payload))


def _page(asked, form):
    viewer, kind = current_viewer(), registry.find_kind(asked.kind)
    canteen = schools.canteen_by_id(viewer.county_id, asked.canteen_id)
    html = render_template(
        "signing/paper.html",
        asked=asked,
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        rows=kind.show(content.read(asked.payload)) if kind else [],
        form=form,
        own=asked.is_of(viewer.account_id),
        may_sign=_may_sign(viewer, asked) and asked.state == WAITING,
        address=_address(asked),
    )
    return html, form.status
