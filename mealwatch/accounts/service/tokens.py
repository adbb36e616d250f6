"""Keys with which programs act for a person, and the site's own signing key."""

from sqlalchemy import insert, select, update

from mealwatch.accounts import errors, hashing, models
from mealwatch.accounts.service.rows import insert_or_leave
from mealwatch.audit import rows
from mealwatch.audit import service as audit
from mealwatch.extensions import db
from mealwatch.kernel import checks
from mealwatch.storage.keys import next_id

_token = models.ApiToken.__table__
_PREFIX = "mw"


def issue_token(county_id, account_id, *, username, label, by, now):
    """Make a key for a person's programs. Returns its text, which is shown once and never kept."""
    audit.lock(county_id)
    checks.refuse(checks.text("label", label, most=40))
    secret = hashing.new_key()
    row = {
        "county_id": county_id,
        "id": next_id(models.ApiToken, county_id),
        "account_id": account_id,
        "label": label.strip(),
        "token_hash": hashing.hash_of(secret),
        "created_at": now,
        "revoked_at": None,
    }
    _put(county_id, row, {}, username, by, now)
    return f"{_PREFIX}.{county_id}.{secret}"


def revoke_token(county_id, account_id, token_id, *, username, by, now):
    """Take a key out of use, from the next request on; again changes nothing. Raises NoToken."""
    audit.lock(county_id)
    held = rows.held(models.ApiToken, county_id, _token.c.account_id == account_id, _token.c.id == token_id)
    if not held:
        raise errors.NoToken(value=token_id)
    [was] = held.values()
    if was["revoked_at"] is None:
        _put(county_id, was | {"revoked_at": now}, held, username, by, now)


def read_token(text):
    """``(county id, token hash)`` of a key's text, or None if it is none."""
    prefix, _, rest = text.partition(".")
    county, _, secret = rest.partition(".")
    if prefix != _PREFIX or not (county.isascii() and county.isdigit()) or not secret or len(text) > 100:
        return None
    return int(county), hashing.hash_of(secret)


def page_key():
    """The key that signs form tokens; made where there is none yet."""
    return site_key("page")


def site_key(name):
    """A secret of the whole site; made where there is none yet. It is in no export and no journal."""
    found = find_site_key(name)
    if found is None:
        insert_or_leave(models.SiteKey.__table__, {"name": name, "value": hashing.new_key()})
        found = find_site_key(name)
    return found


def find_site_key(name):
    """A secret of the whole site, or None before it was made."""
    return db.session.scalar(select(models.SiteKey.value).where(models.SiteKey.name == name))


def use_noted(county_id, token_id, now, *, is_first):
    """The statement that keeps when a token was last used."""
    table = models.TokenUse.__table__
    if is_first:
        return insert(table).values(county_id=county_id, token_id=token_id, used_at=now)
    return update(table).where(table.c.county_id == county_id, table.c.token_id == token_id).values(used_at=now)


def _put(county_id, row, held, username, by, now):
    rows.put(
        county_id,
        models.ApiToken,
        [row],
        held,
        subject="token",
        key_of=lambda row: f"{username}/{row['id']}",
        by=by,
        now=now,
    )
