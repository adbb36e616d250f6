"""Handing in a record, and asking what the server has."""

from flask import request

from mealwatch.devices import errors, queries, service
from mealwatch.devices.api.blueprint import blueprint, body, text
from mealwatch.devices.domain import limits
from mealwatch.devices.domain.canonical import canonical
from mealwatch.devices.domain.receipt import signed
from mealwatch.devices.identity import sender
from mealwatch.devices.queries.tablets import receipt_key
from mealwatch.devices.service.taking import read_record
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction_or_again
from mealwatch.web.guards import DEVICE, guard

LONGEST_NONCE = 100


@blueprint.put("/deposits/<deposit_id>")
@guard(DEVICE)
def deposit(deposit_id):
    """Take in a record; the answer is its receipt, the same for ever."""
    county_id, device = sender()
    written = body(limits.MOST_RECORD_BYTES)
    found = read_record(written, deposit_id, request.headers.get("X-Content-SHA256", ""))
    answer = in_transaction_or_again(
        lambda: service.take_in(county_id, service.Sender(device), written, found, now=clock.now())
    )
    if answer.kind == "conflict":
        return text(answer.receipt, 409)
    return text(answer.receipt, 200 if not answer.is_new else 422 if answer.quarantined else 201)


@blueprint.get("/devices/<device_id>/state")
@guard(DEVICE)
def state(device_id):
    """What the server has of the tablet that asks, signed, with the nonce that it sent."""
    county_id, device = sender()
    if device_id != device.id:
        raise errors.NoDevice(value=device_id)
    found = queries.state_of(county_id, device)
    key, key_id = receipt_key(county_id, device.id)
    answer = found | {
        "kind": "state",
        "device_id": device.id,
        "server_time": clock.now().isoformat(timespec="seconds"),
        "nonce": "".join(one for one in request.args.get("nonce", "") if " " < one < "\x7f")[:LONGEST_NONCE],
    }
    return text(canonical(signed(answer, key, key_id)).decode(), 200)
