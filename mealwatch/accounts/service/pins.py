"""PINs: set with the password, checked where somebody signs on another person's phone."""

from sqlalchemy import delete, insert, select, update

from mealwatch.accounts import errors, hashing, models, queries
from mealwatch.accounts.domain import pins
from mealwatch.accounts.domain.record import pin_body
from mealwatch.accounts.service.rows import insert_or_leave
from mealwatch.audit import service as audit
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.storage.transaction import after_refusal

_pin = models.Pin.__table__
_tried = models.PinTry.__table__


def choose_pin(county_id, username, *, password, pin, again, by, now):
    """A person's own choice of a PIN; the password is asked for. Wrong tries are forgotten.

    Raises WrongPassword, PinsDiffer and the PIN's faults.
    """
    audit.lock(county_id)
    kept = queries.password_of(county_id, username)
    if kept is None or not hashing.matches(kept.password_hash, password):
        raise errors.WrongPassword(field="pin_password")
    checks.refuse(pins.faults(pin))
    if pin != again:
        raise errors.PinsDiffer(field="pin_again")
    put_pin(county_id, kept.id, username, pin, by=by, now=now)


def put_pin(county_id, account_id, username, pin, *, by, now):
    """Keep the PIN's hash; the journal gets a digest of it. The caller has checked the PIN."""
    row = {"county_id": county_id, "account_id": account_id, "pin_hash": hashing.hash_password(pin), "set_at": now}
    known = db.session.execute(select(_pin.c.account_id).where(*_of(_pin, county_id, account_id))).first()
    if known:
        changed = {"pin_hash": row["pin_hash"], "set_at": now}
        db.session.execute(update(_pin).where(*_of(_pin, county_id, account_id)).values(changed))
    else:
        db.session.execute(insert(models.Pin), [row])
    db.session.execute(delete(_tried).where(*_of(_tried, county_id, account_id)))
    action = "update" if known else "create"
    audit.record(county_id, by=by, action=action, subject="pin", key=username, body=pin_body(row), now=now)


def check_pin(county_id, account, pin, *, field, now):
    """Refuse a PIN that is not the account's. A wrong one is counted although nothing else of the work is kept.

    Raises NoPin, WrongPin, PinLocked, PinBlocked.
    """
    pin_hash = db.session.scalar(select(_pin.c.pin_hash).where(*_of(_pin, county_id, account.id)))
    if pin_hash is None:
        raise errors.NoPin(field=field, name=account.name)
    known = db.session.execute(select(_tried).where(*_of(_tried, county_id, account.id))).one_or_none()
    tries = pins.Tries(known.tried, known.last_at) if known else pins.Tries()
    if tries.blocked or tries.waits(now):
        raise _refusal(tries, account, field, now)
    if not hashing.matches(pin_hash, pin):
        after_refusal(lambda: _count(county_id, account.id, now))
        raise _refusal(pins.Tries(tries.tried + 1, now), account, field, now)
    if known:
        db.session.execute(delete(_tried).where(*_of(_tried, county_id, account.id)))


def _refusal(tries, account, field, now):
    if tries.blocked:
        return errors.PinBlocked(field=field, name=account.name)
    if tries.waits(now):
        return errors.PinLocked(field=field, name=account.name, minutes=tries.waits(now))
    return errors.WrongPin(field=field, left=tries.left)


def _count(county_id, account_id, now):
    insert_or_leave(_tried, {"county_id": county_id, "account_id": account_id, "tried": 0, "last_at": now})
    one_more = {"tried": _tried.c.tried + 1, "last_at": now}
    db.session.execute(update(_tried).where(*_of(_tried, county_id, account_id)).values(one_more))


def _of(table, county_id, account_id):
    return table.c.county_id == county_id, table.c.account_id == account_id
