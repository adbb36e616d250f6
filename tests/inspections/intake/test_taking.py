"""What becomes of a deposited visit: its rows, once; what is odd about it; what waits."""

import json
from datetime import date, timedelta

import pytest

from mealwatch.demo.inspection import Inspection
from mealwatch.demo.tablet import Tablet, number_of
from mealwatch.devices import queries as devices
from mealwatch.devices import registry
from mealwatch.devices.domain.canonical import digest
from mealwatch.extensions import db
from mealwatch.inspections import intake, models, queries
from mealwatch.inspections.domain.visit import content_digest
from mealwatch.inspections.intake import checking, service, telling
from mealwatch.rounds import known
from mealwatch.schools import queries as schools
from mealwatch.signing.domain.strokes import is_drawing
from mealwatch.storage.transaction import in_transaction
from tests.support.files import a_png
from tests.support.kitchen import CLERK, NOW

EVE = NOW - timedelta(days=1)
ON = NOW.date()
PICTURE = a_png(40, 30)
TEAM = [
    {"name": "吴强", "department": "教体局", "username": "ducha", "leader": True},
    {"name": "孙梅", "department": "市场监管局", "username": None, "leader": False},
]


class Team:
    """A team with a tablet and a pack of S001, whose store holds four goods."""

    def __init__(self, kitchen):
        self.kitchen, self.county_id = kitchen, kitchen.county_id
        self.school = schools.get_school(self.county_id, "S001")
        self.tablet = in_transaction(lambda: Tablet(self.county_id, "平板1", CLERK, EVE))
        self.pack = in_transaction(lambda: self.tablet.take(self.school, by=CLERK, now=EVE))

    def visit(self, **given):
        from mealwatch.checklists import queries as checklists

        return Inspection(self.pack, checklists.current(self.county_id), ON, TEAM, **given)

    def measured(self):
        """A visit in which everything drawn was weighed and counted as it is written."""
        made = self.visit()
        made.weigh()
        made.count()
        return made

    def hand_in(self, made, body=None, *, kind="visit"):
        """Deposit a visit, or what became of its body; the visit, or the codes of why it waits."""
        told = {"author": "ducha", "now": NOW, "kind": kind, "school": "S001"}
        body = body or made.body()
        answer = in_transaction(lambda: self.tablet.deposit(body, made.photos, **told))
        receipt = json.loads(answer.receipt)
        if receipt["state"] == "quarantined":
            return [one["code"] for one in receipt["reasons"] if one["code"].startswith("visit")]
        return queries.find_visit_of_deposit(self.county_id, receipt["id"])


def changed(made, change):
    """The body with a change, signed anew."""
    body = made.body()
    change(body)
    return body | {"content_digest": content_digest(body)}


@pytest.fixture
def team(kitchen):
    held = known.last_visits, known.open_findings, known.visited
    registry.drawing(is_drawing)
    intake.init_app(None)
    for number, ingredient in enumerate(("rice", "salt", "rice", "salt")):
        kitchen.receive(f"R{number}", ON - timedelta(days=3), 1000 + number, 500, ingredient=ingredient)
    yield Team(kitchen)
    known.connect(visits=held[0], findings=held[1], done=held[2])


