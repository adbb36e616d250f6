"""The same on both stores: records, gaps, photos in pieces, alerts, what an officer decides."""

from datetime import timedelta
from unittest.mock import patch

from mealwatch.devices import queries, registry, service
from mealwatch.devices.domain import canonical
from mealwatch.storage.transaction import in_transaction
from tests.devices.conftest import a_jpeg, sha
from tests.support.kitchen import *  # noqa: F403
from tests.support.kitchen import CLERK, NOW


def test_a_tablet_on_either_store(both):
    county_id, photo, by = both.county_id, a_jpeg(b"x" * 90), {"by": CLERK, "now": NOW}
    device = in_transaction(lambda: service.enrol(county_id, name="一号", **by)).device
    named = [{"sha256": sha(photo), "size": len(photo), "mime": "image/jpeg", "role": "photo"}]

    def take(seq, **changed):
        envelope = {"id": f"0193abcd-0000-7000-8000-{seq:012d}", "type": "visit", "schema_ver": 1, "app_ver": "1"}
        envelope |= {"device_id": device.id, "device_seq": seq, "prev_hash": "0" * 64, "author": "甲", "school": "S001"}
        envelope |= {"body": {}, "attachments": named, "mono_ms": 0, "boot_id": "b", "last_server_offset_ms": None}
        envelope |= {"claimed_at": NOW.isoformat()} | changed
        written = canonical.canonical(envelope)
        found = service.read_record(written, envelope["id"], canonical.digest_of(written))
        return in_transaction(lambda: service.take_in(county_id, service.Sender(device), written, found, now=NOW))

    with patch.dict(registry._kinds):
        registry.kind("visit", check=lambda *_: [], done=lambda *_args, **_by: None)
        first = take(3)
        assert (first.kind, first.is_new, first.quarantined) == ("receipt", True, False)
        assert take(3) == type(first)(first.receipt, False, "receipt", False)
        assert take(3, body={"a": 1}).kind == "conflict"
        assert take(7, type="dream").quarantined
    assert [(one.first, one.last) for one in queries.gaps(county_id)] == [(1, 2), (4, 6)]
    record = queries.deposits_of(county_id)[1].id
    one = in_transaction(lambda: service.begin_upload(county_id, record, sha(photo), len(photo), now=NOW))
    for start, end in ((0, 50), (50, len(photo))):
        piece = (county_id, device, one.id, start, photo[start:end])
        in_transaction(lambda piece=piece: service.take_piece(*piece, now=NOW))
    school = both.schools["S001"]
    assert queries.content(county_id, getattr(school, "id", school), sha(photo)) == photo
    assert queries.missing_of(county_id, [one.deposit_id]) == {}
    assert queries.state_of(county_id, device)["incomplete"] == []
    kinds = [each.kind for each in queries.alerts(county_id, NOW + timedelta(days=4))]
    assert sorted(kinds) == ["conflict", "gap", "gap", "waiting"]
    in_transaction(lambda: service.explain_gap(county_id, device.id, 1, 2, words="摔坏", **by))
    in_transaction(lambda: service.look(county_id, "conflict", one.deposit_id, words="留先来的", **by))
    in_transaction(lambda: service.revoke(county_id, device.id, reason="摔坏", **by))
    state = queries.state_of(county_id, queries.device(county_id, device.id))
    assert (state["contiguous_through"], state["highest"], state["revoked"]) == (3, 7, True)
    assert [each.kind for each in queries.alerts(county_id, NOW + timedelta(days=4))] == ["gap", "waiting"]
