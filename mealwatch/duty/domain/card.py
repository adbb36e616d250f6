"""The record of the principal's card: what an opening showed, what was followed, read and settled.

The expectation is two openings a week. A thing counts as settled when it stood
on a card and the next card, opened later, no longer has it.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Openings a week that are expected.
EXPECTED = 2
#: Opened again so soon with the same things on it, it is the same opening.
SAME = timedelta(minutes=10)
READ, FOLLOWED, SETTLED = "read", "followed", "settled"


@dataclass(frozen=True)
class Item:
    """One thing on a card: ``key`` tells it from others, ``address`` leads to where it is put right."""

    key: str
    text: str
    address: str


@dataclass(frozen=True)
class Act:
    """What was done from a card; ``target`` is the key of the thing, empty for the card itself."""

    number: int
    what: str
    target: str
    done_at: datetime


@dataclass(frozen=True)
class View:
    """One opening."""

    id: int
    school_id: int
    account_id: int
    name: str
    opened_at: datetime
    items: tuple[Item, ...]
    acts: tuple[Act, ...] = ()

    def did(self, what):
        """The keys of what was done so."""
        return [act.target for act in self.acts if act.what == what]

    @property
    def read(self):
        return bool(self.did(READ))

    def text_of(self, key):
        """What stood on the card under this key."""
        return next((item.text for item in self.items if item.key == key), key)


def written(items):
    """Items as text."""
    return json.dumps([[item.key, item.text, item.address] for item in items], ensure_ascii=False)


def items_of(text):
    """The items of a text."""
    return tuple(Item(*row) for row in json.loads(text))


def settled(view, items):
    """The keys that stood on an earlier card, are not yet noted as settled, and are gone now."""
    still = {item.key for item in items} | set(view.did(SETTLED))
    return [item.key for item in view.items if item.key not in still]


def openings_by_week(views, week_of):
    """{week: how often}, by the day of opening."""
    return Counter(week_of(view.opened_at.date()) for view in views)
