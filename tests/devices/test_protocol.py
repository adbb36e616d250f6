"""Every status code of docs/offline.md, what is kept for each, and what is answered the second time."""

import json
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError, OperationalError

from mealwatch.accounts.service import people
from mealwatch.devices import queries, registry, service
from mealwatch.devices.domain import limits
from mealwatch.devices.domain.canonical import canonical, digest, digest_of
from mealwatch.devices.domain.receipt import is_signed, signed
from mealwatch.devices.service import taking
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from tests.devices.conftest import BY, a_jpeg, sha

PHOTO = ("photo", "image/jpeg", a_jpeg(b"one"))
NUMBERS = iter(range(1, 10_000))


def an_envelope(enrolment, seq=1, before="", **changed):
    envelope = {
        "id": f"0193abcd-0000-7000-8000-{next(NUMBERS):012x}",
        "type": "visit",
        "schema_ver": 1,
        "app_ver": "1.0.0",
        "device_id": enrolment.device_id,
        "device_seq": seq,
        "prev_hash": before,
        "author": "inspector",
        "school": "S001",
        "body": {"words": "好"},
        "attachments": [],
        "claimed_at": clock.now().isoformat(timespec="seconds"),
        "mono_ms": 5,
        "boot_id": "b",
        "last_server_offset_ms": 0,
    }
    return envelope | changed


def put(bench, enrolment, envelope, *, key=None, hashed=None, written=None, path_id=None):
    written = canonical(envelope) if written is None else written
    headers = {"Authorization": f"Bearer {key or enrolment.key}", "X-Content-SHA256": hashed or digest_of(written)}
    path = f"/api/v1/deposits/{path_id or envelope['id']}"
    status, _, answer = bench.send("PUT", path, headers, written)
    told = json.loads(answer)
    assert told.get("kind") is None or is_signed(told, enrolment.receipt_key)
    return status, told, answer


def kept(bench, envelope):
    return bench.inside(lambda: queries.find_deposit(bench.county_id, envelope["id"]))


def codes(told):
    return [one["code"] for one in told["reasons"]]


@pytest.fixture
def tablet(bench):
    return bench.enrol()


def test_first_201_then_200_with_the_same_bytes(bench, tablet):
    envelope = an_envelope(tablet)
    status, told, first = put(bench, tablet, envelope)
    assert (status, told["kind"], told["state"], told["reasons"]) == (201, "receipt", "complete", [])
    assert (told["id"], told["hash"], told["server_seq"]) == (envelope["id"], digest(envelope), 1)
    for _ in range(2):
        status, _, again = put(bench, tablet, envelope)
        assert (status, again) == (200, first)
    assert len(bench.taken) == 1
    assert bench.inside(lambda: queries.body_of(bench.county_id, envelope["id"])) == canonical(envelope)


def test_other_content_under_a_number_is_409_and_both_are_kept(bench, tablet):
    envelope = an_envelope(tablet)
    _, _, first = put(bench, tablet, envelope)
    other = envelope | {"body": {"words": "改了"}}
    status, told, answer = put(bench, tablet, other)
    assert (status, told["kind"], told["hash"]) == (409, "conflict", digest(other))
    assert put(bench, tablet, other)[::2] == (409, answer)
    assert put(bench, tablet, envelope)[::2] == (200, first)
    [one] = bench.inside(lambda: queries.conflicts_of(bench.county_id, envelope["id"]))
    assert one.body == canonical(other)
    assert bench.inside(lambda: queries.body_of(bench.county_id, envelope["id"])) == canonical(envelope)
    assert len(bench.taken) == 1
    state = bench.inside(lambda: queries.state_of(bench.county_id, queries.device(bench.county_id, tablet.device_id)))
    assert state["conflicts"] == [envelope["id"]]


UNFIT = (
    ({"type": "dream"}, "unknown_type"),
    ({"schema_ver": 7}, "unknown_type"),
    ({"school": "S999"}, "school_unknown"),
    ({"device_id": "another"}, "other_device"),
    ({"body": []}, "envelope"),
    ({"extra": 1}, "envelope"),
    ({"device_seq": 0}, "envelope"),
    ({"device_seq": 2}, "envelope"),
    ({"claimed_at": "morgens"}, "envelope"),
    ({"attachments": [{"sha256": "x"}]}, "envelope"),
    ({"author": "a\x00b"}, "envelope"),
    ({"type": {"a": [None]}}, "envelope"),
    ({"last_server_offset_ms": "1"}, "envelope"),
)


