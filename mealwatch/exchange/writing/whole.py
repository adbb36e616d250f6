"""Writing a whole set under the county's lock, if nothing that it stands on has moved since it was checked."""

from mealwatch.audit import queries as audit
from mealwatch.audit import service as journal
from mealwatch.exchange.writing.ledger import Closings
from mealwatch.exchange.writing.masters import put_masters
from mealwatch.exchange.writing.place import actual_ids
from mealwatch.exchange.writing.prepared import prepared
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.service.posting import move_lots

#: Entries of these are no concern of an import.
_HARMLESS = frozenset({"account", "session", "grant", "token", "device", "closure_request", "term", "county"})


class Moved(Exception):
    """Somebody wrote meanwhile what the set was checked against: check and price it again."""


class Shifted(Exception):
    """Somebody posted meanwhile what does not concern the set, but takes the numbers that were foretold for it."""


def write(checked, place, *, fresh, by, now, progress):
    """Write a set that was checked and made ready for ``place``. Returns {file: Written} of the masters.

    Raises Moved or Shifted; the caller holds the transaction. ``progress`` is told of each chunk.
    """
    context, county_id = checked.context, place.county_id
    head = journal.lock(county_id)
    if head.seq != checked.seq and not fresh:
        _refuse_moved(context, county_id, checked.seq)
    if not place.reserved and head.posted != place.first - 1:
        raise Shifted
    written = put_masters(county_id, checked.masters, fresh=fresh, by=by, now=now)
    if not actual_ids(context.known, county_id).same_as(place.ids):
        raise Moved("ids")
    if not place.reserved:
        reserve(checked, county_id)
    for part in prepared(context.staging):
        if isinstance(part, Closings):
            part.close(county_id, by=by, now=now)
        else:
            part.write(county_id, now)
        progress(1)
    move_lots(county_id, [lot for _, lot in sorted(checked.stores.touched.items())])
    return written


def reserve(checked, county_id):
    """Take the numbers for the set's events from the county; returns the first."""
    count = checked.context.staging.one("SELECT count(*) FROM event")[0]
    return journal.next_posted(county_id, count) if count else 0


def _refuse_moved(context, county_id, seq):
    canteens, meals, menus = _touched(context)
    for subject, key in audit.entries_since(county_id, seq):
        place, _, rest = key.partition("/")
        if subject in _HARMLESS:
            continue
        if subject in KINDS or subject == "reversal":
            concerned = place in canteens
        elif subject == "meal_record":
            concerned = meals and _is_staged_meal(context, key)
        elif subject == "menu":
            concerned = menus and _is_staged_menu(context, place, rest)
        else:
            concerned = True
        if concerned:
            raise Moved(f"{subject} {key}")


def _touched(context):
    codes = context.known.canteen.codes
    refs = context.staging.run("SELECT canteen FROM document UNION SELECT canteen FROM reversal")
    canteens = {codes[ref] for (ref,) in refs}
    any_meal, any_menu = (context.staging.one(f"SELECT count(*) FROM {table}")[0] for table in ("meal", "menu"))  # noqa: S608  # nosec B608
    return canteens, any_meal, any_menu


def _is_staged_meal(context, key):
    school_code, group_code, dated, meal = key.split("/")
    known = context.known
    school = known.school.get(school_code)
    group = known.group.get((school, group_code))
    found = 'SELECT 1 FROM meal WHERE dated = ? AND "group" = ? AND meal = ? LIMIT 1'
    return context.staging.one(found, (dated, group, meal)) is not None


def _is_staged_menu(context, canteen_code, rest):
    dated, _, meal = rest.partition("/")
    canteen = context.known.canteen.get(canteen_code)
    found = "SELECT 1 FROM menu WHERE canteen = ? AND dated = ? AND meal = ? LIMIT 1"
    return context.staging.one(found, (canteen, dated, meal)) is not None
