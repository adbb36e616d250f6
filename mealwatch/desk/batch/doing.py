"""Doing an act with the ticked lines, in one transaction; what was done already is done once."""

from collections import Counter

from flask import url_for

from mealwatch.alerts import service as alerts
from mealwatch.alerts.domain import states
from mealwatch.cases import queries as case_queries
from mealwatch.cases import service as cases
from mealwatch.desk.domain.batch import ways_to_confirmed
from mealwatch.kernel.errors import mark
from mealwatch.messages import service as messages
from mealwatch.reports.official import queries as papers
from mealwatch.reports.official import service as official

_GRAVE = {"red": "serious", "amber": "ordinary", "info": "slight"}
_REMINDED = {
    "unreported": mark("{week}还没有报齐，请尽快补报；未报不算零"),
    "incomplete": mark("{week}还没有报齐，请尽快补报；未报不算零"),
    "overdue": mark("{number} 已过 {day} 的期限，请尽快整改并请求核查"),
    "explaining": mark("{week}的一项差异还在等学校说明，请在 {day} 前说明"),
}


def done(county_id, act, found, given, *, labels, by, now):
    """Do the act with these lines. Returns how many things it did: {what: count}."""
    work = {"remind": _remind, "order": _order, "brief": _brief}.get(act, _step)
    return work(county_id, act, found, given, labels=labels, by=by, now=now)


def severity(line):
    """How grave the notice of a line of alerts is."""
    return _GRAVE[line.alert.severity]


def _step(county_id, act, found, given, *, labels, by, now):
    ids = [one.id for line in found for one in line.alerts if (one.state, act) in states.TABLE]
    if ids:
        alerts.act_on_many(county_id, ids, act, words=given["words"], reason=given["reason"], by=by, now=now)
    again = sum(all((one.state, act) not in states.TABLE for one in line.alerts) for line in found)
    return Counter(done=len(found) - again, again=again)


def _brief(county_id, _act, found, given, *, labels, by, now):
    ids = [one.id for line in found for one in line.alerts]
    known = papers.included(county_id, ids)
    new = [line for line in found if any(one.id not in known for one in line.alerts)]
    fresh = [one.id for line in new for one in line.alerts if one.id not in known]
    official.include(county_id, fresh, words=given["words"], by=by, now=now)
    return Counter(done=len(new), again=len(found) - len(new))


def _remind(county_id, _act, found, _given, *, labels, by, now):
    told = Counter()
    for one in found:
        kind = "explaining" if one.alert and one.alert.state == "explaining" else one.kind
        reached = messages.tell(
            county_id,
            to=("school", one.school.id),
            kind="reminder",
            says=_REMINDED[kind],
            facts=_facts(one, labels),
            link=_link(one),
            key=f"reminder:{one.key}:{now.date().isoformat()}",
            by=by,
            now=now,
        )
        told["done" if reached else "again"] += 1
    return told


def _facts(one, labels):
    case = one.case
    day = case.due_on if case else one.alert.due_on if one.alert else None
    return {
        "week": "" if case else labels(_week(one)),
        "number": case.number if case else "",
        "day": day.isoformat() if day else "",
    }


def _link(one):
    if one.case:
        return url_for("cases.case", case_id=one.case.id)
    if one.alert and one.alert.state == "explaining":
        return url_for("alerts.alert", alert_id=one.alert.id)
    return url_for("spend.close", school_code=one.school.code, week=_week(one))


def _week(one):
    return one.alert.week if one.alert else one.row.week


def _order(county_id, _act, found, given, *, labels, by, now):
    """Each alert that has no case yet is confirmed, and a notice is issued for it."""
    counted = Counter()
    ids = [one.id for line in found for one in line.alerts]
    known = case_queries.of_sources(county_id, "alert", ids)
    for line in found:
        newest = line.alert
        if any(str(one.id) in known for one in line.alerts):
            counted["again"] += 1
            continue
        for one in line.alerts:
            for action in ways_to_confirmed(one.state):
                reason = given["reason"] if action == "confirm" else ""
                alerts.act(county_id, one.id, action, words=given["words"], reason=reason, by=by, now=now)
        case_id = cases.open(
            county_id,
            line.school.id,
            source=("alert", newest.id),
            text=_text(line, given["words"]),
            severity=severity(line),
            due_on=given["due_on"],
            by=by,
            now=now,
        )
        cases.act(county_id, case_id, "issue", by=by, now=now)
        counted["done"] += 1
    return counted


def _text(line, words):
    """What the notice asks: the sentence of each alert, and what the officer adds. Official papers are Chinese."""
    said = [one.sentence.text() for one in line.alerts]
    return "\n".join([*said, *([words] if words else [])])