def test_what_does_not_fit_is_422_and_kept(bench, tablet):
    for changed, code in UNFIT:
        envelope = an_envelope(tablet, **changed)
        status, told, first = put(bench, tablet, envelope)
        assert (status, told["kind"], told["state"]) == (422, "receipt", "quarantined")
        assert codes(told)[0] == code
        assert put(bench, tablet, envelope)[::2] == (200, first)
        assert bench.inside(lambda envelope=envelope: queries.body_of(bench.county_id, envelope["id"])) == canonical(
            envelope
        )
    assert bench.taken == []


def test_what_a_feature_finds_wrong_or_stumbles_over_waits(bench, tablet, monkeypatch):
    bench.unfit = "没有组长"
    assert codes(put(bench, tablet, an_envelope(tablet))[1]) == ["visit"]
    bench.unfit, bench.fails = "", KeyError("x")
    assert codes(put(bench, tablet, an_envelope(tablet, 2, "0" * 64))[1])[0] == "not_taken"
    monkeypatch.setattr(bench, "check", None)
    registry.kind("visit", check=lambda *_: 1 / 0, done=bench.done)
    assert codes(put(bench, tablet, an_envelope(tablet, 3, "0" * 64))[1])[0] == "unreadable"
    assert bench.taken == []


def test_what_is_only_odd_is_told_and_counts(bench, tablet):
    ten_years = 10 * 365 * 86_400_000
    cases = [
        ({"author": "nobody"}, "author_unknown"),
        ({"author": "principal"}, "author_may_not"),
        ({"author": "inspector_elsewhere"}, "author_may_not"),
        ({"last_server_offset_ms": 6 * 60_000}, "clock_off"),
        ({"last_server_offset_ms": -ten_years}, "clock_suspect"),
        ({"claimed_at": "2036-11-23T06:10:00+08:00", "last_server_offset_ms": None}, "clock_suspect"),
        ({"claimed_at": "2001-01-01T06:10:00+08:00", "last_server_offset_ms": None}, "clock_suspect"),
    ]
    before = ""
    for seq, (changed, code) in enumerate(cases, start=1):
        envelope = an_envelope(tablet, seq, before, **changed)
        status, told, _ = put(bench, tablet, envelope)
        assert (status, told["state"], codes(told)) == (201, "complete", [code])
        before = digest(envelope)
    with bench.site.app.app_context():
        in_transaction(
            lambda: people.change_account(bench.county_id, "inspector", active=False, by=BY, now=clock.now())
        )
    assert codes(put(bench, tablet, an_envelope(tablet, 8, before))[1]) == ["author_inactive"]
    assert len(bench.taken) == 8


def test_what_arrives_other_than_it_was_sent_is_400_and_not_kept(bench, tablet):
    envelope = an_envelope(tablet)
    whole = canonical(envelope)
    wrong = [
        {"hashed": "0" * 64},
        {"written": whole[:-1], "hashed": digest_of(whole)},
        {"written": whole[:-1]},
        {"written": b" " + whole},
        {"written": b"[]"},
        {"written": b""},
        {"path_id": "0193abcd-0000-7000-8000-00000000ffff"},
    ]
    for one in wrong:
        assert put(bench, tablet, envelope, **one)[0] == 400
    status = put(bench, tablet, envelope | {"id": "1"})[0]
    assert status == 400
    assert kept(bench, envelope) is None


def test_without_the_key_401_too_large_413_too_many_429(bench, tablet, monkeypatch):
    envelope = an_envelope(tablet)
    for key in (f"mwd.{bench.county_id}.{tablet.device_id}.x", "mwd.1.2", tablet.key.replace("mwd.", "mw.")):
        assert put(bench, tablet, envelope, key=key)[0] == 401
    assert put(bench, tablet, envelope | {"body": {"words": "x" * limits.MOST_RECORD_BYTES}})[0] == 413
    monkeypatch.setattr(limits, "MOST_RECORDS_A_DAY", 0)
    headers = {"Authorization": f"Bearer {tablet.key}", "X-Content-SHA256": digest(envelope)}
    status, told, _ = bench.send("PUT", f"/api/v1/deposits/{envelope['id']}", headers, canonical(envelope))
    assert (status, told["Retry-After"]) == (429, "3600")
    assert kept(bench, envelope) is None