def test_a_visit_becomes_its_rows(team):
    made = team.visit(stop=5)
    photo = made.picture(PICTURE)
    made.lose("B6", "half", note="纱窗破了", photos=[photo])
    made.lose("C6", "none", "on_the_spot", fixed=[photo])
    made.red_lines = {"RL8": {"note": "整餐没有留样", "photos": [photo]}}
    made.weigh(-100)
    made.count(0, 7)
    found = team.hand_in(made)
    assert (found.kind, found.dated_on, found.stop_id, found.leader) == ("surprise", ON, 5, "吴强")
    assert (found.got_halves, found.base, found.grade, found.tenths) == (194, 100, "fail", 970)
    assert (found.told, found.flags, found.red_lines) == ((194, 100, "fail"), {"stop_odd": "5"}, ("RL8",))
    assert found.tally.satisfied == 9
    one, other, red = sorted(queries.findings(team.county_id), key=lambda finding: finding.id)
    assert (one.code, one.answer, one.words, one.photos, one.open) == ("B6", "half", "纱窗破了", (photo,), True)
    assert (one.due_on, one.overdue(ON + timedelta(days=8))) == (ON + timedelta(days=7), True)
    assert (other.code, other.mended_on, other.fixed_photos) == ("C6", ON, (photo,))
    assert (red.code, red.red, red.severity, red.due_on) == ("RL8", True, "serious", ON)
    rows = queries.measurements(team.county_id, [found.id])[found.id]
    weighed = [one for one in rows if one.kind == "weigh"]
    assert [one.difference for one in weighed] == [-100, 0, 0]
    assert weighed[0].written - weighed[0].found == 100
    assert weighed[0].ref in {"R0/1", "R1/1", "R2/1", "R3/1"}
    assert [one.difference for one in rows if one.kind == "count"] == [0, 7]
    assert [one.kind for one in queries.differences(team.county_id)] == ["weigh", "count"]
    assert telling.visited(team.county_id, [5, 6]) == {5: f"/inspections/{found.id}"}
    assert telling.last_visits(team.county_id) == {team.school.id: ON}
    assert telling.open_findings(team.county_id) == {team.school.id: 2}


def test_the_same_record_again_makes_nothing(team):
    made = team.measured()
    found = team.hand_in(made)
    deposit = devices.deposit(team.county_id, found.deposit_id)
    envelope = devices.envelope_of(team.county_id, found.deposit_id)
    again = team.kitchen.do(service.take_visit, envelope, deposit)
    assert again == found.id
    assert db.session.query(models.Visit).count() == 1


def test_the_same_visit_in_another_record_waits(team):
    made = team.measured()
    assert team.hand_in(made).flags == {}
    assert team.hand_in(made) == ["visit_again"]


def test_what_was_found_before_is_looked_at_again(team):
    made = team.measured()
    made.lose("B6", "none")
    made.lose("C6", "none")
    first = team.hand_in(made)
    later = team.measured()
    later.team = [TEAM[1] | {"leader": True}, TEAM[0] | {"leader": False}]
    later.kind = "look_back"
    later.see_again(queries.findings(team.county_id, open_only=True), mended={"B6"})
    later.rechecks.append({"finding": 99, "mended": True, "note": "没有这一个", "photos": []})
    second = team.hand_in(later)
    found = {one.code: one for one in queries.findings(team.county_id)}
    assert (found["B6"].mended_on, found["C6"].open) == (ON, True)
    assert [one.visit_id for one in found["C6"].rechecks] == [second.id]
    assert [one.code for one in queries.findings(team.county_id, overdue_on=date(2027, 1, 1))] == ["C6"]
    assert {one.id for one in queries.with_company(team.county_id, first)} == {first.id, second.id}


def test_what_is_added_later_stands_beside_the_visit(team):
    made = team.measured()
    uuid = made.body()["visit"]["id"]
    body = {"visit": uuid, "text": "复称照片补上", "photos": []}
    team.hand_in(made, body, kind="visit_amendment")
    team.hand_in(made)
    assert [one.text for one in queries.amendments_of(team.county_id, [uuid])[uuid]] == ["复称照片补上"]
    waits = team.hand_in(made, body | {"photos": ["ab" * 32]}, kind="visit_amendment")
    assert waits == ["visit_photo"]


def weighing(**given):
    return lambda body: body["weighings"][0].update(given)


def swap_log(body):
    for one in body["log"]:
        one["what"] = {"weigh.entered": "weigh.opened", "weigh.opened": "weigh.entered"}.get(one["what"], one["what"])


