"""Everything that a bulletin says of a round, gathered once for the page, the paper and the spreadsheet."""

from dataclasses import dataclass

from mealwatch.checklists import queries as checklists
from mealwatch.checklists.domain.checklist import Checklist
from mealwatch.checklists.domain.score import score
from mealwatch.inspections import queries as visited
from mealwatch.inspections.domain import bulletin
from mealwatch.inspections.domain.merging import answers_of, merge
from mealwatch.inspections.office import queries as office
from mealwatch.inspections.office.domain.allowed import within
from mealwatch.rounds import queries as rounds
from mealwatch.rounds.domain.record import Place, Round
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import School


@dataclass(frozen=True)
class Bulletin:
    """A round's result. ``missed``: (stop, school) each; ``findings`` and ``differences`` as the office has them."""

    round: Round
    checklist: Checklist
    ranking: list
    missed: list[tuple[Place, School]]
    findings: list
    differences: list
    disagreeing: dict
    schools: dict

    @property
    def visited(self):
        return [one.visited for one in self.ranking]

    @property
    def sections(self):
        return bulletin.sections(self.checklist, self.visited)

    @property
    def common(self):
        return bulletin.common(self.checklist, self.visited)

    @property
    def overall(self):
        return bulletin.overall(self.visited)

    @property
    def grades(self):
        return bulletin.by_grade(self.visited)

    def findings_of(self, school_id):
        return [one for one in self.findings if one.finding.school_id == school_id]

    @property
    def beyond(self):
        """The differences beyond what is allowed."""
        return [one for one in self.differences if one.within is False]


def gathered(county_id, round_):
    """The Bulletin of a round, as far as its schools were visited."""
    places = rounds.places_of(county_id, round_.id)
    known = {one.id: one for one in schools.schools_of(county_id)}
    checklist = checklists.version(county_id, round_.plan.list_code, round_.plan.list_version).list
    by_stop = {}
    for one in visited.visits(county_id, stop_ids=[place.id for place in places]) if places else ():
        by_stop.setdefault(one.stop_id, []).append(one)
    ids = [one.id for found in by_stop.values() for one in found]
    decided = office.decisions_of(county_id, ids) if ids else []
    lists = {}
    for found in by_stop.values():
        for one in found:
            at = one.list_code, one.list_version
            if at not in lists:
                lists[at] = checklists.version(county_id, *at)
    rows = [
        _visited(known[place.school_id], sorted(by_stop[place.id], key=lambda one: one.id), lists, decided)
        for place in places
        if place.id in by_stop
    ]
    missed = [(place, known[place.school_id]) for place in places if place.id not in by_stop]
    measured = visited.measurements(county_id, ids) if ids else {}
    return Bulletin(
        round_,
        checklist,
        bulletin.ranked(rows),
        missed,
        office.findings(county_id, visit_ids=ids) if ids else [],
        office.differences(county_id, visit_ids=ids) if ids else [],
        _disagreeing(measured),
        known,
    )


def _visited(school, visits, lists, decided):
    """The records of one stop as one; a decision of the office counts before the lower points."""
    first = visits[0]
    merged = merge({one.id: one.answers for one in visits})
    answers = answers_of(merged)
    here = {one.id: one for one in visits}
    settled = {one.code: one.visit_id for one in decided if one.visit_id in here}
    answers |= {code: here[visit_id].answers[code] for code, visit_id in settled.items()}
    red = tuple(sorted({code for one in visits for code in one.red_lines}))
    return bulletin.Visited(
        school,
        first.dated_on,
        score(lists[first.list_code, first.list_version], answers, red),
        red,
        answers,
        tuple(dict.fromkeys(one.leader for one in visits)),
        tuple(one.id for one in visits),
        sum(1 for code, one in merged.items() if one.clash and code not in settled),
    )


def _disagreeing(measured):
    """``{kind: (how many were taken, how many do not agree)}`` of portions and matches."""
    found = {}
    for kind in ("portion", "match"):
        taken = [one for some in measured.values() for one in some if one.kind == kind]
        found[kind] = len(taken), sum(1 for one in taken if _off(one))
    return found


def _off(one):
    if one.kind == "match":
        return one.agrees is False
    return within(one.kind, one.found, one.written) is False
