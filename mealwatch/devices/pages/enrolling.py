"""A tablet comes into use: its app asks in the name of whoever is signed in on it."""

from flask import jsonify, request

from mealwatch.devices import service
from mealwatch.devices.pages.blueprint import blueprint
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Conflict, Invalid
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.problems import fault, status_of


@blueprint.post("/visits/devices")
@guard("inspect")
def enrol():
    """Take a tablet into use; its keys are told this once."""
    viewer, given = current_viewer(), request.get_json(silent=True)
    name = given.get("name") if isinstance(given, dict) else None
    try:
        made = in_transaction(lambda: service.enrol(viewer.county_id, name=name, by=viewer.actor(), now=clock.now()))
    except (Invalid, Conflict) as problem:
        told = fault(problem)
        return jsonify(code=told.code, text=told.text, advice=told.advice), status_of(problem)
    answer = {
        "device_id": made.device.id,
        "key": made.key,
        "receipt_key": made.receipt_key,
        "key_id": made.device.key_id,
        "server_time": clock.now().isoformat(timespec="seconds"),
    }
    return jsonify(answer), 201