def test_a_revoked_tablet_is_put_aside_for_thirty_days_and_then_refused(bench, tablet):
    with bench.site.app.app_context():
        revoked = clock.now()
        in_transaction(lambda: service.revoke(bench.county_id, tablet.device_id, reason="丢失", by=BY, now=revoked))
    status, told, _ = put(bench, tablet, an_envelope(tablet))
    assert (status, codes(told)) == (422, ["device_revoked"])
    with time_machine.travel(revoked + timedelta(days=30, seconds=5), tick=False):
        assert put(bench, tablet, an_envelope(tablet, 2, "0" * 64))[0] == 403


def test_the_key_opens_nothing_else_and_nothing_else_opens_deposits(bench, tablet):
    device = {"Authorization": f"Bearer {tablet.key}"}
    for path in ("/api/v1/me", "/api/v1/people", "/api/v1/schools"):
        assert bench.send("GET", path, device, b"")[0] == 401
    status, headers, _ = bench.send("GET", "/devices", device, b"")
    assert (status, headers["Location"].startswith("/login")) == (302, True)
    client, token = bench.site.client("bureau_admin"), bench.site.bearer("bureau_admin")
    path = f"/api/v1/devices/{tablet.device_id}/state"
    for answer in (client.get(path), client.get(path, headers=token), client.put("/api/v1/deposits/x", headers=token)):
        assert answer.status_code == 401
    other = bench.enrol("二号平板")
    assert bench.send("GET", path, {"Authorization": f"Bearer {other.key}"}, b"")[0] == 404


def test_gaps_forks_and_breaks_are_told_and_refuse_nothing(bench, tablet):
    first = an_envelope(tablet)
    second = an_envelope(tablet, 2, digest(first))
    third = an_envelope(tablet, 3, digest(second))
    fork = an_envelope(tablet, 3, digest(second), body={"words": "另一条"})
    broken = an_envelope(tablet, 4, "0" * 64)
    assert codes(put(bench, tablet, first)[1]) == []
    assert codes(put(bench, tablet, third)[1]) == []
    state = bench.inside(lambda: queries.state_of(bench.county_id, queries.device(bench.county_id, tablet.device_id)))
    assert (state["contiguous_through"], state["highest"], state["gaps"]) == (1, 3, [[2, 2]])
    assert codes(put(bench, tablet, fork)[1]) == ["seq_fork"]
    assert codes(put(bench, tablet, broken)[1]) == ["chain_broken"]
    changed = second | {"body": {"words": "后来改的"}}
    assert codes(put(bench, tablet, changed)[1]) == ["chain_broken"]
    alerts = bench.inside(lambda: queries.alerts(bench.county_id, clock.now()))
    assert [one.kind for one in alerts] == ["chain"] * 3
    assert len(bench.taken) == 5


def test_the_state_is_signed_for_the_one_who_asks(bench, tablet):
    path = f"/api/v1/devices/{tablet.device_id}/state?nonce=abc"
    status, _, answer = bench.send("GET", path, {"Authorization": f"Bearer {tablet.key}"}, b"")
    told = json.loads(answer)
    assert (status, told["kind"], told["nonce"], told["device_id"]) == (200, "state", "abc", tablet.device_id)
    assert is_signed(told, tablet.receipt_key)
    assert not is_signed(told | {"contiguous_through": 9}, tablet.receipt_key)


def test_two_at_once_get_one_receipt(bench, tablet, monkeypatch):
    """The second finds nothing when it looks, and the row when it writes."""
    envelope = an_envelope(tablet)
    _, _, first = put(bench, tablet, envelope)
    real, blind = taking.records.hash_of, [True]

    def hash_of(county_id, deposit_id):
        return None if blind and blind.pop() else real(county_id, deposit_id)

    monkeypatch.setattr(taking.records, "hash_of", hash_of)
    assert put(bench, tablet, envelope)[::2] == (200, first)


FULL = OperationalError("x", {}, Exception("database or disk is full"))


@pytest.mark.parametrize("error", [FULL, OSError(28, "full")])
def test_what_the_machine_cannot_do_is_5xx_and_leaves_nothing_half(bench, tablet, monkeypatch, error):
    bench.site.app.testing = False
    envelope = an_envelope(tablet)

    def fails(*_args, **_given):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(taking, "_receipt", fails)
        headers = {"Authorization": f"Bearer {tablet.key}", "X-Content-SHA256": digest(envelope)}
        status, told, _ = bench.send("PUT", f"/api/v1/deposits/{envelope['id']}", headers, canonical(envelope))
        assert (status, told["Retry-After"]) == (500, "30")
    assert kept(bench, envelope) is None
    assert put(bench, tablet, envelope)[0] == 201


