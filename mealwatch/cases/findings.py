"""Findings of visits with a case: shown on their pages, answered through the case, mended when two people say so.

Also how many cases wait for whoever opens the menu.
"""

from flask import url_for

from mealwatch.cases import queries, registry
from mealwatch.cases.domain import states
from mealwatch.inspections.office import queries as visited
from mealwatch.inspections.office import service as office
from mealwatch.inspections.office import slots
from mealwatch.web.guards import current_viewer
from mealwatch.web.words import mark_of, word

_MENDED, _AGAIN = "watching", ("reopened", "returned")


def init_app(app):
    """Take the place that findings leave open."""
    slots.taken_by(app, taken)
    slots.offered_by(app, offered)
    registry.on(_MENDED, mend)
    for event in _AGAIN:
        registry.on(event, open_again)


def taken(county_id, finding_ids):
    """``{finding id: Elsewhere}`` of the findings that have a case which its reader may see."""
    viewer, found = current_viewer(), queries.of_sources(county_id, "finding", finding_ids)
    office_reads = viewer.may("read_cases")
    may_open = office_reads or viewer.may(states.SCHOOL)
    return {
        int(key): slots.Elsewhere(
            one.number,
            url_for("cases.case", case_id=one.id) if may_open else "",
            word(one.state, "case_state"),
            mark_of(one.state, "case_state"),
        )
        for key, one in found.items()
        if office_reads or one.issued_on is not None
    }


def offered(school, finding_id):
    """The address of a case of its own, for whoever may open one; else None."""
    if not current_viewer().may(states.BUREAU, school=school):
        return None
    return url_for("cases.new", finding=finding_id)


def mend(county_id, case, *, by, now):
    """Two people agreed: the finding is mended."""
    _follow(county_id, case, "check", by, now)


def open_again(county_id, case, *, by, now):
    """It was not kept up, or a superior does not agree: the finding is open again."""
    _follow(county_id, case, "reopen", by, now)


def _follow(county_id, case, what, by, now):
    if case.source != "finding":
        return
    finding = visited.get_finding(county_id, int(case.source_key))
    if what in finding.allowed() and (what == "check" or finding.state == "mended"):
        does = office.check if what == "check" else office.reopen
        does(county_id, finding.finding.id, words=case.number, by=by, now=now)


def waiting_office():
    """How many cases wait for the bureau."""
    viewer = current_viewer()
    if not viewer.may(states.BUREAU):
        return 0
    reach = viewer.reach(states.BUREAU).school_ids
    return len(queries.cases(viewer.county_id, reach, states=states.BUREAUS_TURN))


def waiting_school():
    """How many cases wait for the person's schools."""
    viewer = current_viewer()
    return len(queries.waiting_for(viewer.county_id, viewer.reach(states.SCHOOL).school_ids))
