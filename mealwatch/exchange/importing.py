"""Importing a set: read, check and price outside the county's lock, then write it whole.

While a set is checked canteens go on posting. What they wrote in the meantime
is looked at under the lock: if the set stands on it, the set is checked again;
after a few such rounds the last is done under the lock from the start, so that
an import always comes to an end.
"""

from dataclasses import dataclass, field, replace

from mealwatch.audit import queries as audit
from mealwatch.audit import service as journal
from mealwatch.counties import queries as counties
from mealwatch.counties import service as county_service
from mealwatch.counties.domain.county import County
from mealwatch.exchange.checking import Context, check_books, compare_with_county
from mealwatch.exchange.checking.context import FILE_OF_KIND
from mealwatch.exchange.errors import county as errors
from mealwatch.exchange.faults import Faults, Refused
from mealwatch.exchange.known import Known
from mealwatch.exchange.pricing import price, put_in_order
from mealwatch.exchange.pricing.stores import Stores
from mealwatch.exchange.reading import read_set
from mealwatch.exchange.reading.masters import Masters
from mealwatch.exchange.sources import open_set
from mealwatch.exchange.sources.opening import MOST_MEGABYTES
from mealwatch.exchange.staging import Staging
from mealwatch.exchange.writing import Moved, Shifted, expected_place, prepare, reserve, write
from mealwatch.extensions import db
from mealwatch.kernel.errors import mark
from mealwatch.storage.transaction import in_transaction

FIRST_CODE = "000000"
FIRST_NAME = "本县"
READING, PRICING, PREPARING, WRITING = mark("读取"), mark("核对计价"), mark("整理"), mark("写入")
_ROUNDS = 3


@dataclass(frozen=True)
class Wanted:
    """What is asked for. ``reason`` turns other content of meals and menus into corrections."""

    path: object
    county_code: str | None = None
    dry_run: bool = False
    reason: str | None = None
    matches: dict = field(default_factory=dict)
    most_megabytes: int = MOST_MEGABYTES
    #: Only the demo's own loader may fill a demo county.
    demo_name: str | None = None


@dataclass(frozen=True)
class Checked:
    """A set that has no fault, priced from the county's entry ``seq`` and number ``last_known`` on."""

    context: Context
    masters: Masters
    stores: Stores
    seq: int
    last_known: int


@dataclass(frozen=True)
class Report:
    """What an import did, or would do. ``rows`` are those read by file; ``outcomes`` counts new, same and corrected."""

    county: County | None
    created: bool
    rows: dict[str, int]
    outcomes: dict[str, dict[str, int]]
    masters: dict = field(default_factory=dict)


def import_set(wanted, *, by, now, progress):
    """Import a set, or only check it. Returns a Report. ``now`` is the clock, as a function.

    Raises Refused with the faults, or another Problem where nothing can be read.
    """
    for turn in range(_ROUNDS + 1):
        try:
            if turn == _ROUNDS:
                return in_transaction(lambda: _Import(wanted, by, now, progress, locked=True).run())
            return _Import(wanted, by, now, progress, locked=False).run()
        except Moved:
            continue
        finally:
            db.session.rollback()
    raise AssertionError("under the lock nothing moves")


class _Import:
    """One round: checked as of one moment, then written if the county still stands as it did."""

    def __init__(self, wanted, by, clock, progress, *, locked):
        self._wanted, self._by, self._clock, self._progress = wanted, by, clock, progress
        self._locked, self._now = locked, clock()

    def run(self):
        if not self._locked:
            db.session.rollback()
        county = county_of(self._wanted)
        if self._locked and county:
            journal.lock(county.id)
        with Staging() as staging:
            checked, counts = self._check(county, staging)
            place = expected_place(checked.context.known, county, checked.last_known)
            report = Report(county, county is None, counts, _outcomes(staging))
            if self._wanted.dry_run:
                return report
            try:
                return replace(report, **self._prepared_and_written(county, checked, place))
            except Shifted:
                first = in_transaction(lambda: reserve(checked, place.county_id))
                place = replace(place, first=first, reserved=True)
                return replace(report, **self._prepared_and_written(county, checked, place))

    def _check(self, county, staging):
        """Read, check and price; raises Refused."""
        faults, known, county_id = Faults(), Known(self._wanted.matches), county and county.id
        seq, last_known = audit.head_of(county_id) if county else (0, 0)
        if county:
            known.load(county_id)
        with open_set(self._wanted.path, faults, self._wanted.most_megabytes) as tables:
            with self._progress(READING, sum(table.weight for table in tables)) as advance:
                read = read_set(tables, known, staging, faults, self._now.date(), advance)
            context = Context(known, staging, faults, read.shown, read.given, self._now.date())
        check_books(context)
        compare_with_county(context, county_id, read.masters, correcting=bool(self._wanted.reason))
        with self._progress(PRICING, put_in_order(staging)) as advance:
            stores = price(context, county_id, last_known, advance)
        if faults:
            raise Refused(faults)
        return Checked(context, read.masters, stores, seq, last_known), read.counts

    def _prepared_and_written(self, county, checked, place):
        count = checked.context.staging.one("SELECT count(*) FROM event")[0]
        with self._progress(PREPARING, count) as advance:
            prepare(checked, place, reason=self._wanted.reason, by=self._by, now=self._now, progress=advance)
        if self._locked:
            return self._write(county, checked, place)
        db.session.rollback()
        return in_transaction(lambda: self._write(county, checked, place))

    def _write(self, county, checked, place):
        now, fresh = self._clock(), county is None
        if fresh and _new_county(self._wanted, self._by, now).id != place.county_id:
            raise Moved("county")
        parts = checked.context.staging.one("SELECT count(*) FROM prepared")[0]
        with self._progress(WRITING, parts) as advance:
            masters = write(checked, place, fresh=fresh, by=self._by, now=now, progress=advance)
        return {"county": counties.get_county(place.county_id), "masters": masters}


def county_of(wanted):
    """The county that a set is for; None for one that the import will make. Raises WhichCounty or DemoCounty."""
    there = counties.counties()
    if wanted.county_code:
        found = [county for county in there if county.code == wanted.county_code]
    else:
        found = there
    if len(found) > 1:
        raise errors.WhichCounty(codes="、".join(county.code for county in found))
    if found and found[0].is_demo:
        raise errors.DemoCounty(value=found[0].name)
    return found[0] if found else None


def _new_county(wanted, by, now):
    code = wanted.county_code or FIRST_CODE
    if counties.find_county(code):
        raise Moved(code)
    name = wanted.demo_name or FIRST_NAME
    return county_service.create_county(code, name, is_demo=wanted.demo_name is not None, by=by, now=now)


def _outcomes(staging):
    """How many of each are new, there already, and corrected."""
    found = {
        FILE_OF_KIND[kind]: {} for (kind,) in staging.run("SELECT DISTINCT kind FROM document ORDER BY kind").fetchall()
    }
    for kind, state, count in staging.run("SELECT kind, state, count(*) FROM document GROUP BY kind, state"):
        found[FILE_OF_KIND[kind]][state] = count
    for name in ("reversals", "meals", "menus", "closings"):
        counted = dict(staging.run(f"SELECT state, count(*) FROM {name[:-1]} GROUP BY state").fetchall())  # noqa: S608  # nosec B608
        if counted:
            found[name] = counted
    return found
