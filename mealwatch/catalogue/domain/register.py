"""The register of suppliers by day: what it said of a seller when goods were bought, whatever it says today.

A change counts from the day on which it was entered; a licence from its own first day, where the register has been
told that. What was bought before its seller was entered is read in what the register said first.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

#: What of a supplier is kept by day.
DETAILS = ("licence_no", "licence_from", "licence_expires_on", "contact", "phone")


@dataclass(frozen=True)
class Version:
    """What the register says of a supplier since a day; ``since`` None: since before versions were kept."""

    supplier_id: int
    number: int
    since: date | None
    licence_no: str | None = None
    licence_from: date | None = None
    licence_expires_on: date | None = None
    contact: str | None = None
    phone: str | None = None

    def told_by(self, on):
        """Whether the register said so on a day."""
        return self.since is None or self.since <= on


class _Licence(NamedTuple):
    """One licence as it was told last; ``told``: where it was told first."""

    told: Version
    starts_on: date | None
    ends_on: date | None

    def covers(self, on):
        return self.ends_on is not None and self.ends_on >= on


class History:
    """The versions of one supplier, in the order in which they were entered."""

    def __init__(self, versions):
        self._versions = tuple(versions)

    @property
    def since(self):
        """The day on which the supplier was entered, None for always."""
        return self._versions[0].since

    def on(self, on):
        """The Version that held on a day; the first, where the supplier was entered later."""
        told = [one for one in self._versions if one.told_by(on)]
        return told[-1] if told else self._versions[0]

    def licence_ends(self, on):
        """The last day of the licence that counted on a day, None where no day is known.

        The licence that stood in the register that day counts, unless it began later. One that was entered
        afterwards counts where its own first day is told and it covers the day, or where nothing else is known.
        """
        ends_on = None
        for number, one in enumerate(self._licences):
            if one.starts_on is not None and one.starts_on > on:
                continue
            stood = number == 0 or one.told.told_by(on)
            if stood or (one.starts_on is not None and (ends_on is None or one.covers(on))):
                ends_on = one.ends_on
        return ends_on

    @cached_property
    def _licences(self):
        found = []
        for ends_on, told in groupby(self._versions, key=lambda one: one.licence_expires_on):
            first, *more = told
            found.append(_Licence(first, (more or [first])[-1].licence_from, ends_on))
        return found


class Moment(NamedTuple):
    """How the register stood on a day; ``entered``: who came later but by this day is there too, as first entered."""

    on: date
    entered: date


class Register:
    """``suppliers`` as they are today, by id; ``versions`` in their order. One without versions was always so."""

    def __init__(self, suppliers, versions=()):
        self.suppliers = suppliers
        kept = defaultdict(list)
        for one in versions:
            kept[one.supplier_id].append(one)
        self._histories = {
            number: History(kept.get(number) or [_as_today(supplier)]) for number, supplier in suppliers.items()
        }
        self._begun = min((one.since or date.min for one in self._histories.values()), default=date.min)

    def seller(self, supplier_id, on):
        """The Version of a supplier that held when goods were bought from them on a day."""
        return self._histories[supplier_id].on(on)

    def licence_ends(self, supplier_id, on):
        """The last day of the licence under which a supplier sold on a day, None where it is not known."""
        history = self._histories.get(supplier_id)
        return history and history.licence_ends(on)

    def when_sold(self, supplier_id, on):
        """The Moment at which to read the register for what this supplier sold on a day.

        Books that are imported come with all their suppliers at once, later than what was bought.
        """
        return Moment(on, max(on, self._histories[supplier_id].since or date.min))

    def moment(self, on):
        """The Moment of a day; where nobody had been entered yet, with those who came first."""
        return Moment(on, max(on, self._begun))

    def standing(self, moment):
        """The Versions of all who stood in the register at a Moment, by supplier id."""
        return {
            number: one.on(moment.on)
            for number, one in self._histories.items()
            if (one.since or date.min) <= moment.entered
        }


def _as_today(supplier):
    return Version(supplier.id, 1, None, *(getattr(supplier, name) for name in DETAILS))
