"""What people do about alerts: one step each, told to whoever has to know."""

from mealwatch.alerts import errors
from mealwatch.alerts.domain import states
from mealwatch.alerts.models import AlertStep
from mealwatch.alerts.queries.alerts import open_alerts, some, steps_of
from mealwatch.audit import rows
from mealwatch.audit import service as journal
from mealwatch.kernel.errors import mark
from mealwatch.messages import service as messages
from mealwatch.schools import queries as schools

#: Which steps somebody is told of: kind of message, and its words.
_TOLD = {
    "ask": ("alert_asked", mark("请在 {due} 前说明：{sentence}")),
    "explain": ("alert_explained", mark("{school}已说明：{sentence}")),
}


def act(county_id, alert_id, action, *, words="", reason="", photos=(), by, now):
    """Do one thing about an alert (see domain/states.py). Returns its new state.

    Raises NoAlert, NotNow, ReasonMissing, WordsMissing.
    """
    given = {"words": words, "reason": reason, "photos": photos}
    [state] = act_on_many(county_id, [alert_id], action, **given, by=by, now=now).values()
    return state


def act_on_many(county_id, alert_ids, action, *, words="", reason="", photos=(), by, now):
    """The same for many alerts, all or none; ``photos``: digests. Returns ``{alert id: its new state}``."""
    journal.lock(county_id)
    wanted = list(dict.fromkeys(alert_ids))
    found = some(county_id, wanted)
    missing = [alert_id for alert_id in wanted if alert_id not in found]
    if missing:
        raise errors.NoAlert(what="alert", key=missing[0])
    states.check(action, words, reason)
    return _act(county_id, [found[alert_id] for alert_id in wanted], action, words, reason, photos, by=by, now=now)


def take_up_overdue(county_id, *, by, now):
    """Have what no school explained in time checked by the bureau. Returns ``{alert id: its new state}``."""
    journal.lock(county_id)
    late = [one for one in open_alerts(county_id) if one.state == "explaining" and one.due_on < now.date()]
    return _act(county_id, late, "check", mark("到期没有说明"), "", by=by, now=now)


def open_grown(county_id, alert_ids, *, by, now):
    """Open again those of these alerts that people were done with: what the rule finds has grown since."""
    done = [one for one in some(county_id, alert_ids).values() if "reopen" in states.possible(one.state)]
    _act(county_id, sorted(done, key=lambda one: one.id), "reopen", mark("重新核算后差异变大"), "", by=by, now=now)


def _act(county_id, alerts, action, words, reason, photos=(), *, by, now):
    after = {one.id: states.step(one.state, action) for one in alerts}
    numbers = {alert_id: len(steps) for alert_id, steps in steps_of(county_id, after).items()}
    made = [
        {
            "county_id": county_id,
            "alert_id": one.id,
            "number": numbers.get(one.id, 0) + 1,
            "action": action,
            "state": after[one.id],
            "words": words.strip(),
            "reason": reason,
            "photos": " ".join(photos),
            "due_on": states.due_on(after[one.id], one.severity, now.date()),
            "done_at": now,
            "done_by": by.name,
            "done_by_id": by.account_id,
        }
        for one in alerts
    ]
    rows.put(
        county_id,
        AlertStep,
        made,
        {},
        subject="alert_step",
        key_of=lambda row: f"{row['alert_id']}/{row['number']}",
        by=by,
        now=now,
    )
    if action in _TOLD:
        names = {one.id: one.name for one in schools.schools_of(county_id, {one.school_id for one in alerts})}
        for one, row in zip(alerts, made, strict=True):
            _tell(county_id, one, row, names[one.school_id], by=by, now=now)
    return after


def _tell(county_id, alert, step, school, *, by, now):
    """The school is told what is asked of it, the bureau that it was explained."""
    kind, says = _TOLD[step["action"]]
    messages.tell(
        county_id,
        to=("school", alert.school_id) if step["action"] == "ask" else ("right", "handle_alerts"),
        kind=kind,
        says=says,
        facts={"school": school, "sentence": alert.sentence.text(), "due": str(step["due_on"] or "")},
        link=f"/alerts/{alert.id}",
        key=f"alert/{alert.id}/{step['number']}",
        by=by,
        now=now,
    )
