"""A person's own messages."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from mealwatch.extensions import db
from mealwatch.kernel.day_words import chinese_day, spoken
from mealwatch.messages.models import Message, MessageRead

_message = Message.__table__.c
_read = MessageRead.__table__.c


@dataclass(frozen=True)
class Told:
    """One message: the sentence ``says`` with its ``facts``, and where to go."""

    id: int
    account_id: int
    kind: str
    says: str
    facts: dict
    link: str
    told_at: datetime
    told_by: str

    def text(self, translate, day=chinese_day):
        """The sentence in the language of ``translate``; ``day`` says its dates (date -> text)."""
        return translate(self.says).format_map(spoken(self.facts, day))


def inbox(county_id, account_id, *, limit=None, offset=0):
    """The person's messages, the newest first."""
    newest = (_message.told_at.desc(), _message.id.desc())
    return told_of(_of(county_id, account_id).order_by(*newest).limit(limit).offset(offset))


def read_through(county_id, account_id):
    """The id of the last message that the person has read; 0 for none."""
    found = select(_read.through).where(_read.county_id == county_id, _read.account_id == account_id)
    return db.session.scalar(found) or 0


def unread(county_id, account_id):
    """How many messages the person has not read."""
    newer = _message.id > read_through(county_id, account_id)
    counted = select(func.count()).where(_message.county_id == county_id, _message.account_id == account_id, newer)
    return db.session.scalar(counted)


def told_of(statement):
    """The Told of a SELECT of messages."""
    return [
        Told(row.id, row.account_id, row.kind, row.says, json.loads(row.facts), row.link, row.told_at, row.told_by)
        for row in db.session.execute(statement)
    ]


def _of(county_id, account_id):
    return select(Message.__table__).where(_message.county_id == county_id, _message.account_id == account_id)
