"""When a form was typed that waited on its device for a network, by what the device says.

The clock of a device may be wrong by years. So it says no moment, but how many seconds ago by its own clock the person
handed the form in; that is taken off the moment of arrival. It stays the device's word: it stands beside the moment of
entry and never in its place.
"""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from mealwatch.drafts.domain.draft import KEPT_FOR

#: Of what a device says no more is kept than this.
MOST_SAID = 20
_SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)


class Typed(NamedTuple):
    """What was ``said`` of a record that arrived at ``received_at``; ``typed_at`` is None where it made no sense."""

    said: str
    typed_at: datetime | None
    received_at: datetime


def heard(text):
    """What a device says, short enough and printable, to be kept as it is."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:MOST_SAID])


def typed_at(said, received_at):
    """The moment of typing, or None: no whole number of seconds, or further back than a form is kept."""
    if not _SECONDS.fullmatch(said):
        return None
    waited = timedelta(seconds=int(said))
    return received_at - waited if waited <= KEPT_FOR else None
