"""Living the year: the books come in through the import, then every Monday closes a week and runs the rules.

The import's clock stands after the year's last day; each Monday's clock at half past
six in the evening, when the deadline has passed. Nothing but the service's own import,
close and rules is called, and alerts are read back as every reader reads them.
"""

import time as watch
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from mealwatch.alerts import service as alerts
from mealwatch.alerts.queries.alerts import alerts as alerts_of
from mealwatch.counties import queries as counties
from mealwatch.counties import service as county_service
from mealwatch.drill.calendar import TERMS
from mealwatch.drill.year import generate, terms_of
from mealwatch.exchange import importing
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import queries as schools
from mealwatch.schools import service as school_service
from mealwatch.schools.staff import put_staff_count
from mealwatch.signing import service as signing
from mealwatch.spend import service as spend
from mealwatch.storage.transaction import in_transaction

_BY, _BUREAU = Actor("演练"), Actor("演练教育局")
_CLOSES = time(18, 30)
_ALONE = ("accept", "collect", "witness")


@dataclass(frozen=True)
class Lived:
    """A year that is over: its cases, the alerts of each week by school code, and the seconds each part took."""

    year: object
    alerts: tuple
    seconds: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """One alert, as the score looks at it."""

    school: str
    week: object
    rule: str
    severity: str


def live(folder, *, seed, schools, weeks, tell=lambda said: None):
    """Generate, import, close and judge a year in the app's database. Returns Lived."""
    seconds = {}
    with _timed(seconds, "generate"):
        year = generate(Path(folder) / "set", seed=seed, schools=schools, weeks=weeks)
    with _timed(seconds, "import"):
        _import(Path(folder) / "set")
    [county] = counties.counties()
    in_transaction(lambda: _open(county.id, year))
    for week in year.weeks:
        now = datetime.combine(week.sunday + timedelta(days=1), _CLOSES, SHANGHAI)
        with _timed(seconds, "close"):
            in_transaction(lambda week=week, now=now: spend.close_all(county.id, week, by=_BY, now=now))
        with _timed(seconds, "rules"):
            in_transaction(lambda week=week, now=now: alerts.run(county.id, week, by=_BY, now=now))
        tell(str(week))
    return Lived(year, _read(county.id, year), seconds)


def _import(path):
    after = datetime.combine(max(term.last for term in TERMS) + timedelta(days=14), time(9), SHANGHAI)
    importing.import_set(importing.Wanted(path=path), by=_BY, now=lambda: after, progress=_silently)


def _open(county_id, year):
    """What a bureau sets up before the first day: terms, when the figures count, exceptions for single adults."""
    before = datetime.combine(year.weeks[0].monday - timedelta(days=3), time(9), SHANGHAI)
    for term in terms_of(year.weeks):
        school_service.put_term(county_id, starts_on=term.first, ends_on=term.last, name=term.name, by=_BY, now=before)
    county_service.change_county(county_id, live_from=year.weeks[0].monday, by=_BY, now=before)
    known = {school.code: school.id for school in schools.schools_of(county_id)}
    for school in year.schools:
        put_staff_count(
            county_id, known[school.code], from_date=year.weeks[0].monday, teaching=school.staff, other=0,
            by=_BY, now=before,
        )  # fmt: skip
    canteens = {canteen.code: canteen.id for canteen in schools.canteens_of(county_id)}
    for canteen in year.canteens:
        if canteen.school.lonely:
            _except(county_id, canteens[canteen.code], year, before)


def _except(county_id, canteen_id, year, now):
    """The bureau lets the one adult of a teaching point sign alone, term by term."""
    for term in terms_of(year.weeks):
        asked = signing.ask_exception(
            county_id, canteen_id, purposes=_ALONE, from_date=term.first, until_date=term.last,
            reason="教学点只有一名教师", instead="中心校每周到场核对一次", by=_BY, now=now,
        )  # fmt: skip
        signing.decide_exception(county_id, asked.id, approve=True, by=_BUREAU, now=now)


def _read(county_id, year):
    codes = {school.id: school.code for school in schools.schools_of(county_id)}
    found = alerts_of(county_id, year.weeks[0], year.weeks[-1])
    return tuple(Found(codes[one.school_id], one.week, one.rule, one.severity) for one in found)


@contextmanager
def _silently(_label, _total):
    yield lambda _done: None


@contextmanager
def _timed(seconds, part):
    started = watch.perf_counter()
    yield
    seconds[part] = seconds.get(part, 0) + watch.perf_counter() - started
