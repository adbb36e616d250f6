"""Steps 2 and 3: sealing, giving a seal up, the draw; 5 and the end: off, and home."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.rounds import service
from mealwatch.rounds.pages.blueprint import PLAN, blueprint, the_round
from mealwatch.rounds.pages.listing import round_page
from mealwatch.rounds.schemas import DrawSchema, ReasonSchema
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.post("/rounds/<int:round_id>/seal")
@guard(PLAN)
def seal(round_id):
    """Freeze the list and seal a seed."""
    return _done(round_id, service.seal, _("种子和名单已封存，请打印指纹交见证人，再抽签"))


@blueprint.post("/rounds/<int:round_id>/unseal")
@guard(PLAN)
def unseal(round_id):
    """Give a seal up to change the plan."""
    return _done(round_id, service.unseal, _("已放弃这次封存，可以再改；这次封存留在记录里"), ReasonSchema())


@blueprint.post("/rounds/<int:round_id>/draw")
@guard(PLAN)
def draw(round_id):
    """Draw with what the witness said."""
    return _done(round_id, service.draw, _("抽签完成，任何人都可以核验"), DrawSchema())


@blueprint.post("/rounds/<int:round_id>/start")
@guard(PLAN)
def start(round_id):
    """Send the teams off."""
    return _done(round_id, service.start, _("已出发"))


@blueprint.post("/rounds/<int:round_id>/finish")
@guard(PLAN)
def finish(round_id):
    """Close the round."""
    return _done(round_id, service.finish, _("这一轮已结束，可以出通报了"))


def _done(round_id, work, told, schema=None):
    viewer, found = current_viewer(), the_round(round_id)
    form = Form(schema)

    def step(given):
        work(viewer.county_id, round_id, **given, by=viewer.actor(), now=clock.now())

    if form.accepted(step) if schema else form.done(lambda: in_transaction(lambda: step({}))):
        flash(told, "done")
        return redirect(url_for("rounds.show", round_id=round_id))
    return round_page(found, form)
