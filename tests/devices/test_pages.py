"""The bureau's pages of tablets, enrolling, and the way of a file when the network never comes."""

import io
import json
from datetime import timedelta

from mealwatch.devices import queries
from mealwatch.kernel import clock
from tests.devices.conftest import a_jpeg, sha
from tests.devices.test_protocol import an_envelope, digest, kept, put
from tests.support.people import token_in
from tests.support.tablet import Enrolment


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def send(client, path, **form):
    form["csrf_token"] = token_in(client.get("/account").text)
    return client.post(path, data=form, follow_redirects=True)


def alerts(bench, hours=100):
    now = clock.now() + timedelta(hours=hours)
    return [one.kind for one in bench.inside(lambda: queries.alerts(bench.county_id, now))]


def test_a_tablet_is_enrolled_by_an_inspector_and_revoked_by_the_bureau(bench):
    client = bench.site.client("inspector")
    token = {"X-CSRFToken": token_in(client.get("/account").text)}
    assert client.post("/visits/devices", json={"name": "三号"}).status_code == 400
    answer = client.post("/visits/devices", json={"name": "三号"}, headers=token)
    told = answer.get_json()
    assert answer.status_code == 201
    enrolment = Enrolment(told["device_id"], told["key"], told["receipt_key"])
    status, receipt, _ = put(bench, enrolment, an_envelope(enrolment))
    assert (status, receipt["key_id"]) == (201, told["key_id"])
    for name, status in (("三号", 409), (" ", 422), (None, 422), (5, 422), ("x" * 41, 422)):
        assert client.post("/visits/devices", json={"name": name}, headers=token).status_code == status
    officer, address = bench.site.client("bureau_officer"), f"/devices/{enrolment.device_id}"
    assert "三号" in page(officer, "/devices")
    assert send(officer, f"{address}/revoke", reason="").status_code == 422
    assert "已停用" in send(officer, f"{address}/revoke", reason="丢失").text
    assert put(bench, enrolment, an_envelope(enrolment, 2, "0" * 64))[0] == 422
    assert officer.get("/devices.xlsx").status_code == 200


def test_what_has_to_be_looked_at_is_shown_until_words_are_written(bench):
    tablet, officer = bench.enrol(), bench.site.client("bureau_officer")
    photo = a_jpeg(b"p")
    named = [{"sha256": sha(photo), "size": len(photo), "mime": "image/jpeg", "role": "photo"}]
    late = an_envelope(tablet, 3, "0" * 64, attachments=named)
    put(bench, tablet, late)
    put(bench, tablet, late | {"body": {"words": "改"}})
    odd = an_envelope(tablet, 4, "1" * 64, type="dream")
    put(bench, tablet, odd)
    assert alerts(bench, 0) == ["chain", "conflict", "waiting"]
    assert sorted(alerts(bench)) == ["chain", "conflict", "gap", "incomplete", "waiting"]
    assert "dream" in page(officer, f"/devices/deposits/{odd['id']}")
    shown = page(officer, f"/devices/deposits/{late['id']}")
    assert "<td><code>body.words</code></td><td>好</td><td>改</td>" in shown
    assert "改" in shown
    assert "第 1—2 号" in page(officer, f"/devices/{tablet.device_id}")
    for envelope, about in ((late, "conflict"), (late, "incomplete"), (odd, "chain"), (odd, "waiting")):
        address = f"/devices/deposits/{envelope['id']}/look"
        assert send(officer, address, about=about, words="").status_code == 422
        assert "已记下" in send(officer, address, about=about, words="问过督查员").text
    gaps = f"/devices/{tablet.device_id}/gaps"
    assert send(officer, gaps, first="1", last="3", words="摔坏").status_code == 409
    assert "摔坏" in send(officer, gaps, first="1", last="2", words="摔坏").text
    assert alerts(bench) == []
    state = bench.inside(lambda: queries.state_of(bench.county_id, queries.device(bench.county_id, tablet.device_id)))
    assert (state["contiguous_through"], state["gaps"]) == (4, [])
    assert state["quarantined"] == [odd["id"]]
    put(bench, tablet, late | {"body": {"words": "又改"}})
    assert alerts(bench) == ["conflict"]


