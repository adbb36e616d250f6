"""A draft as a value, and whose it is.

What has an address of its own (a day's record, a week's menu) is one record for
the whole canteen: two devices filling it in must hear of each other. What is
new (``receipt/new``, ``receipt/new~2f9a`` beside another) has no identity yet, and each person has their own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: A draft that nobody has touched for so long is dropped.
KEPT_FOR = timedelta(days=90)
#: Characters of JSON; the largest form there is has some 20,000.
LARGEST = 200_000
SHARED = 0


@dataclass(frozen=True)
class Draft:
    """``fields`` is the JSON text as it was handed in."""

    place: str
    revision: int
    fields: str
    device: str
    saved_by: str
    saved_at: datetime


def owner_of(place, account_id):
    """The account id for what is the person's own, SHARED for what the canteen fills in together."""
    last = place.rsplit("/", 1)[-1]
    return account_id if last.partition("~")[0] == "new" else SHARED
