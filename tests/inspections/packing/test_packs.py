"""What goes onto a tablet: names in clear, every quantity under seal, no amount and no price anywhere."""

import json
from base64 import b64decode
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mealwatch.audit.models import JournalEntry
from mealwatch.checklists import service as checklists
from mealwatch.devices.domain.canonical import digest
from mealwatch.extensions import db
from mealwatch.inspections import errors, models, queries
from mealwatch.inspections.domain.draw import drawn
from mealwatch.inspections.domain.records import Member
from mealwatch.inspections.packing.sealing import Sealer
from mealwatch.inspections.packing.service import make_pack
from mealwatch.menus import service as menus
from mealwatch.menus.domain.menu import Row
from mealwatch.rounds import queries as round_queries
from mealwatch.rounds import service as rounds
from mealwatch.rounds.domain.plan import Person, Plan
from mealwatch.schools import queries as schools
from mealwatch.schools import service as school_service
from tests.support.kitchen import NOW

TODAY = NOW.date()
DAYS = [TODAY - timedelta(days=back) for back in (3, 2, 1)]
#: Quantity and fen of what comes in, quantity of what goes out; nothing else in the county looks like them.
RICE, SALT = (73_519_37, 91_827_36), (64_208_53, 80_914_27)
RICE_OUT = 31_704_91
SECRETS = (*RICE, *SALT, RICE_OUT, RICE[0] - RICE_OUT)


@pytest.fixture
def stocked(kitchen):
    """Two receipts, an issue of some of the rice, menus of two days."""
    kitchen.receive("R77", DAYS[0], *RICE)
    kitchen.receive("R78", DAYS[1], *SALT, ingredient="salt")
    kitchen.issue("I77", DAYS[1], RICE_OUT)
    for on in DAYS[:2]:
        rows = [Row("米饭", kitchen.ingredients["rice"], 120_000)]
        kitchen.do(menus.plan, kitchen.canteens["C001"], on, "lunch", rows)
    return kitchen


def pack_of(kitchen, code="S001", **given):
    school = schools.get_school(kitchen.county_id, code)
    return kitchen.do(make_pack, school, **given)


def opened(key, seal):
    text = AESGCM(b64decode(key)).decrypt(b64decode(seal["iv"]), b64decode(seal["data"]), None)
    return json.loads(text)


def in_clear(part):
    """The pack without what is random: seals, hashes, the seed."""
    if isinstance(part, dict):
        hidden = {"seal", "seed", "digest", "id"}
        return {name: in_clear(value) for name, value in part.items() if name not in hidden}
    return [in_clear(one) for one in part] if isinstance(part, list) else part


def as_written(number):
    """How people could write a number of base units or of fen."""
    yield from (str(number), f"{number:,}")
    for divisor, places in ((500, 3), (1000, 3), (100, 2)):
        whole = number * 10**places // divisor
        text = f"{whole // 10**places}.{whole % 10**places:0{places}d}"
        yield from (text, text.rstrip("0").rstrip("."))


def test_no_sealed_number_nor_amount_stands_in_clear(stocked):
    pack, _ = pack_of(stocked)
    text = json.dumps(in_clear(pack), ensure_ascii=False)
    assert "R77" in text
    assert "rice" in text
    assert [written for secret in SECRETS for written in as_written(secret) if written in text] == []


def test_the_key_opens_what_the_records_say(stocked):
    pack, key = pack_of(stocked)
    weigh = {one["ref"]: opened(key, one["seal"])["value"]["quantity"] for one in pack["weigh"]}
    count = {one["ref"]: opened(key, one["seal"])["value"]["quantity"] for one in pack["count"]}
    assert weigh == {"R78/1": SALT[0]}, "of the rice some is gone: its paper cannot be weighed any more"
    assert count == {"rice": RICE[0] - RICE_OUT, "salt": SALT[0]}
    days = {one["on"]: opened(key, one["seal"])["value"]["rows"] for one in pack["records"]}
    assert [(row["kind"], row["no"], row["name"], row["quantity"]) for row in days[DAYS[1].isoformat()]] == [
        ("receipt", "R78", "salt", SALT[0]),
        ("issue", "I77", "rice", RICE_OUT),
    ]
    with pytest.raises(InvalidTag):
        opened(Sealer().key_text, pack["count"][0]["seal"])


def test_what_is_on_record_binds_the_pack_and_does_not_open_it(stocked):
    pack, key = pack_of(stocked)
    row = queries.find_pack(stocked.county_id, pack["id"])
    assert pack["digest"] == row.digest == digest({name: part for name, part in pack.items() if name != "digest"})
    assert row.commits["weigh"] == {one["ref"]: one["seal"]["commit"] for one in pack["weigh"]}
    for one in pack["count"]:
        assert digest(opened(key, one["seal"])) == row.commits["count"][one["ref"]]
    assert drawn(row.seed, row.candidates)["match"] == pack["match_days"]
    stored = repr(db.session.query(models.Pack).one().__dict__)
    assert key not in stored
    entry = db.session.query(JournalEntry).filter_by(subject="visit_pack").one()
    assert (entry.key, entry.actor) == (pack["id"], "李老师")
    assert key not in entry.body


def test_the_length_of_a_seal_tells_nothing():
    sealer = Sealer()
    lengths = {len(sealer.seal("count", "GS01", {"quantity": 10**power})["data"]) for power in range(10)}
    assert len(lengths) == 1


