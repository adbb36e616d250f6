"""What a tablet wrote into a file because the network never came; and its receipts, to be carried back."""

from flask import make_response, render_template, request
from flask_babel import gettext as _

from mealwatch.devices import queries
from mealwatch.devices.domain import export
from mealwatch.devices.errors import NotAnExport
from mealwatch.devices.pages.blueprint import blueprint
from mealwatch.devices.service.importing import take_export
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.storage.transaction import in_transaction_or_again
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

CARRIERS = ("manage_devices", "inspect")


@blueprint.route("/devices/import", methods=["GET", "POST"])
@guard(*CARRIERS)
def take():
    """Take in an export file; taking it again changes nothing."""
    form = Form(start={})
    if not form.sent:
        return render_template("devices/import.html", form=form, result=None)
    viewer, file = current_viewer(), request.files.get("file")
    try:
        if file is None or not file.filename:
            raise NotAnExport(field="file", what=_("没有选文件"))
        given = export.read(file.read())
        sealed, taken, refused = take_export(
            viewer.county_id, given, by=viewer.actor(), now=clock.now(), once=in_transaction_or_again
        )
    except Problem as problem:
        form.refuse(problem)
        return render_template("devices/import.html", form=form, result=None), form.status
    missing = queries.missing_of(viewer.county_id, [one.deposit.id for one in taken])
    result = {
        "sealed": sealed,
        "taken": taken,
        "refused": refused,
        "spoilt": given.spoilt,
        "missing": missing,
        "device": queries.find_device(viewer.county_id, given.device_id),
    }
    return render_template("devices/import.html", form=form.fresh(), result=result)


@blueprint.get("/devices/<device_id>/receipts.json")
@guard(*CARRIERS)
def receipts(device_id):
    """The receipts of what came from a tablet in files, for the tablet."""
    county_id = current_viewer().county_id
    device = queries.device(county_id, device_id)
    carried = [one for one in queries.deposits_of(county_id, device.id) if not one.sent_by]
    texts = [queries.receipt_of(county_id, one.id, one.hash) for one in carried]
    response = make_response(export.receipts_file(device.id, texts))
    response.content_type = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="receipts-{device.id}.json"'
    return response