def test_a_record_that_waits_is_released_with_a_reason_once_it_fits(bench):
    tablet, officer = bench.enrol(), bench.site.client("bureau_officer")
    bench.unfit = "没有组长"
    envelope = an_envelope(tablet)
    put(bench, tablet, envelope)
    address = f"/devices/deposits/{envelope['id']}/release"
    refused = send(officer, address, reason="补了组长")
    assert (refused.status_code, "没有组长" in refused.text) == (409, True)
    bench.unfit = ""
    assert send(officer, address, reason="").status_code == 422
    assert bench.taken == []
    assert "补了组长" in send(officer, address, reason="补了组长").text
    assert [one[0] for one in bench.taken] == [envelope["id"]]
    assert not kept(bench, envelope).waiting
    assert send(officer, address, reason="再来").status_code == 409
    assert put(bench, tablet, envelope)[1]["state"] == "quarantined"


def test_a_school_that_is_known_later_gets_the_record_and_its_photos(bench, monkeypatch):
    from mealwatch.devices.service import deciding

    tablet, photo = bench.enrol(), a_jpeg(b"q")
    named = [{"sha256": sha(photo), "size": len(photo), "mime": "image/jpeg", "role": "photo"}]
    envelope = an_envelope(tablet, school="S777", attachments=named)
    assert put(bench, tablet, envelope)[0] == 422
    path, key = f"/api/v1/deposits/{envelope['id']}/attachments/{sha(photo)}", {"Authorization": f"Bearer {tablet.key}"}
    assert bench.send("PUT", path, key, photo)[0] == 201
    school = bench.inside(lambda: deciding.schools.get_school(bench.county_id, "S003"))
    monkeypatch.setattr(deciding.schools, "find_school", lambda county_id, code: school)
    send(bench.site.client("bureau_officer"), f"/devices/deposits/{envelope['id']}/release", reason="编码改过")
    monkeypatch.undo()
    assert kept(bench, envelope).school_id == school.id
    assert bench.inside(lambda: queries.content(bench.county_id, school.id, sha(photo))) == photo
    assert [one.present for one in bench.inside(lambda: queries.evidence(bench.county_id, envelope["id"]))] == [True]


def carry(client, file, name="x.json"):
    form = {"csrf_token": token_in(client.get("/account").text), "file": (io.BytesIO(file), name)}
    return client.post("/devices/import", data=form)


def test_a_file_goes_the_way_of_the_network_and_its_receipts_go_back(bench):
    tablet = bench.tablet()
    photos = [("photo", "image/jpeg", a_jpeg(b"1")), ("scale", "image/jpeg", a_jpeg(b"2"))]
    ids = [
        tablet.finalise("visit", author="inspector", school="S001", body={"n": n}, photos=photos[:n]) for n in (1, 2)
    ]
    file, client = tablet.exported(), bench.site.client("inspector")
    assert "收到 2 条记录" in carry(client, file).text
    assert "以前已收到" in carry(client, file).text
    assert [one[0] for one in bench.taken] == ids
    receipts = client.get(f"/devices/{tablet.enrolment.device_id}/receipts.json")
    assert tablet.take_receipts(receipts.data) == 2
    assert tablet.outbox() == []
    told = json.loads(tablet.store.receipts[ids[0]])
    assert [one["code"] for one in told["reasons"]] == ["imported"]
    assert tablet.sync()
    assert len(bench.taken) == 2
    assert tablet.store.state["contiguous_through"] == 2
    assert tablet.store.state["incomplete"] == []


def test_a_file_that_somebody_changed_waits_and_counts_once_the_tablet_sends_it(bench):
    tablet, client = bench.tablet(), bench.site.client("inspector")
    for n in (1, 2):
        tablet.finalise("visit", author="inspector", school="S001", body={"n": n})
    told = json.loads(tablet.exported())
    told["records"].pop(0)
    assert "没有平板的封印" in carry(client, json.dumps(told).encode()).text
    assert bench.taken == []
    assert tablet.sync()
    assert tablet.store.state["contiguous_through"] == 2
    assert len(tablet.store.state["quarantined"]) == 1
    for wrong in (b"", b"[]", b"{}", b'{"kind":"x"}', json.dumps(told | {"records": [5]}).encode(), b"\xff"):
        assert carry(client, wrong).status_code == 422
    spoilt = json.loads(tablet.exported()) | {"records": [{"hash": digest({}), "text": "{}"}]}
    assert "1 条读不出来" in carry(client, json.dumps(spoilt).encode()).text
