"""Suppliers as the rules look at them: their licences on the day of delivery, and what two of them then shared."""

import re
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from mealwatch.catalogue.domain.register import Register


class Delivered(NamedTuple):
    """A delivered meal's paper and who sent it."""

    canteen_id: int
    doc_no: str
    on: date
    supplier_id: int | None
    fen: int


class Licences:
    """The county's register of suppliers, what the bureau allows, and this week's delivered meals.

    ``suppliers``: by id, with the names that they have today.
    """

    def __init__(self, register: Register, allowances, delivered):
        self.register, self.suppliers = register, register.suppliers
        self._allowances, self.delivered = allowances, delivered
        self._sharing = {}

    def expired(self, supplier_id, canteen_id, on):
        """The last day of a licence that had run out that day without anybody allowing it, or None."""
        ended_on = self.register.licence_ends(supplier_id, on)
        if ended_on is None or ended_on >= on:
            return None
        if any(one.supplier_id == supplier_id and one.covers(canteen_id, on) for one in self._allowances):
            return None
        return ended_on

    def licences_known(self, on):
        """Whether the register knew of any licence how long it was good."""
        standing = self.register.standing(self.register.moment(on))
        return any(self.register.licence_ends(supplier_id, on) for supplier_id in standing)

    def details_known(self, on):
        """Whether the register knew any telephone or licence number."""
        standing = self.register.standing(self.register.moment(on))
        return any(one.phone or one.licence_no for one in standing.values())

    def shared(self, supplier_id, on):
        """``[(other supplier's id, what the two shared when this one sold on a day: phone or licence)]``."""
        moment = self.register.when_sold(supplier_id, on)
        if moment not in self._sharing:
            self._sharing[moment] = _sharing(self.register.standing(moment))
        return self._sharing[moment].get(supplier_id, ())


def _sharing(standing):
    found = defaultdict(list)
    for what, of in (("phone", lambda one: digits(one.phone)), ("licence", lambda one: one.licence_no)):
        together = defaultdict(list)
        for supplier_id, one in standing.items():
            if of(one):
                together[of(one)].append(supplier_id)
        for some in together.values():
            for one in some:
                found[one] += [(other, what) for other in some if other != one]
    return found


def digits(phone):
    """A telephone number without its marks; a short one is nobody's."""
    number = re.sub(r"\D", "", phone or "")
    return number if len(number) >= 7 else ""


def is_name(text):
    """Whether a contact is somebody's name: two to four Chinese characters that are no title."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text or "")) and not re.search(
        r"(经理|老板|师傅|主任|先生|女士|会计|店长|负责人)$", text
    )


def concentration(shares):
    """The sum of the squared shares: 1 for a single supplier, near 0 for many."""
    return sum(share * share for share in shares)
