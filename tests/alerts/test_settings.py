"""Rules set by a county and a date, and rules that cry wolf."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from mealwatch.alerts import errors, known, service
from mealwatch.alerts.domain.precision import LEAST, counted
from mealwatch.alerts.domain.rule import rules
from mealwatch.alerts.models import Alert, AlertStep, AlertVersion
from mealwatch.alerts.queries import alerts as queries
from mealwatch.alerts.queries import settings
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.week import Week
from mealwatch.storage.transaction import in_transaction
from tests.alerts.test_running import close, cook, found, run
from tests.support.kitchen import MON, NEXT_MON, NOW
from tests.support.people import site  # noqa: F401

ADMIN = Actor("陈立", 2)


def put(kitchen, rule_id="F06", mode="on", limits=(), on=MON, reason="试行", **given):
    kitchen.do(
        service.put_setting, rule_id, mode=mode, limits=dict(limits), from_date=on, reason=reason, by=ADMIN, **given
    )


def holds(kitchen, rule_id, on):
    one = settings.in_force(kitchen.county_id, on)[rule_id]
    return one.mode, one.since


def test_a_rules_page_speaks_english_to_who_reads_english(site):  # noqa: F811
    reader = site.client("bureau_officer")
    reader.get("/rules?lang=en")
    for one in known.catalogue().values():
        page = reader.get(f"/rules/{one.id}").text
        left = [text for text in (one.name, one.basis, one.needs, *one.explain) if text in page]
        assert "Records it needs" in page and not left, one.id


def test_every_rule_with_code_has_texts_and_every_text_has_code():
    assert known.catalogue().keys() == rules().keys() == {row["rule"] for row in known._rows("rules")}


@pytest.mark.parametrize("rule_id", sorted(rules()))
def test_a_rules_texts_are_whole(rule_id):
    one = known.catalogue()[rule_id]
    assert one.severity in ("red", "amber", "info")
    assert all((one.family, one.name, one.basis, one.needs))
    assert one.explain
    for limit in known.thresholds(rule_id):
        assert limit.least <= limit.value <= limit.most
        assert limit.what


def test_a_setting_holds_from_its_week_on(kitchen):
    put(kitchen, "H03", "watch", {"days": "10"}, NEXT_MON + timedelta(days=2))
    assert holds(kitchen, "H03", MON) == ("on", None)
    assert holds(kitchen, "H03", NEXT_MON) == ("watch", NEXT_MON)
    assert settings.in_force(kitchen.county_id, NEXT_MON)["H03"].limits.days == 10
    put(kitchen, "H03", "on", {}, NEXT_MON)
    assert holds(kitchen, "H03", date(2027, 1, 4)) == ("on", NEXT_MON)
    assert settings.in_force(kitchen.county_id, NEXT_MON)["H03"].limits.days == 8


def test_the_same_setting_again_changes_nothing(kitchen):
    put(kitchen, "H03", "watch")
    put(kitchen, "H03", "watch")
    assert len(settings.settings_of(kitchen.county_id, "H03")) == 1


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"rule_id": "X99"}, errors.NoRule),
        ({"mode": "loud"}, errors.ModeInvalid),
        ({"rule_id": "F01", "mode": "off"}, errors.NeverOff),
        ({"rule_id": "H03", "limits": {"days": "0"}}, errors.LimitInvalid),
        ({"rule_id": "H03", "limits": {"days": "ten"}}, errors.LimitInvalid),
        ({"reason": " "}, errors.WordsMissing),
    ],
)
def test_what_no_setting_can_be(kitchen, given, error):
    with pytest.raises(error):
        put(kitchen, **given)


def test_a_watched_rule_only_informs_and_one_that_is_off_is_silent(kitchen):
    cook(kitchen, days=range(4))
    close(kitchen)
    rule = "W05" if "W05" in known.catalogue() else "H06"
    run(kitchen)
    here = {one.rule: one for one in _alerts(kitchen)}
    assert rule not in here or here[rule].mode == "on"
    for one in sorted(here):
        if one not in ("F01", "U01"):
            put(kitchen, one, "watch")
    run(kitchen)
    assert {(one.severity, one.mode) for one in _alerts(kitchen) if one.rule not in ("F01", "U01")} <= {
        ("info", "watch")
    }
    for one in sorted(here):
        if one not in ("F01", "U01"):
            put(kitchen, one, "off")
    run(kitchen)
    assert {one.rule for one in _alerts(kitchen) if one.standing} == {"U01"}
    assert found(kitchen) == [("U01", "new", 1, True)]


def _alerts(kitchen):
    return queries.alerts(kitchen.county_id, Week(MON), Week(MON), {kitchen.schools["S003"]})


@pytest.mark.parametrize(
    ("right", "wrong", "wolf"),
    [(0, LEAST, True), (0, LEAST - 1, False), (1, 9, True), (2, 8, False), (10, 0, False), (0, 0, False)],
)
def test_when_a_rule_cries_wolf(right, wrong, wolf):
    states = ["confirmed"] * right + ["false"] * wrong + ["noted"] * 5 + ["new"] * 5
    one = counted("H03", states)
    assert (one.cries_wolf, one.decided, one.open) == (wolf, right + wrong, 5)
    assert one.share == (Fraction(right, right + wrong) if right + wrong else None)
    assert not counted("F01", states).cries_wolf


def test_a_rule_that_cries_wolf_moves_to_watch_and_the_admin_can_take_it_back(kitchen):
    in_transaction(lambda: db.session.execute(Alert.__table__.insert(), [_row(kitchen, n) for n in range(LEAST)]))
    in_transaction(lambda: db.session.execute(AlertVersion.__table__.insert(), [_version(n) for n in range(LEAST)]))
    in_transaction(lambda: db.session.execute(AlertStep.__table__.insert(), [_step(n) for n in range(LEAST)]))
    assert kitchen.do(service.watch_wolves) == ["H03"]
    next_week = Week.of(NOW.date()).shifted(1).monday
    assert holds(kitchen, "H03", next_week) == ("watch", next_week)
    assert holds(kitchen, "H03", next_week - timedelta(days=1)) == ("on", None)
    assert kitchen.do(service.watch_wolves) == []
    put(kitchen, "H03", "on", on=next_week, reason="阈值调过了", now=NOW + timedelta(hours=1))
    assert kitchen.do(service.watch_wolves, now=NOW + timedelta(hours=2)) == []
    assert [one.mode for one in settings.settings_of(kitchen.county_id, "H03")] == ["watch", "on"]


def _row(kitchen, n):
    monday = MON - timedelta(weeks=n)
    entered = {"entered_at": NOW, "entered_by": "甲"}
    return {
        "county_id": 1,
        "id": n + 1,
        "school_id": kitchen.schools["S001"],
        "monday": monday,
        "rule": "H03",
        **entered,
    }


def _version(n):
    content = '{"arithmetic":[],"limits":[],"mode":"on","rows":[],"sentence":["",{},null],"since":""}'
    entered = {"standing": True, "content": content, "entered_at": NOW, "entered_by": "甲"}
    return {"county_id": 1, "alert_id": n + 1, "version": 1, "severity": "amber", "at_risk": "0/1", **entered}


def _step(n):
    done = {"done_at": NOW, "done_by": "甲", "done_by_id": 1, "words": "", "reason": "threshold", "photos": ""}
    return {"county_id": 1, "alert_id": n + 1, "number": 1, "action": "false", "state": "false", "due_on": None, **done}