def test_what_the_database_cannot_do_is_no_fault_of_the_record(bench, tablet, monkeypatch):
    bench.site.app.testing = False
    for error, status in (
        (OperationalError("x", {}, Exception("disk I/O error")), 500),
        (IntegrityError("x", {}, Exception("CHECK constraint failed")), 422),
    ):
        bench.fails = error
        assert put(bench, tablet, an_envelope(tablet))[0] == status


def test_an_older_backup_of_the_server_gets_everything_again(bench, tablet):
    """A record with a receipt that the server no longer knows: its state says so, and it is handed in again."""
    client = bench.tablet(enrolment=tablet)
    for n in (1, 2):
        client.finalise("visit", author="inspector", school="S001", body={"n": n})
    assert client.sync()
    lost = client.finalise("visit", author="inspector", school="S001", body={"n": 3}, photos=[PHOTO])
    receipt = {
        "kind": "receipt",
        "id": lost,
        "hash": client.store.hashes[lost],
        "received_at": "2026-11-01T08:00:00+08:00",
    }
    client.store.receipts[lost] = canonical(signed(receipt, tablet.receipt_key, "")).decode()
    client.store.delivered.add(lost)
    client.store.sent_files.add((lost, sha(PHOTO[2])))
    client.reconcile()
    assert client.outbox() == [lost]
    client.purge()
    assert lost in client.store.records
    assert client.sync()
    client.reconcile()
    assert client.store.state["contiguous_through"] == 3
    assert client.store.state["incomplete"] == []
    assert len(bench.taken) == 3


def test_photos_of_a_school_are_no_other_schools(bench, tablet):
    photo = a_jpeg(b"same")
    named = [{"sha256": sha(photo), "size": len(photo), "mime": "image/jpeg", "role": "photo"}]
    here, twice = (an_envelope(tablet, n, "0" * 64 if n > 1 else "", attachments=named * n) for n in (1, 2))
    there = an_envelope(tablet, 3, "0" * 64, attachments=named, school="S003")
    assert put(bench, tablet, here)[1]["missing_attachments"] == [sha(photo)]
    key = {"Authorization": f"Bearer {tablet.key}"}

    def file(method, envelope, content=b"", name=""):
        path = f"/api/v1/deposits/{envelope['id']}/attachments/{name or sha(photo)}"
        return bench.send(method, path, key, content)[0]

    assert file("HEAD", here) == 404
    assert [file("PUT", here, photo[:-1]), file("PUT", here, photo), file("PUT", here, photo)] == [400, 201, 200]
    assert file("HEAD", here) == 200
    assert put(bench, tablet, twice)[1]["state"] == "complete"
    assert put(bench, tablet, there)[1]["missing_attachments"] == [sha(photo)]
    assert file("HEAD", there) == 404
    assert file("PUT", here, b"x", "1" * 64) == 404
    assert file("PUT", here, b"x" * (limits.MOST_PIECE_BYTES + 1)) == 413
    school = kept(bench, here).school_id
    assert bench.inside(lambda: queries.content(bench.county_id, school, sha(photo))) == photo
    assert kept(bench, here).complete_at is not None
    assert kept(bench, there).complete_at is None
    assert [one.present for one in bench.inside(lambda: queries.evidence(bench.county_id, twice["id"]))] == [True] * 2


def test_what_is_no_photo_and_no_drawing_is_415(bench, tablet):
    wide = a_jpeg(b"", width=10_000, height=4001)
    drawn, scrawl = b"[[10,10,300,200]]", b'{"a":1}'
    cases = [(wide, "image/jpeg", 415), (b"GIF89a", "image/png", 415), (scrawl, "application/json", 415)]
    cases += [(drawn, "application/json", 201), (drawn, "image/jpeg", 415), (a_jpeg(b"a"), "application/json", 415)]
    for number, (content, mime, status) in enumerate(cases, start=1):
        named = [{"sha256": sha(content), "size": len(content), "mime": mime, "role": "signature"}]
        before, school = "0" * 64 if number > 1 else "", f"S00{number % 3 + 1}"
        envelope = an_envelope(tablet, number, before, attachments=named, school=school)
        put(bench, tablet, envelope)
        path = f"/api/v1/deposits/{envelope['id']}/attachments/{sha(content)}"
        assert bench.send("PUT", path, {"Authorization": f"Bearer {tablet.key}"}, content)[0] == status, number
