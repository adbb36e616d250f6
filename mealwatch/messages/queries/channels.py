"""Where messages go outside the service, and how far each has been sent."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.messages import errors
from mealwatch.messages.models import Channel, Sending

_channel = Channel.__table__.c
_sending = Sending.__table__.c


@dataclass(frozen=True)
class Route:
    """A channel. ``account_id``: whose e-mail it is; None for a group's robot."""

    id: int
    shape: str
    name: str
    account_id: int | None
    address: str
    secret: str
    kinds: tuple
    quiet_from: str
    quiet_until: str
    active: bool
    since: int


@dataclass(frozen=True)
class Progress:
    """How far a channel was sent: the last message, when that was, when it was last tried, failures since."""

    through: int = 0
    sent_at: datetime | None = None
    tried_at: datetime | None = None
    failures: int = 0
    detail: str = ""


def channels_of(county_id, *, robots_only=False):
    """The county's channels, by id."""
    statement = select(Channel.__table__).where(_channel.county_id == county_id).order_by(_channel.id)
    if robots_only:
        statement = statement.where(_channel.account_id.is_(None))
    return [_route(row) for row in db.session.execute(statement)]


def channel(county_id, channel_id):
    """A group's channel. Raises NoChannel."""
    for one in channels_of(county_id, robots_only=True):
        if one.id == channel_id:
            return one
    raise errors.NoChannel(value=channel_id)


def email_of(county_id, account_id):
    """The person's e-mail channel, or None."""
    statement = select(Channel.__table__).where(_channel.county_id == county_id, _channel.account_id == account_id)
    row = db.session.execute(statement).one_or_none()
    return _route(row) if row else None


def history(county_id, channel_id, limit=20):
    """The last tries of a channel, the newest first: rows (outcome, messages, detail, sent_at)."""
    statement = (
        select(_sending.outcome, _sending.messages, _sending.detail, _sending.sent_at)
        .where(_sending.county_id == county_id, _sending.channel_id == channel_id)
        .order_by(_sending.id.desc())
        .limit(limit)
    )
    return db.session.execute(statement).all()


def progress(county_id):
    """``{channel id: Progress}`` of the county's channels that were tried."""
    statement = (
        select(_sending.channel_id, _sending.through, _sending.outcome, _sending.detail, _sending.sent_at)
        .where(_sending.county_id == county_id)
        .order_by(_sending.id)
    )
    found = {}
    for row in db.session.execute(statement):
        was = found.get(row.channel_id, Progress())
        if row.outcome == "sent":
            found[row.channel_id] = Progress(row.through, row.sent_at, row.sent_at)
        else:
            # every try is written down before it is made, so tries are counted and not outcomes
            failures = was.failures + (row.outcome == "trying")
            found[row.channel_id] = Progress(was.through, was.sent_at, row.sent_at, failures, row.detail)
    return found


def _route(row):
    return Route(
        row.id,
        row.shape,
        row.name,
        row.account_id,
        row.address,
        row.secret,
        tuple(json.loads(row.kinds)),
        row.quiet_from,
        row.quiet_until,
        row.active,
        row.since,
    )