def test_two_packs_share_neither_key_nor_seed_nor_salt(stocked):
    (one, key), (other, other_key) = pack_of(stocked), pack_of(stocked)
    assert key != other_key
    assert one["seed"] != other["seed"]
    assert one["count"][0]["seal"]["commit"] != other["count"][0]["seal"]["commit"]


def test_a_school_that_another_feeds_is_weighed_there(stocked):
    pack, _ = pack_of(stocked, "S002")
    assert (pack["school"]["code"], pack["canteen"]["code"], pack["school"]["pupils"]) == ("S002", "C001", 21)
    assert [one["ref"] for one in pack["weigh"]] == ["R78/1"]


def test_with_a_contractor_there_is_nothing_to_weigh_or_count(stocked):
    row = {"name": "S003学校", "town": "青山镇", "school_type": "primary", "supply_mode": "contractor"}
    stocked.do(school_service.put_school, code="S003", **row)
    stocked.deliver("D1", DAYS[0], 45_000, canteen="C002")
    pack, key = pack_of(stocked, "S003")
    assert (pack["canteen"]["mode"], pack["weigh"], pack["count"]) == ("contractor", [], [])
    assert [(one["no"], one["lines"]) for one in pack["receipts"]] == [("D1", [])]
    assert opened(key, pack["records"][0]["seal"])["value"]["rows"][0]["quantity"] == 100


def test_what_the_list_fills_in_goes_along(stocked):
    pack, _ = pack_of(stocked, translate=lambda sentence: f"*{sentence}")
    assert set(pack["prefill"]) == {"A5", "B1", "B2", "C1", "C3", "C5", "D1", "E3", "E4", "H1", "I1", "I2", "I6"}
    assert pack["prefill"]["C5"]["say"].startswith("*近两周 2 张入库单：2 张要素不齐")
    assert pack["list"]["digest"]


def test_the_team_of_the_stop_goes_along(stocked):
    member = Member("吴强", "教体局", "ducha", True)
    pack, _ = pack_of(stocked, team=[member])
    assert pack["team"] == [{"name": "吴强", "department": "教体局", "username": "ducha", "leader": True}]
    assert pack["stop"] is None


def test_a_stop_brings_its_team_and_its_list_along(stocked):
    special = stocked.do(checklists.begin, title="经费专项", source="default", letters="I")
    stocked.do(checklists.publish, special, note="", seen=None)
    people = (Person(1, "吴强", "教体局", leads=True), Person(2, "孙梅", "市场监管局"))
    plan = Plan("专项", "special", (TODAY,), scope="chosen", schools=("S001",), people=people, list_code=special)
    number = stocked.do(rounds.plan, plan)
    stocked.do(rounds.seal, number)
    stocked.do(rounds.draw, number, witness="纪检组", department="县纪委", words="八十八")
    [stop] = round_queries.stops_for(stocked.county_id, TODAY, TODAY)
    pack, _ = pack_of(stocked, stop=stop, team=[Member("另一人", "", None, True)])
    assert (pack["stop"]["id"], pack["stop"]["round"], pack["stop"]["on"]) == (stop.id, number, TODAY.isoformat())
    assert [one["name"] for one in pack["team"]] == ["吴强", "孙梅"]
    assert (pack["list"]["code"], set(pack["prefill"])) == (special, {"I1", "I2", "I6"})
    assert queries.find_pack(stocked.county_id, pack["id"]).stop_id == stop.id


def test_a_month_reaches_further_back(stocked):
    stocked.receive("R01", TODAY - timedelta(days=20), 1000, 500)
    assert [one["no"] for one in pack_of(stocked)[0]["receipts"]] == ["R77", "R78"]
    assert [one["no"] for one in pack_of(stocked, month=True)[0]["receipts"]] == ["R01", "R77", "R78"]


def test_a_school_that_nobody_feeds_has_no_pack(kitchen):
    row = {"name": "新学校", "town": "青山镇", "school_type": "primary", "supply_mode": "canteen"}
    kitchen.do(school_service.put_school, code="S009", **row)
    with pytest.raises(errors.NoCanteenFeeds):
        pack_of(kitchen, "S009")


def test_packs_are_handed_to_who_may_inspect_there(site):
    client = site.client("inspector_elsewhere")
    schools_seen = client.get("/visits/schools").get_json()["schools"]
    assert [(one["code"], one["canteen"], one["stop"]) for one in schools_seen] == [
        ("S002", "C001", None),
        ("S003", "C003", None),
    ]
    assert taken(client, "S003").get_json()["pack"]["canteen"]["code"] == "C003"
    assert taken(client, "S001").status_code == 404
    assert taken(client, "S003", stop=99).status_code == 422
    answer = taken(site.client("inspector"), "S001", month=True)
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.get_json()
    assert len(b64decode(told["key"])) == 32
    assert told["pack"]["month"] is True
    assert told["pack"]["team"][0]["username"] == "inspector"
    assert taken(site.client("principal"), "S001").status_code == 403
    assert site.client("inspector").post("/visits/packs/S001", json={}).status_code == 400, "without the form's token"


def taken(client, code, **wanted):
    token = token_of(client)
    return client.post(f"/visits/packs/{code}", json=wanted, headers={"X-CSRFToken": token})


def token_of(client):
    return client.get("/account").text.split('name="csrf_token" value="')[1].split('"')[0]
