"""What a PIN must be, and when one that was guessed at is locked.

Four to six digits are few, so the guesses are few too: after every five wrong
ones a quarter of an hour's wait, after fifteen the PIN is out of use until its
owner sets another with the password.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from mealwatch.accounts.errors import PinCommon, PinForm

TRIES = 5
MOST_TRIES = 15
WAIT = timedelta(minutes=15)
_RUN = "01234567890"
#: The middle column of the keys, the corners, and what people try next.
_COMMON = frozenset({"2580", "0852", "1379", "1397", "5683", "1314", "5200", "1688", "520131", "147258", "147369"})


def faults(pin):
    """What is wrong with a new PIN, as problems."""
    if not re.fullmatch(r"\d{4,6}", pin, re.ASCII):
        yield PinForm(field="pin")
    elif is_obvious(pin):
        yield PinCommon(field="pin")


def is_obvious(pin):
    """Whether it is a run (1234, 9876), one piece over and over (0000, 1212, 123123), pairs (1122), a year, a habit."""
    return (
        pin in _RUN
        or pin[::-1] in _RUN
        or pin in _COMMON
        or re.fullmatch(r"(\d{1,3})\1+", pin) is not None
        or re.fullmatch(r"(?:(\d)\1)+", pin) is not None
        or re.fullmatch(r"(?:19|20)\d\d", pin) is not None
    )


@dataclass(frozen=True)
class Tries:
    """Wrong PINs since the last right one."""

    tried: int = 0
    last_at: datetime | None = None

    @property
    def blocked(self):
        """Whether only a new PIN helps."""
        return self.tried >= MOST_TRIES

    def waits(self, now):
        """Whole minutes, rounded up, until the next try is heard; 0 when it is heard now."""
        if not self.tried or self.tried % TRIES or self.last_at is None:
            return 0
        seconds = int((self.last_at + WAIT - now).total_seconds())
        return max(0, -(-seconds // 60))

    @property
    def left(self):
        """How many more wrong ones lead to a wait."""
        return TRIES - self.tried % TRIES
