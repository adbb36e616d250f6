"""What a county has decided, and from when on.

Policy is dated: a day is judged by the latest policy that began on or before
it, and every figure carries that policy's version.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from mealwatch.counties import errors
from mealwatch.counties.domain.choices import BY_NAME, DEFAULTS
from mealwatch.kernel import checks
from mealwatch.kernel.clock import SHANGHAI

DECIDING = BY_NAME["deciding"].works
MOST_FEN = 100_00
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True)
class Policy:
    """Amounts in fen. ``choices`` holds every choice that has no field of its own, by name."""

    from_date: date
    version: int = 1
    subsidy_fen: int = 500
    deciding: str = "spend"
    tolerance_fen: int = 5
    close_after_days: int = 1
    close_at: str = "18:00"
    choices: dict[str, str] = field(default_factory=lambda: dict(DEFAULTS), hash=False)

    def closes_at(self, week):
        """The moment at which a week closes by itself."""
        on = week.sunday + timedelta(days=self.close_after_days)
        return datetime.combine(on, time.fromisoformat(self.close_at), SHANGHAI)


#: Five yuan a day since the autumn of 2021.
FIRST = Policy(date(2021, 9, 1))


class PolicyBook:
    """A county's policies by date."""

    def __init__(self, policies: Iterable[Policy]):
        self.policies = tuple(sorted(policies, key=lambda policy: policy.from_date))
        self._dates = [policy.from_date for policy in self.policies]

    def on(self, day):
        """The policy in force on a day. Raises NoPolicy before the first."""
        place = bisect_right(self._dates, day)
        if not place:
            raise errors.NoPolicy(field="date", value=day.isoformat(), on=day.isoformat())
        return self.policies[place - 1]

    @property
    def next_version(self):
        return max((policy.version for policy in self.policies), default=0) + 1

    def __iter__(self):
        return iter(self.policies)

    def __len__(self):
        return len(self.policies)


def faults(policy):
    """What is wrong with a policy, as problems; none for a policy that can be used."""
    yield from checks.day("from_date", policy.from_date)
    yield from checks.amount("subsidy_fen", policy.subsidy_fen, most_fen=MOST_FEN)
    yield from checks.one_of("deciding", policy.deciding, DECIDING)
    yield from checks.amount("tolerance_fen", policy.tolerance_fen, most_fen=MOST_FEN)
    yield from checks.count("close_after_days", policy.close_after_days, least=1, most=14)
    if not isinstance(policy.close_at, str) or not _CLOCK.fullmatch(policy.close_at):
        yield errors.DeadlineInvalid(field="close_at", value=policy.close_at)
    for name, value in policy.choices.items():
        yield from _choice_faults(name, value)


def _choice_faults(name, value):
    choice = BY_NAME.get(name) if name in DEFAULTS else None
    if choice is None:
        yield errors.ChoiceUnknown(field=name, choice=name, value=value, options="")
    elif value not in choice.options:
        yield errors.ChoiceUnknown(field=name, choice=name, value=value, options="、".join(choice.options))
    elif value not in choice.works:
        works = "、".join(choice.options[option] for option in choice.works)
        yield errors.ChoiceNotYetSupported(
            field=name, question=choice.question, value=choice.options[value], options=works
        )