def look_first(body):
    """The day's records are opened before anything is weighed."""
    day = (ON - timedelta(days=3)).isoformat()
    body["log"] = [{"n": 1, "what": "records.opened", "ref": day}] + [one | {"n": one["n"] + 1} for one in body["log"]]


#: why: what is changed, which flag, about what
ODD = {
    "the score differs": (lambda body: body["score"].update(got_halves=1), "score_differs", ""),
    "opened before weighed": (swap_log, "blind_order", 3),
    "no log": (lambda body: body.update(log=[]), "blind_order", 5),
    "the records first": (look_first, "blind_order", 5),
    "another figure than was sealed": (weighing(paper=1), "seal_differs", 1),
    "the seal was not shown": (weighing(seal=None), "seal_differs", 1),
    "not what was drawn": (lambda body: body["weighings"].pop(), "draw_not_followed", 1),
    "said to be drawn": (
        lambda body: body["counts"].append(
            body["counts"][0] | {"good": {"ref": None, "code": None, "name": "糖"}, "seal": None}
        ),
        "not_drawn",
        ["糖"],
    ),
    "no pack": (lambda body: body.update(pack=None), "no_pack", ""),
    "a pack that nobody knows": (lambda body: body["pack"].update(id="x"), "pack_unknown", ""),
    "a pack of other content": (lambda body: body["pack"].update(digest="0" * 64), "pack_unknown", ""),
    "later than today": (
        lambda body: body["visit"].update(dated_on="2026-12-01"),
        "date_odd",
        f"2026-12-01 / {ON.isoformat()}",
    ),
    "a member did not sign": (lambda body: body["signatures"].pop(1), "unsigned_members", ["孙梅"]),
}


@pytest.mark.parametrize("why", ODD)
def test_what_is_odd_counts_and_is_told_of(team, why):
    change, flag, about = ODD[why]
    found = team.hand_in(made := team.measured(), changed(made, change))
    assert flag in found.flags, found.flags
    told = found.flags[flag]
    assert (len(told) if isinstance(about, int) else told) == about


def test_what_cannot_be_understood_waits(team):
    def told(change):
        made = team.visit()
        return team.hand_in(made, changed(made, lambda body: (change(body), again(body))))

    numbers = iter(range(99))

    def again(body):
        body["visit"]["id"] = number_of("another", next(numbers))

    assert told(lambda body: body["visit"].update(canteen="C999")) == ["visit_canteen"]
    assert told(lambda body: body["visit"].update(school="S002")) == ["visit_school"]
    assert told(lambda body: body["list"].update(version=9)) == ["visit_list"]
    assert told(lambda body: body["list"].update(digest="0" * 64)) == ["visit_list"]
    assert told(lambda body: body["answers"].pop("A1")) == ["visit_answer"]
    assert told(lambda body: body.update(team=[])) == ["visit_team", "visit_leader", "visit_signature"]
    assert told(lambda body: body.pop("signatures")) == ["visit_shape"]
    assert queries.visits(team.county_id) == []


def test_the_check_reads_nothing_of_what_has_no_shape(team):
    envelope = {"id": "x", "school": "S001", "attachments": [], "body": {"visit": 3}}
    assert {one.code for one in checking.check_visit(team.county_id, envelope)} == {"visit_shape"}


def test_an_old_pack_is_told_of(team):
    body = changed(team.measured(), lambda body: body["visit"].update(dated_on=(ON + timedelta(days=20)).isoformat()))
    found = team.hand_in(team.visit(), body)
    assert found.flags["pack_old"] == EVE.date().isoformat()


def test_a_commit_is_the_digest_of_what_was_revealed(team):
    made = team.measured()
    one = made.body()["weighings"][0]
    value = {"ref": one["good"]["ref"], "salt": one["seal"]["salt"], "value": {"quantity": one["paper"]}}
    assert digest(value) == one["seal"]["commit"]
