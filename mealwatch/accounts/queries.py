"""People, their rights and their keys, as values."""

from sqlalchemy import and_, func, or_, select

from mealwatch.accounts import errors, models
from mealwatch.accounts.domain.people import Account, Token
from mealwatch.accounts.domain.record import password_body, pin_body
from mealwatch.accounts.domain.rights import Grant
from mealwatch.audit.kept import Kept
from mealwatch.extensions import db

_account = models.Account.__table__.c
_grant = models.Grant.__table__.c
_token = models.ApiToken.__table__.c
_use = models.TokenUse.__table__.c
_session = models.Session.__table__.c
_ACCOUNT = select(
    _account.id,
    _account.username,
    _account.name,
    _account.language,
    _account.active,
    _account.must_change,
    _account.created_at,
)

#: What the journal keeps of the changeable tables. Sessions, tries (of PINs too) and uses of tokens are not in it.
KEPT = (
    Kept("account", models.Account.__table__),
    Kept("password", models.Password.__table__, password_body),
    Kept("grant", models.Grant.__table__),
    Kept("token", models.ApiToken.__table__),
    Kept("pin", models.Pin.__table__, pin_body),
)


def people_of(county_id, account_ids=None):
    """The county's people (or these of them), by username."""
    statement = _ACCOUNT.where(_account.county_id == county_id).order_by(_account.username)
    if account_ids is not None:
        statement = statement.where(_account.id.in_(list(account_ids)))
    grants = grants_of(county_id)
    return [Account(*row, grants=grants.get(row.id, ())) for row in db.session.execute(statement)]


def find_account(county_id, username):
    """The person with this username, or None."""
    statement = _ACCOUNT.where(_account.county_id == county_id, _account.username == username)
    row = db.session.execute(statement).one_or_none()
    return Account(*row, grants=grants_of(county_id, row.id).get(row.id, ())) if row else None


def get_account(county_id, username):
    """The person with this username. Raises NoAccount."""
    account = find_account(county_id, username)
    if account is None:
        raise errors.NoAccount(value=username)
    return account


def account_by_id(county_id, account_id):
    """The person with this id. Raises NoAccount."""
    for account in people_of(county_id, [account_id]):
        return account
    raise errors.NoAccount(value=account_id)


def grants_of(county_id, account_id=None):
    """``{account id: its grants}`` of the county, or of one account."""
    statement = (
        select(_grant.account_id, _grant.role, _grant.scope_kind, _grant.scope_key)
        .where(_grant.county_id == county_id)
        .order_by(_grant.account_id, _grant.role, _grant.scope_kind, _grant.scope_key)
    )
    if account_id is not None:
        statement = statement.where(_grant.account_id == account_id)
    found = {}
    for row in db.session.execute(statement):
        found.setdefault(row.account_id, []).append(Grant(*row[1:]))
    return {key: tuple(grants) for key, grants in found.items()}


def password_of(county_id, username):
    """``(account id, password hash, active)`` of a username, or None."""
    table = models.Password.__table__.c
    statement = (
        select(_account.id, table.password_hash, _account.active)
        .join_from(
            models.Account.__table__,
            models.Password.__table__,
            and_(table.county_id == _account.county_id, table.account_id == _account.id),
        )
        .where(_account.county_id == county_id, _account.username == username)
    )
    return db.session.execute(statement).one_or_none()


def tokens_of(county_id, account_id):
    """The keys of one person's programs, the newest first, revoked ones too."""
    statement = (
        select(_token.id, _token.account_id, _token.label, _token.created_at, _token.revoked_at, _use.used_at)
        .outerjoin_from(
            models.ApiToken.__table__,
            models.TokenUse.__table__,
            and_(_use.county_id == _token.county_id, _use.token_id == _token.id),
        )
        .where(_token.county_id == county_id, _token.account_id == account_id)
        .order_by(_token.id.desc())
    )
    return [Token(*row) for row in db.session.execute(statement)]


def open_sessions(county_id, account_id, now):
    """How many sign-ins of a person still count."""
    return db.session.scalar(
        select(func.count())
        .select_from(models.Session)
        .where(
            _session.county_id == county_id,
            _session.account_id == account_id,
            _session.ended_at.is_(None),
            _session.expires_at > now,
        )
    )


def active_admins(county_id):
    """The ids of the county's administrators who can sign in."""
    statement = (
        select(_account.id)
        .join_from(
            models.Account.__table__,
            models.Grant.__table__,
            and_(_grant.county_id == _account.county_id, _grant.account_id == _account.id),
        )
        .where(_account.county_id == county_id, _account.active, _grant.role == "bureau_admin")
        .distinct()
    )
    return set(db.session.scalars(statement))


def people_at(county_id, canteen, roles):
    """The people who can sign in and have one of ``roles`` at a canteen or the school where it stands, by username.

    Their grants are those that count here.
    """
    here = or_(
        and_(_grant.scope_kind == "canteen", _grant.scope_key == str(canteen.id)),
        and_(_grant.scope_kind == "school", _grant.scope_key == str(canteen.school_id)),
    )
    statement = (
        _ACCOUNT.add_columns(_grant.role, _grant.scope_kind, _grant.scope_key)
        .join_from(
            models.Account.__table__,
            models.Grant.__table__,
            and_(_grant.county_id == _account.county_id, _grant.account_id == _account.id),
        )
        .where(_account.county_id == county_id, _account.active, _grant.role.in_(list(roles)), here)
        .order_by(_account.username, _grant.role)
    )
    found = {}
    for *person, role, kind, key in db.session.execute(statement):
        found.setdefault(tuple(person), []).append(Grant(role, kind, key))
    return [Account(*person, grants=tuple(grants)) for person, grants in found.items()]


def pins_of(county_id, account_ids):
    """``{account id: when the PIN was set}`` of those of these accounts that have one."""
    table = models.Pin.__table__.c
    statement = select(table.account_id, table.set_at).where(
        table.county_id == county_id, table.account_id.in_(list(account_ids))
    )
    return dict(tuple(row) for row in db.session.execute(statement))
