"""Roles given and taken away; either ends the person's sign-ins, so the next request already counts by the new ones."""

from mealwatch.accounts import errors, models, queries
from mealwatch.accounts.domain import rights
from mealwatch.accounts.domain.rights import Grant
from mealwatch.accounts.service.sessions import end_sessions
from mealwatch.audit import rows
from mealwatch.audit import service as audit
from mealwatch.schools import queries as schools


def grant(county_id, username, *, role, scope_kind, by, now, place=""):
    """Give a person a role. ``place``: a town's name, a school's or canteen's code, nothing for the county.

    Giving it again changes nothing. Returns the Account. Raises NoAccount,
    RoleUnknown, ScopeDoesNotFit, NoPlace, AuditorAlone.
    """
    audit.lock(county_id)
    account = queries.get_account(county_id, username)
    wanted = as_grant(county_id, role, scope_kind, place)
    if wanted in account.grants:
        return account
    roles = {*account.roles, role}
    if rights.ALONE in roles and len(roles) > 1:
        raise errors.AuditorAlone(field="role", value=role)
    row = _row(county_id, account.id, wanted)
    rows.put(
        county_id,
        models.Grant,
        [row],
        {},
        subject="grant",
        key_of=lambda row: key_of(county_id, username, wanted),
        by=by,
        now=now,
    )
    end_sessions(county_id, account.id, now=now)
    return queries.get_account(county_id, username)


def revoke(county_id, username, taken, *, by, now):
    """Take a grant away; one that is not there changes nothing. Returns the Account. Raises NoAccount, LastAdmin."""
    audit.lock(county_id)
    account = queries.get_account(county_id, username)
    if taken not in account.grants:
        return account
    if taken.role == "bureau_admin" and queries.active_admins(county_id) == {account.id}:
        raise errors.LastAdmin(field="role", value=username)
    row = _row(county_id, account.id, taken)
    key = key_of(county_id, username, taken)
    rows.remove(county_id, models.Grant, row, subject="grant", key=key, by=by, now=now)
    end_sessions(county_id, account.id, now=now)
    return queries.get_account(county_id, username)


def as_grant(county_id, role, scope_kind, place):
    """The Grant that a role and the name or code of a place come to. Raises RoleUnknown, ScopeDoesNotFit, NoPlace."""
    if role not in rights.ROLES:
        raise errors.RoleUnknown(field="role", value=role)
    if scope_kind not in rights.SCOPES_OF[role]:
        raise errors.ScopeDoesNotFit(field=scope_kind, value=place)
    if scope_kind == "county":
        return Grant(role, "county")
    if scope_kind == "town":
        known = place if place in schools.towns_of(county_id) else None
    else:
        find = schools.find_school if scope_kind == "school" else schools.find_canteen
        found = find(county_id, place) if place else None
        known = str(found.id) if found else None
    if known is None:
        raise errors.NoPlace(field=scope_kind, value=place)
    return Grant(role, scope_kind, known)


def place_of(county_id, given):
    """The code or name of a grant's place, as ``grant`` takes it."""
    if given.scope_kind == "school":
        return schools.school_by_id(county_id, int(given.scope_key)).code
    if given.scope_kind == "canteen":
        return schools.canteen_by_id(county_id, int(given.scope_key)).code
    return given.scope_key


def key_of(county_id, username, given):
    """How the journal names a grant: by codes, never by ids."""
    place = place_of(county_id, given)
    return "/".join(part for part in (username, given.role, given.scope_kind, place) if part)


def _row(county_id, account_id, given):
    return {
        "county_id": county_id,
        "account_id": account_id,
        "role": given.role,
        "scope_kind": given.scope_kind,
        "scope_key": given.scope_key,
    }
