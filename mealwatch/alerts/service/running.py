"""Running the rules over a week. The same records give the same rows; a changed result is a new version."""

from typing import NamedTuple

from mealwatch.alerts.domain import kept
from mealwatch.alerts.domain.judging import judge
from mealwatch.alerts.domain.kept import Content
from mealwatch.alerts.domain.rule import rules
from mealwatch.alerts.domain.signal import SEVERITIES
from mealwatch.alerts.models import Alert, AlertRun, AlertVersion
from mealwatch.alerts.queries import found as queries
from mealwatch.alerts.queries.given import asked_of, given_of
from mealwatch.alerts.queries.runs import due, last_runs
from mealwatch.alerts.queries.settings import in_force
from mealwatch.alerts.service.acting import open_grown, take_up_overdue
from mealwatch.alerts.service.settings import watch_wolves
from mealwatch.audit import rows
from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.kernel import collector
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.storage.keys import next_id


class Run(NamedTuple):
    """What a run did: schools judged, alerts made, changed and withdrawn, and how many find the same as before."""

    week: Week
    judged: int
    made: int
    changed: int
    withdrawn: int
    same: int


class Findings(NamedTuple):
    """What the rules found in a week, not yet kept. ``results``: {(school id, rule id): as a version keeps it}."""

    week: Week
    school_ids: frozenset | None
    versions: dict
    results: dict
    lacking: tuple


def find(county_id, week, *, now, school_ids=None):
    """Let the rules look at a week: its closed and overdue schools, or these of them. Reads only; returns Findings.

    It takes a while in a large county: whoever writes afterwards (``keep``) need not hold up others meanwhile.
    """
    school_ids = None if school_ids is None else frozenset(school_ids)
    force, code = in_force(county_id, week.monday), rules()
    on = {rule_id: code[rule_id] for rule_id, one in force.items() if one.mode != "off"}
    given, versions = given_of(county_id, week, now=now, school_ids=school_ids)
    with collector.paused():
        found = judge(given, on, {rule_id: force[rule_id].limits for rule_id in on})
    results = {key: _result(signal, force[key[1]]) for key, signal in found.signals.items()}
    return Findings(week, school_ids, versions, results, kept.lacks(found.lacking))


def keep(county_id, findings, *, by, now):
    """Keep what the rules found; where weeks were closed or opened since, they look again. Returns Run."""
    journal.lock(county_id)
    week, school_ids = findings.week, findings.school_ids
    if asked_of(county_id, week, now=now, school_ids=school_ids) != findings.versions:
        findings = find(county_id, week, now=now, school_ids=school_ids)
    before = queries.latest(county_id, week)
    counts = _write(county_id, week, findings.results, before, findings.versions, by=by, now=now)
    open_grown(county_id, _grown(findings.results, before), by=by, now=now)
    _write_run(county_id, findings, by=by, now=now)
    return Run(week, len(findings.versions), *counts)


def run(county_id, week, *, by, now, school_ids=None):
    """Look and keep at once. Returns Run."""
    journal.lock(county_id)
    return keep(county_id, find(county_id, week, now=now, school_ids=school_ids), by=by, now=now)


def catch_up(county_id, *, by, now, first=None, last=None):
    """Run every week that is due (between two weeks, if given), the earliest first; then what follows from it.

    What the school did not explain in time goes to be checked; a rule that cries wolf is moved to watch.
    Returns the Runs.
    """
    journal.lock(county_id)
    done = [run(county_id, week, by=by, now=now) for week in due(county_id, now, first, last)]
    take_up_overdue(county_id, by=by, now=now)
    watch_wolves(county_id, by=by, now=now)
    return done


def _result(signal, force):
    """(severity, exact fen at risk as text, content as text): what a version keeps. A watched rule only informs."""
    content = Content(
        signal.sentence,
        signal.arithmetic,
        signal.rows,
        tuple((name, str(value)) for name, value in sorted(force.limits.values().items())),
        force.since.isoformat() if force.since else "",
        force.mode,
    )
    severity = "info" if force.mode == "watch" else signal.severity
    return severity, str(signal.at_risk), canonical(content.as_json())


def _write(county_id, week, results, before, asked, *, by, now):
    """Write the results that differ from what stands; returns (made, changed, withdrawn, same)."""
    entered = {"county_id": county_id, "entered_at": now, "entered_by": by.name}
    fresh, versions, same = [], [], 0
    number = next_id(Alert, county_id)
    for (school_id, rule_id), result in sorted(results.items()):
        was = before.get((school_id, rule_id))
        if was is None:
            row = {"id": number + len(fresh), "school_id": school_id, "monday": week.monday, "rule": rule_id}
            fresh.append(entered | row)
            versions.append(entered | _version(row["id"], 1, result))
        elif was.standing and was.result == result:
            same += 1
        else:
            versions.append(entered | _version(was.alert_id, was.version + 1, result))
    gone = [was for key, was in sorted(before.items()) if was.standing and key not in results and key[0] in asked]
    changed = len(versions) - len(fresh)
    versions += [entered | _version(was.alert_id, was.version + 1, was.result, standing=False) for was in gone]
    rows.put(county_id, Alert, fresh, {}, subject="alert", key_of=lambda row: str(row["id"]), by=by, now=now)
    rows.put(
        county_id,
        AlertVersion,
        versions,
        {},
        subject="alert_version",
        key_of=lambda row: f"{row['alert_id']}/{row['version']}",
        by=by,
        now=now,
    )
    return len(fresh), changed, len(gone), same


def _grown(results, before):
    """The ids of the alerts that are worse than they were, or put more money at risk."""
    found = []
    for key, result in results.items():
        severity, at_risk, _ = result
        was = before.get(key)
        if was is not None and was.result != result:
            worse = SEVERITIES.index(severity) < SEVERITIES.index(was.result[0])
            if worse or Ratio.parse(at_risk) > Ratio.parse(was.result[1]):
                found.append(was.alert_id)
    return sorted(found)


def _version(alert_id, version, result, *, standing=True):
    severity, at_risk, content = result
    return {
        "alert_id": alert_id,
        "version": version,
        "severity": severity,
        "at_risk": at_risk,
        "standing": standing,
        "content": content,
    }


def _write_run(county_id, findings, *, by, now):
    """Keep what was judged, where it is not what the last run says; a run for some schools leaves the others' part."""
    week, versions, lacking = findings.week, findings.versions, findings.lacking
    last = last_runs(county_id, week, week).get(week)
    if findings.school_ids is not None and last:
        versions = {**last.judged, **versions}
        lacking = last.lacking
    content = canonical(kept.run_json(versions, lacking))
    if last and canonical(kept.run_json(last.judged, last.lacking)) == content:
        return
    row = {
        "county_id": county_id,
        "id": next_id(AlertRun, county_id),
        "monday": week.monday,
        "content": content,
        "entered_at": now,
        "entered_by": by.name,
    }
    rows.put(county_id, AlertRun, [row], {}, subject="alert_run", key_of=lambda row: str(row["id"]), by=by, now=now)
