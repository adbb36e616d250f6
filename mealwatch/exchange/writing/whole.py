"""Writing a whole set under the county's lock, if nothing that it stands on has moved since it was checked."""

from mealwatch.audit import queries as audit
from mealwatch.audit import service as journal
from mealwatch.catalogue import queries as catalogue
from mealwatch.exchange.documents import Ids
from mealwatch.exchange.writing.eating import write_meals, write_menus
from mealwatch.exchange.writing.ledger import write_ledger
from mealwatch.exchange.writing.masters import put_masters
from mealwatch.schools import queries as schools
from mealwatch.stock.domain.documents import KINDS

#: Entries of these are no concern of an import.
_HARMLESS = frozenset({"account", "session", "grant", "device", "closure_request", "term", "county"})


class Moved(Exception):
    """Somebody wrote meanwhile what the set was checked against: check and price it again."""


def write(checked, county_id, *, fresh, reason, by, now, progress):
    """Write a Checked set. Returns {file: Written} of the masters. Raises Moved; the caller holds the transaction."""
    head = journal.lock(county_id)
    if head.seq != checked.seq and not fresh:
        _refuse_moved(checked.context, county_id, checked.seq)
    written = put_masters(county_id, checked.masters, fresh=fresh, by=by, now=now)
    ids = _ids(checked.context.known, county_id)
    said = {"reason": reason, "by": by, "now": now}
    write_meals(checked.context, county_id, ids, **said)
    write_menus(checked.context, county_id, ids, **said)
    write_ledger(checked.context, county_id, ids, checked.stores, checked.last_known, by=by, now=now, progress=progress)
    return written


def _ids(known, county_id):
    """The county's ids of everything, now that the masters are in."""
    canteens = {row.code: row.id for row in schools.canteens_of(county_id)}
    school_ids = {row.code: row.id for row in schools.schools_of(county_id)}
    groups = {(row.school_id, row.code): row.id for row in schools.groups_of(county_id)}
    ingredients = {row.code: row.id for row in catalogue.ingredients_of(county_id)}
    suppliers = {row.code: row.id for row in catalogue.suppliers_of(county_id)}
    school = _mapped(known.school, school_ids)
    group = [None, *(groups[school[ref], code] for ref, code in known.group.codes[1:])]
    return Ids(
        _mapped(known.canteen, canteens),
        _mapped(known.ingredient, ingredients),
        _mapped(known.supplier, suppliers),
        school,
        group,
    )


def _mapped(register, ids):
    return [None, *(ids[code] for code in register.codes[1:])]


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
