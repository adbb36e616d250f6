"""What the rules found of a year with labelled cases. Pure; every count is a whole number.

- An **alert** is one of red or amber; what only informs counts nowhere.
- A case is **found** when, within the first three teaching weeks of it (the week in which it begins and the two
  after it), a rule that fits its scheme alerts at one of its schools. ``days``: from the Monday of its first week
  to the Monday on which that alert was made; seven at least, because rules look at weeks that are over.
- Alerts of one rule at one school in consecutive teaching weeks are one **run**.
- A run is a **false alarm** unless one of its weeks lies in a case that touches the school, whatever the rule.
  So what a case sets off besides is not false, and a rule that goes on alerting out of a case is not either.
  One more is let pass, and counted apart as an **echo**: a run of a rule that fits a case of the school and
  begins within ``ECHO`` teaching weeks after that case's end, because such rules look back over weeks.
- The rate divides the false alarms by the school-terms that are free of cases: the school-weeks outside cases,
  over the mean number of teaching weeks of a term.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low

from mealwatch.drill.schemes import SCHEME, SCHEMES, Case

BY_WEEKS = 3
ECHO = 4
LOUD = ("red", "amber")


@dataclass(frozen=True)
class Hit:
    """How a case was found: by which rules first, and after how many days. ``in_time``: by the third week."""

    case: Case
    rules: tuple[str, ...]
    days: int | None
    in_time: bool


@dataclass(frozen=True)
class OfScheme:
    id: str
    name: str
    cases: int
    found: int
    days: tuple[int, ...]
    rules: tuple[str, ...]

    @property
    def median_days(self):
        return median_low(self.days) if self.days else None

    @property
    def worst_days(self):
        return max(self.days) if self.days else None


@dataclass(frozen=True)
class OfRule:
    rule: str
    right: int
    echoes: int
    false: int

    @property
    def precision(self):
        return Fraction(self.right, self.right + self.false) if self.right + self.false else None


@dataclass(frozen=True)
class Score:
    hits: tuple[Hit, ...]
    schemes: tuple[OfScheme, ...]
    rules: tuple[OfRule, ...]
    false_runs: tuple[tuple, ...]  # (rule, school, first week, last week)
    school_terms: Fraction

    @property
    def false_alarms(self):
        return len(self.false_runs)

    @property
    def rate(self):
        """False alarms per school and term."""
        return Fraction(self.false_alarms) / self.school_terms if self.school_terms else Fraction(0)


def score(year, alerts):
    """``year``: weeks, terms, schools and cases; ``alerts``: (school, week, rule, severity). Returns Score."""
    loud = [one for one in alerts if one.severity in LOUD]
    hits = tuple(_hit(year.weeks, case, loud) for case in year.cases)
    touched = _touched(year)
    kinds, false = defaultdict(lambda: [0, 0, 0]), []
    for rule, school, first, last in _runs(year.weeks, loud):
        kind = _kind(year, touched, rule, school, first, last)
        kinds[rule][kind] += 1
        if kind == _FALSE:
            false.append((rule, school, year.weeks[first], year.weeks[last]))
    free = len(year.schools) * len(year.weeks) - len(touched)
    of_term = Fraction(len(year.weeks), max(1, year.terms))
    return Score(
        hits,
        tuple(_of_scheme(scheme, [hit for hit in hits if hit.case.scheme == scheme.id]) for scheme in SCHEMES),
        tuple(OfRule(rule, *counts) for rule, counts in sorted(kinds.items())),
        tuple(false),
        free / of_term,
    )


_RIGHT, _ECHO, _FALSE = 0, 1, 2


def _hit(weeks, case, alerts):
    fits = SCHEME[case.scheme].fits
    begins = weeks.index(case.first)
    fitting = [
        one for one in alerts if one.rule in fits and one.school in case.schools and case.first <= one.week <= case.last
    ]
    if not fitting:
        return Hit(case, (), None, in_time=False)
    first = min(one.week for one in fitting)
    rules = tuple(sorted({one.rule for one in fitting if one.week == first}))
    days = (first.monday - case.first.monday).days + 7
    return Hit(case, rules, days, in_time=weeks.index(first) < begins + BY_WEEKS)


def _touched(year):
    """The (school, week) in which a case runs."""
    return {
        (school, week)
        for case in year.cases
        for school in case.touched
        for week in year.weeks
        if case.first <= week <= case.last
    }


def _runs(weeks, alerts):
    """(rule, school, place of the first week, of the last) of each run, in order."""
    place = {week: i for i, week in enumerate(weeks)}
    by_rule = defaultdict(set)
    for one in alerts:
        by_rule[one.rule, one.school].add(place[one.week])
    for (rule, school), places in sorted(by_rule.items()):
        ordered = sorted(places)
        first = last = ordered[0]
        for at in ordered[1:]:
            if at > last + 1:
                yield rule, school, first, last
                first = at
            last = at
        yield rule, school, first, last


def _kind(year, touched, rule, school, first, last):
    if any((school, year.weeks[at]) in touched for at in range(first, last + 1)):
        return _RIGHT
    for case in year.cases:
        late = first - year.weeks.index(case.last)
        if school in case.touched and rule in SCHEME[case.scheme].fits and 0 < late <= ECHO:
            return _ECHO
    return _FALSE


def _of_scheme(scheme, hits):
    found = [hit for hit in hits if hit.in_time]
    return OfScheme(
        scheme.id,
        scheme.name,
        len(hits),
        len(found),
        tuple(sorted(hit.days for hit in hits if hit.days is not None)),
        tuple(sorted({rule for hit in hits for rule in hit.rules})),
    )
