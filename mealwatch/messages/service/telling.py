"""Telling something to those whom it concerns, once each."""

from sqlalchemy import select

from mealwatch.accounts import queries as accounts
from mealwatch.accounts.domain import rights
from mealwatch.accounts.places import CountyPlaces
from mealwatch.audit import rows
from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.extensions import db
from mealwatch.messages.domain.kinds import KINDS
from mealwatch.messages.models import Message
from mealwatch.storage.keys import next_id

#: Whom a message to a school reaches.
_OF_A_SCHOOL = ("principal", "canteen_manager")


def tell(county_id, *, to, kind, says, facts, link, key, by, now):
    """Tell people something; telling the same ``key`` again tells nobody twice. Returns how many were told.

    ``to``: ("school", school id), ("right", action) or ("account", account id). ``says``: a marked
    sentence with places for ``facts`` (text and whole numbers). ``link``: a path of this service.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    journal.lock(county_id)
    table = Message.__table__.c
    told = set(db.session.scalars(select(table.account_id).where(table.county_id == county_id, table.key == key)))
    reached = [one for one in recipients(county_id, to, now.date()) if one not in told]
    first = next_id(Message, county_id)
    rows.put(
        county_id,
        Message,
        [
            {
                "county_id": county_id,
                "id": first + place,
                "account_id": account_id,
                "key": key,
                "kind": kind,
                "says": says,
                "facts": canonical(facts),
                "link": link,
                "told_at": now,
                "told_by": by.name,
            }
            for place, account_id in enumerate(reached)
        ],
        {},
        subject="message",
        key_of=lambda row: f"{row['account_id']}/{row['key']}",
        by=by,
        now=now,
    )
    return len(reached)


def recipients(county_id, to, on):
    """The ids of the accounts that ``to`` names, those who cannot sign in left out, in order."""
    what, which = to
    people = [one for one in accounts.people_of(county_id) if one.active]
    if what == "account":
        return [one.id for one in people if one.id == which]
    if what == "right":
        return sorted(one.id for one in people if rights.gives(one.grants, which))
    places = CountyPlaces(county_id, on)
    return sorted(one.id for one in people if _is_of(one, which, places))


def _is_of(person, school_id, places):
    """Whether a person answers for the school: its principal, or who runs a canteen that feeds it."""
    grants = [grant for grant in person.grants if grant.role in _OF_A_SCHOOL]
    where = rights.reach(grants, "read_school", places)
    return school_id in where.schools
