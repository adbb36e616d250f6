"""Choosing where messages go: a group's robot, a person's own e-mail."""

import re
from datetime import time
from urllib.parse import urlsplit

from sqlalchemy import insert, update

from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.extensions import db
from mealwatch.messages import errors, queries
from mealwatch.messages.domain.kinds import KINDS
from mealwatch.messages.models import Channel
from mealwatch.messages.queries.kept import channel_body
from mealwatch.storage.keys import next_id

_EMAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]+", re.ASCII)
#: Where nothing is said otherwise, nobody is disturbed at night.
QUIET = ("21:00", "07:00")


def keep_channel(county_id, channel_id=None, *, given, allowed, by, now):
    """Add a group's channel, or change one; an empty address or secret keeps the one that is there. Returns its id.

    ``given``: shape, name, address, secret, kinds, quiet_from, quiet_until, active. ``allowed``: host names.
    Raises NoChannel, AddressNotAllowed, SecretMissing, QuietInvalid.
    """
    journal.lock(county_id)
    known = queries.channel(county_id, channel_id) if channel_id is not None else None
    address = given["address"].strip() or (known.address if known else "")
    secret = given["secret"].strip() or (known.secret if known else "")
    _check_address(address, allowed)
    if given["shape"] == "plain" and not secret:
        raise errors.SecretMissing(field="secret")
    return _put(county_id, known, given | {"address": address, "secret": secret, "account_id": None}, by=by, now=now)


def keep_email(county_id, *, email, kinds, by, now):
    """A person's own e-mail (``by``), and which kinds of messages go there; an empty address ends it.

    Raises EmailInvalid.
    """
    journal.lock(county_id)
    known = queries.email_of(county_id, by.account_id)
    email = email.strip()
    if email and not _EMAIL.fullmatch(email):
        raise errors.EmailInvalid(field="email", value=email)
    if not email and known is None:
        return None
    given = {
        "shape": "email",
        "name": by.name,
        "address": email or known.address,
        "secret": "",  # nosec B105 - a mailbox has none
        "kinds": kinds,
        "quiet_from": QUIET[0],
        "quiet_until": QUIET[1],
        "active": bool(email),
        "account_id": by.account_id,
    }
    return _put(county_id, known, given, by=by, now=now)


def _put(county_id, known, given, *, by, now):
    for name in ("quiet_from", "quiet_until"):
        _check_time(name, given[name])
    fresh = known is None or (given["active"] and not known.active)
    row = {
        "county_id": county_id,
        "id": known.id if known else next_id(Channel, county_id),
        "shape": given["shape"],
        "name": given["name"],
        "account_id": given["account_id"],
        "address": given["address"],
        "secret": given["secret"],
        "kinds": canonical([kind for kind in KINDS if kind in given["kinds"]]),
        "quiet_from": given["quiet_from"],
        "quiet_until": given["quiet_until"],
        "active": given["active"],
        "since": queries.last_id(county_id) if fresh else known.since,
    }
    if known is None:
        db.session.execute(insert(Channel), [row])
    else:
        db.session.execute(update(Channel), [row])
    journal.record(
        county_id,
        by=by,
        action="update" if known else "create",
        subject="message_channel",
        key=str(row["id"]),
        body=channel_body(row),
        now=now,
    )
    return row["id"]


def _check_address(address, allowed):
    parts = urlsplit(address)
    host = parts.hostname or address
    plain_inside = parts.scheme == "http" and allowed.get(host)
    if host not in allowed or parts.username or parts.password or not (parts.scheme == "https" or plain_inside):
        raise errors.AddressNotAllowed(
            field="address", host=parts.hostname or address, hosts="、".join(sorted(allowed))
        )
    if parts.scheme == "http" and not allowed[parts.hostname]:
        raise errors.AddressNotAllowed(field="address", host=address, hosts="、".join(sorted(allowed)))


def _check_time(name, text):
    try:
        time.fromisoformat(text)
    except ValueError:
        raise errors.QuietInvalid(field=name, value=text) from None
