"""What officers decide, each with words."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from mealwatch.devices import queries, service
from mealwatch.devices.pages.blueprint import blueprint
from mealwatch.devices.pages.listing import deposit_page, device_page
from mealwatch.devices.schemas import GapSchema, LookSchema, ReasonSchema
from mealwatch.kernel import clock
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.post("/devices/<device_id>/revoke")
@guard("manage_devices")
def revoke(device_id):
    """Take a tablet out of use."""
    return _of_device(device_id, Form(ReasonSchema()), service.revoke, _("已停用，30 天内交来的记录先放一边"))


@blueprint.post("/devices/<device_id>/gaps")
@guard("manage_devices")
def explain(device_id):
    """Declare missing numbers explained."""
    return _of_device(device_id, Form(GapSchema()), service.explain_gap, _("已写明缺号的原因"))


@blueprint.post("/devices/deposits/<deposit_id>/release")
@guard("manage_devices")
def release(deposit_id):
    """Have a record that waits count."""
    return _of_deposit(deposit_id, Form(ReasonSchema()), service.release, _("已登记"))


@blueprint.post("/devices/deposits/<deposit_id>/look")
@guard("manage_devices")
def look(deposit_id):
    """Write down what was found about a matter of a record."""

    def work(county_id, deposit_id, *, about, words, **at):
        service.look(county_id, about, deposit_id, words=words, **at)

    return _of_deposit(deposit_id, Form(LookSchema()), work, _("已记下"))


def _of_device(device_id, form, work, done):
    viewer = current_viewer()
    queries.device(viewer.county_id, device_id)
    if form.accepted(lambda given: work(viewer.county_id, device_id, **given, by=viewer.actor(), now=clock.now())):
        flash(done, "done")
        return redirect(url_for(".one", device_id=device_id))
    return device_page(device_id, form)


def _of_deposit(deposit_id, form, work, done):
    viewer = current_viewer()
    queries.deposit(viewer.county_id, deposit_id)
    if form.accepted(lambda given: work(viewer.county_id, deposit_id, **given, by=viewer.actor(), now=clock.now())):
        flash(done, "done")
        return redirect(url_for(".deposit", deposit_id=deposit_id))
    return deposit_page(deposit_id, form)
