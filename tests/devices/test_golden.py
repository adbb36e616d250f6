"""Requests as the first version of the client made them, and the receipts that they got: answered alike for ever.

``fixtures/v1.json`` holds the tablet, its requests with their answers, and the rows that the server then had. It is
never made anew: another version adds a file.
"""

import json
from base64 import b64decode
from pathlib import Path

import pytest
import time_machine

from mealwatch.devices.domain.receipt import is_signed
from mealwatch.storage.bulk import insert_rows
from mealwatch.storage.transaction import in_transaction

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.json"))
#: What a receipt says of its server and its moment.
OF_THE_MOMENT = ("entry_hash", "chain_head", "received_at", "sig")


@pytest.fixture(params=FIXTURES, ids=lambda path: path.stem)
def recorded(request):
    return json.loads(request.param.read_text())


def put_rows(bench, recorded, tables):
    def work():
        for table in tables:
            for row in recorded["rows"][table]:
                row = {name: _value(value) for name, value in row.items()} | {"county_id": bench.county_id}
                insert_rows(table, list(row), [tuple(row.values())])

    with bench.site.app.app_context():
        in_transaction(work)


def _value(value):
    return b64decode(value["base64"]) if isinstance(value, dict) else value


def ask(bench, recorded, one):
    key = recorded["key"].format(county=bench.county_id)
    headers = {"Authorization": f"Bearer {key}", "X-Content-SHA256": one["hash"]}
    status, _, answer = bench.send("PUT", f"/api/v1/deposits/{one['id']}", headers, one["body"].encode())
    return status, answer.decode()


def test_what_was_answered_once_is_answered_so_for_ever(bench, recorded):
    put_rows(bench, recorded, list(recorded["rows"]))
    for one in recorded["requests"]:
        again = 409 if one["status"] == 409 else 200
        assert ask(bench, recorded, one) == (again, one["answer"])
        assert is_signed(json.loads(one["answer"]), recorded["receipt_key"])
    assert bench.taken == []


def test_what_the_old_client_sends_is_still_taken_alike(bench, recorded):
    put_rows(bench, recorded, ["devices"])
    with time_machine.travel(recorded["at"], tick=False):
        for one in recorded["requests"]:
            status, answer = ask(bench, recorded, one)
            assert status == one["status"]
            told, then = json.loads(answer), json.loads(one["answer"])
            for name in OF_THE_MOMENT:
                del told[name], then[name]
            assert told == then
