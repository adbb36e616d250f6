"""The lines of the bureau's Monday: alerts, weeks not yet judged, overdue cases, today's look-backs, as one list."""

from datetime import timedelta

from mealwatch.alerts.domain import states
from mealwatch.alerts.queries.alerts import alerts
from mealwatch.cases import queries as cases
from mealwatch.cases.domain.states import SCHOOLS_TURN
from mealwatch.cases.following import queries as following
from mealwatch.desk.domain import board
from mealwatch.desk.domain.exceptions import Exceptional, in_order, joined
from mealwatch.desk.weeks import on_trial
from mealwatch.kernel.ratio import ZERO
from mealwatch.schools import queries as schools
from mealwatch.spend.weeks import closes_at

#: Alerts that nobody has settled are shown for so many weeks.
_BACK = 26
#: What the week's own figures say; other rules are told apart by their family.
_JUDGED = {"F01": "short", "U01": "unreported"}
_GRAVE = {"serious": "red", "ordinary": "amber", "slight": "info"}
_SEVERITIES = {"short": "red", "unreported": "red", "incomplete": "info", "unverified": "amber", "met": "amber"}


def exceptional(viewer, week, rows, now):
    """[Exceptional] of a week for a person, in order; ``rows``: the board. A week on trial flags nothing."""
    trial = on_trial(viewer.county_id, week)
    found = [] if trial else _alerts(viewer, week)
    known = {row.school.id: row.school for row in rows}
    open_ones = [one for one in found if one.state in states.OPEN]
    _schools(viewer, {one.school_id for one in open_ones}, known)
    lines = [
        *of_alerts(open_ones, {row.school.id: row for row in rows}, known),
        *(() if trial else _unjudged(viewer, rows, found, week, now)),
        *_of_cases(viewer, known, now),
        *_looks(viewer, known, now),
    ]
    return in_order(lines, now.date())


def _alerts(viewer, week):
    if not viewer.may("read_alerts"):
        return []
    ids = viewer.reach("read_alerts").school_ids
    found = alerts(viewer.county_id, week.shifted(-_BACK), week, school_ids=ids)
    return [one for one in found if one.mode != "watch"]


def of_alerts(found, at, known):
    """A line for each school, rule and state. ``at``: the board by school id; ``known``: the schools by id."""
    for (school_id, rule, _state), together in joined(found).items():
        newest, first = together[0], together[-1]
        yield Exceptional(
            _JUDGED.get(rule) or ("price" if rule.startswith("P") else "other"),
            newest.severity,
            "alert:" + ".".join(str(one.id) for one in together),
            known[school_id],
            min(first.made_at.date(), first.week.sunday + timedelta(days=1)),
            newest.at_risk,
            alerts=tuple(together),
            row=_row(at.get(school_id), newest.week),
        )


def _row(row, week):
    """The school's row as of the week that an alert speaks of; None where the board does not reach so far back."""
    return board.Row(row.school, week, row.weeks) if row and week in row.weeks else None


def _unjudged(viewer, rows, found, week, now):
    """Schools that need somebody and of which no alert says it: the week is open, or the rules have not run."""
    judged = {one.school_id for one in found if one.week == week and one.rule in _JUDGED}
    late = now >= closes_at(viewer.county_id, week)
    for row in rows:
        if row.needs_somebody and row.school.id not in judged:
            kind = "unreported" if row.state == "incomplete" and late else row.state
            yield Exceptional(
                "other" if row.amber else kind,
                _SEVERITIES[kind],
                f"school:{row.school.code}",
                row.school,
                week.sunday + timedelta(days=1),
                row.yuan_at_risk if row.state == "short" else ZERO,
                row=row,
            )


def _of_cases(viewer, known, now):
    if not viewer.may("read_cases"):
        return
    today, ids = now.date(), viewer.reach("read_cases").school_ids
    turn = cases.cases(viewer.county_id, ids, states=SCHOOLS_TURN)
    overdue = [one for one in turn if one.overdue_days(today)]
    there = _schools(viewer, {one.school_id for one in overdue}, known)
    for one in overdue:
        yield Exceptional("overdue", _GRAVE[one.severity], f"case:{one.id}", there[one.school_id], one.due_on, case=one)


def _looks(viewer, known, now):
    """Look-backs whose morning has come."""
    if not viewer.may("read_cases"):
        return
    found = following.open_today(viewer.county_id, viewer.reach("read_cases").school_ids, now)
    there = _schools(viewer, {one.school_id for one in found}, known)
    for one in found:
        yield Exceptional("look_back", "red", f"look:{one.id}", there[one.school_id], now.date(), look_back=one)


def _schools(viewer, ids, known):
    missing = ids - known.keys()
    if missing:
        known.update({one.id: one for one in schools.schools_of(viewer.county_id, missing)})
    return known
