"""A person as a whole, as a program sends it: made or brought to what is sent."""

from mealwatch.accounts import errors, queries
from mealwatch.accounts.service.grants import as_grant, grant, place_of, revoke
from mealwatch.accounts.service.people import change_account, create_account
from mealwatch.audit import service as audit


def put_person(county_id, username, *, name, grants, by, now, active=True, first_password=None):
    """Make the person, or change name, roles and whether they may sign in; the same again changes nothing.

    ``grants``: role, scope and place (a town's name, a code) of each. Returns the
    Account and whether it is new. Raises FirstPasswordNeeded and the faults of the parts.
    """
    audit.lock(county_id)
    wanted = {as_grant(county_id, one["role"], one["scope"], one["place"]) for one in grants}
    account = queries.find_account(county_id, username)
    is_new = account is None
    if is_new:
        if not first_password:
            raise errors.FirstPasswordNeeded(field="first_password")
        is_admin = any(one.role == "bureau_admin" for one in wanted)
        account = create_account(
            county_id, username=username, name=name, password=first_password, is_admin=is_admin, by=by, now=now
        )
    for one in sorted(set(account.grants) - wanted):
        revoke(county_id, username, one, by=by, now=now)
    for one in sorted(wanted - set(account.grants)):
        place = place_of(county_id, one)
        grant(county_id, username, role=one.role, scope_kind=one.scope_kind, place=place, by=by, now=now)
    return change_account(county_id, username, name=name, active=active, by=by, now=now), is_new
