"""Daily records, published menus, signatures, moments of entry and photos: read once for the whole county."""

from datetime import datetime, time

from mealwatch.acceptance import queries as acceptance
from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.papers import ACCOMPANIED, WANTED, Entered, Kept, Papers, Shown, Signed, Signers
from mealwatch.attachments import queries as attachments
from mealwatch.drafts import queries as drafts
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.menus import queries as menus
from mealwatch.safety.queries import watched as safety
from mealwatch.safety.queries.served import served
from mealwatch.signing import queries as signing
from mealwatch.stock.queries import signed

#: Weeks of daily records and moments of entry; of photos.
WEEKS, PHOTO_WEEKS = 4, 12


@part("papers")
def papers(county_id, given):
    """The Papers of four weeks."""
    weeks = given.weeks(WEEKS)
    records = safety.watched(county_id, weeks[0].monday, given.week.sunday, told=("sample", "accompanied"))
    kept = [
        Kept(
            one.canteen_id,
            one.school_id,
            one.kind,
            one.dated_on,
            one.meal,
            one.number,
            one.at,
            one.by,
            one.fields,
        )
        for one in records
    ]
    published = menus.published_weeks(county_id, [week.monday for week in given.weeks(WEEKS + 1)])
    return Papers(
        kept,
        served(county_id, given.week.monday, given.week.sunday),
        frozenset(safety.begun_before(county_id, given.week.monday, (*WANTED, ACCOMPANIED))),
        frozenset(canteen_id for canteen_id, _ in published),
        frozenset(canteen_id for canteen_id, monday in published if monday == given.week.monday),
    )


@part("signers")
def signers(county_id, given):
    """The Signers of this week's papers."""
    names = signed.names_on(county_id, given.week.monday, given.week.sunday)
    return Signers([Signed(*row) for row in names], signing.exceptions_of(county_id))


@part("entered")
def entered(county_id, given):
    """Entered values of four weeks: papers of the ledger, and the daily records that speak of their own day."""
    first, last = given.weeks(WEEKS)[0].monday, given.week.sunday
    rows = [tuple(row) for row in signed.entered(county_id, first, last)]
    rows += [
        (one.canteen_id, one.kind, one.number, one.on, one.at, one.by)
        for one in given.part("papers").kept
        if one.kind in (*WANTED, ACCOMPANIED)
    ]
    waited, found = drafts.typed_since(county_id, datetime.combine(first, time(0), SHANGHAI)), []
    for canteen_id, kind, number, on, at, by in rows:
        typed = waited.get((kind, canteen_id, number, 1))
        mine = Entered(canteen_id, given.school_of_canteen[canteen_id], kind, number, on, at, by)
        found.append(mine._replace(waited=True, typed_at=typed.typed_at) if typed else mine)
    return found


@part("photos")
def photos(county_id, given):
    """Shown values of twelve weeks; those of this week with the moment of shooting where the file has it."""
    first, last = given.weeks(PHOTO_WEEKS)[0].monday, given.week.sunday
    found = [
        Shown(digest, canteen_id, kind, doc_no, on, supplier_id)
        for canteen_id, kind, doc_no, on, supplier_id, digests in acceptance.photographed(county_id, first, last)
        for digest in digests.split()
    ]
    found += [
        Shown(digest, canteen_id, kind, number, on)
        for canteen_id, kind, number, on, digests in safety.photographed(county_id, first, last)
        for digest in digests
    ]
    now = {(one.canteen_id, one.digest) for one in found if one.on in given.week}
    shot = attachments.shot_times(county_id, now)
    return [one._replace(shot_at=shot.get((one.canteen_id, one.digest))) for one in found]
