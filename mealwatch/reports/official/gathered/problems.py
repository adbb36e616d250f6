"""Alerts, findings and cases of a county as Problems."""

from mealwatch.alerts.domain.states import STATES as ALERT_STATES
from mealwatch.alerts.queries import alerts
from mealwatch.cases import queries as cases
from mealwatch.cases.domain import states
from mealwatch.inspections.office import queries as office
from mealwatch.inspections.office.domain.following import SET_ASIDE
from mealwatch.reports.official import queries
from mealwatch.reports.official.domain.problems import Mending, Problem, due_within
from mealwatch.reports.official.domain.week import in_order
from mealwatch.reports.official.gathered.following import is_look
from mealwatch.schools import queries as schools

#: How papers call the state of a case.
CASE_STATES = {
    states.DRAFTED: "待下达",
    states.ISSUED: "待签收",
    states.RECTIFYING: "整改中",
    states.RETURNED: "退回",
    states.REVIEW: "待核查",
    states.PROPOSED: "待销号",
    states.WATCHING: "回头看",
    states.CLOSED: "销号",
    states.REOPENED: "返工补课",
    states.WITHDRAWN: "已撤回",
}
SOURCES = {"alert": "周预警", "finding": "检查", "complaint": "信访反映", "hand": "日常检查"}
#: What turned out to be nothing is told of nobody, even if it was put down before.
_CLEARED = ("false", "data_error", "explained", "withdrawn")
_FINDING_STATES = {"open": "整改中", "answered": "待核查", "sent_back": "退回", "mended": "已改好"}


def of_alerts(county_id, first_week, last_week, school_ids=None):
    """What a briefing may say of alerts: those that somebody confirmed, and those put down for it."""
    found = alerts.alerts(county_id, first_week, last_week, school_ids)
    chosen = queries.included(county_id, [one.id for one in found])
    known = _known(county_id)
    return _in_order(
        Problem(
            known[one.school_id],
            SOURCES["alert"],
            one.rule,
            chosen.get(one.id) or one.sentence.text(),
            "",
            one.week.sunday,
            one.due_on,
            ALERT_STATES[one.state],
            family=one.rule[:1],
        )
        for one in found
        if one.state == "confirmed" or (one.id in chosen and one.state not in _CLEARED)
    )


def of_findings(county_id, school_ids=None, **which):
    """What visits found and no case was made of; what the office set aside is left out."""
    found = [one for one in office.findings(county_id, school_ids, **which) if one.state != SET_ASIDE]
    with_case = cases.of_sources(county_id, "finding")
    known = _known(county_id)
    return _in_order(
        Problem(
            known[one.finding.school_id],
            SOURCES["finding"],
            one.finding.code,
            one.finding.words or one.finding.text,
            one.finding.text,
            one.finding.found_on,
            one.finding.due_on,
            _FINDING_STATES.get(one.stands, "整改中"),
            _mended(one),
        )
        for one in found
        if str(one.finding.id) not in with_case
    )


def of_cases(county_id, found):
    """Some Cases as Problems; drafts and those withdrawn are left out."""
    known = _known(county_id)
    return _in_order(
        Problem(
            known[one.school_id],
            SOURCES[one.source],
            one.number,
            one.text,
            one.basis,
            one.issued_on or one.opened_on,
            one.due_on,
            CASE_STATES[one.state],
            one.agreed_on,
        )
        for one in found
        if one.state not in (states.DRAFTED, states.WITHDRAWN)
    )


def opened(county_id, first, last, school_ids=None):
    """The Cases opened in a span of days."""
    return cases.cases(county_id, school_ids, opened_from=first, opened_until=last)


def mending(county_id, first, last):
    """What was due in a span of days and what of it was mended, with the looks that were made."""
    known_cases = cases.cases(county_id, opened_until=last)
    problems = [*of_cases(county_id, known_cases), *of_findings(county_id, last=last)]
    steps = [step for one in known_cases for step in one.steps if first <= step.done_at.date() <= last]
    due, done = due_within(problems, first, last)
    return Mending(
        due,
        done,
        sum(is_look(step) and step.what == "look_passed" for step in steps),
        sum(is_look(step) and step.what == "reopen" for step in steps),
    )


def overdue(county_id, today):
    """Everything that should be mended by now and is not."""
    problems = [*of_cases(county_id, cases.cases(county_id)), *of_findings(county_id, overdue_on=today)]
    return _in_order(one for one in problems if one.overdue(today))


def _mended(one):
    if one.pending:
        return None
    return one.finding.mended_on or (one.ended.done_at.date() if one.ended else one.finding.found_on)


def _known(county_id):
    return {one.id: one for one in schools.schools_of(county_id)}


def _in_order(problems):
    problems = list(problems)
    order = {one.id: place for place, one in enumerate(in_order({each.school for each in problems}))}
    return sorted(problems, key=lambda one: (order[one.school.id], one.found_on, one.number))
