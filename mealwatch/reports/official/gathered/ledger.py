"""The ledger of rectification: every case of some days with what was done about it, as rows of words."""

from dataclasses import dataclass
from datetime import date

from mealwatch.cases import queries as cases
from mealwatch.cases.domain import states
from mealwatch.cases.domain.case import Case
from mealwatch.reports.official.domain.week import in_order
from mealwatch.reports.official.gathered import following
from mealwatch.reports.official.gathered.problems import CASE_STATES, SOURCES, of_findings
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import School

SEVERITIES = {"serious": "严重", "ordinary": "一般", "slight": "轻微"}
TYPES = {"fixed_now": "立行立改", "dated": "限期整改", "lasting": "长期坚持"}
LOOKED = {True: "保持", False: "反弹"}


@dataclass(frozen=True)
class Entry:
    """A case and its school, with what others know of it."""

    case: Case
    school: School
    looks: tuple
    escalated: tuple
    spread: tuple

    @property
    def steps(self):
        return self.case.steps


@dataclass(frozen=True)
class Ledger:
    """``entries`` in the order of the list; ``light``: findings followed up without a case."""

    first: date
    until: date
    entries: list[Entry]
    light: list

    def count(self, *wanted):
        return sum(one.case.state in wanted for one in self.entries)


def gathered(county_id, first, until, school_ids=None):
    """The Ledger of the cases opened in a span of days, and of those from before that were not at their end."""
    known = {one.id: one for one in schools.schools_of(county_id)}
    found = [
        one
        for one in cases.cases(county_id, school_ids, opened_until=until)
        if one.state not in (states.DRAFTED, states.WITHDRAWN) and _belongs(one, first)
    ]
    escalated, spread = following.of_cases(county_id, found)
    entries = [
        Entry(
            one,
            known[one.school_id],
            tuple(following.looks_of(one)),
            tuple(escalated.get(one.id, ())),
            tuple(spread.get(one.id, ())),
        )
        for one in found
    ]
    order = {one.id: place for place, one in enumerate(in_order({each.school for each in entries}))}
    entries.sort(key=lambda one: (order[one.school.id], one.case.year, one.case.no))
    return Ledger(first, until, entries, of_findings(county_id, school_ids, first=first, last=until))


def _belongs(case, first):
    return case.opened_on >= first or case.closed_on is None or case.closed_on >= first


def source_of(case):
    """``周预警``."""
    return SOURCES[case.source]


def state_of(case):
    """``整改中``."""
    return CASE_STATES[case.state]
