"""People: made, changed, given a password, switched off. Whatever takes rights away ends the sign-ins."""

import re
import unicodedata

from sqlalchemy import insert, update

from mealwatch.accounts import errors, hashing, models, queries
from mealwatch.accounts.domain import passwords
from mealwatch.accounts.domain.record import password_body
from mealwatch.accounts.service.sessions import end_sessions
from mealwatch.audit import rows
from mealwatch.audit import service as audit
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.storage.keys import next_id

_USERNAME = re.compile(r"[\w.\-]{2,40}")
LANGUAGES = ("zh", "en")
#: "Leave it as it is".
SAME = object()


def plain_username(text):
    """A username as it is kept: full-width letters made plain, small, without spaces around."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def create_account(county_id, *, username, name, password, by, now, is_admin=False, must_change=True, language="zh"):
    """Make a person who can sign in; roles are granted next. ``is_admin`` asks for the longer password.

    Returns the Account. Raises UsernameTaken, UsernameInvalid and the faults of name and password.
    """
    audit.lock(county_id)
    username = plain_username(username)
    if not _USERNAME.fullmatch(username):
        raise errors.UsernameInvalid(field="username", value=username[:40])
    checks.refuse(checks.text("name", name, most=40))
    checks.refuse(checks.one_of("language", language, LANGUAGES))
    checks.refuse(passwords.faults(password, username=username, is_admin=is_admin))
    if queries.find_account(county_id, username):
        raise errors.UsernameTaken(field="username", value=username)
    row = {
        "county_id": county_id,
        "id": next_id(models.Account, county_id),
        "username": username,
        "name": name.strip(),
        "language": language,
        "active": True,
        "must_change": must_change,
        "created_at": now,
    }
    _put(county_id, row, {}, by, now)
    _put_password(county_id, row["id"], username, password, by, now, is_new=True)
    return queries.get_account(county_id, username)


def change_account(county_id, username, *, by, now, name=SAME, language=SAME, active=SAME):
    """Change what is given; switching a person off ends their sign-ins. Returns the Account.

    Raises NoAccount, LastAdmin and the faults of name and language.
    """
    audit.lock(county_id)
    held = rows.held(models.Account, county_id, models.Account.username == username)
    if not held:
        raise errors.NoAccount(value=username)
    [was] = held.values()
    given = {"name": name, "language": language, "active": active}
    row = was | {column: value for column, value in given.items() if value is not SAME}
    checks.refuse(checks.text("name", row["name"], most=40))
    checks.refuse(checks.one_of("language", row["language"], LANGUAGES))
    checks.refuse(checks.truth("active", row["active"]))
    if was["active"] and not row["active"]:
        if queries.active_admins(county_id) == {was["id"]}:
            raise errors.LastAdmin(field="active", value=username)
        end_sessions(county_id, was["id"], now=now)
    _put(county_id, row, held, by, now)
    return queries.get_account(county_id, username)


def set_password(county_id, username, *, password, by, now, must_change=False):
    """Give a person a new password and end their sign-ins. Returns the Account.

    Raises NoAccount and the password's faults.
    """
    audit.lock(county_id)
    account = queries.get_account(county_id, username)
    is_admin = "bureau_admin" in account.roles
    checks.refuse(passwords.faults(password, username=username, is_admin=is_admin))
    _put_password(county_id, account.id, username, password, by, now)
    held = rows.held(models.Account, county_id, models.Account.username == username)
    [was] = held.values()
    _put(county_id, was | {"must_change": must_change}, held, by, now)
    end_sessions(county_id, account.id, now=now)
    return queries.get_account(county_id, username)


def choose_password(county_id, username, *, current, new, again, by, now):
    """A person's own change of password: the current one is asked for. Returns the Account.

    Raises WrongPassword, PasswordsDiffer, PasswordUnchanged and the new password's faults.
    """
    kept = queries.password_of(county_id, username)
    if kept is None or not hashing.matches(kept.password_hash, current):
        raise errors.WrongPassword(field="current")
    if new != again:
        raise errors.PasswordsDiffer(field="again")
    if new == current:
        raise errors.PasswordUnchanged(field="password")
    return set_password(county_id, username, password=new, by=by, now=now)


def _put(county_id, row, held, by, now):
    rows.put(
        county_id, models.Account, [row], held, subject="account", key_of=lambda row: row["username"], by=by, now=now
    )
    db.session.flush()


def _put_password(county_id, account_id, username, password, by, now, *, is_new=False):
    """Keep the password's hash; the journal gets a digest of it, so that a hash put in by hand is found."""
    row = {"county_id": county_id, "account_id": account_id, "password_hash": hashing.hash_password(password)}
    if is_new:
        db.session.execute(insert(models.Password), [row])
    else:
        table = models.Password.__table__
        same = table.c.county_id == county_id, table.c.account_id == account_id
        db.session.execute(update(table).where(*same).values(password_hash=row["password_hash"]))
    action = "create" if is_new else "update"
    audit.record(county_id, by=by, action=action, subject="password", key=username, body=password_body(row), now=now)
