"""Suppliers as the rules look at them: their licences on the day of delivery, and what two of them share."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Delivered(NamedTuple):
    """A delivered meal's paper and who sent it."""

    canteen_id: int
    doc_no: str
    on: date
    supplier_id: int | None
    fen: int


@dataclass(frozen=True)
class Licences:
    """The county's suppliers by id, what the bureau allows, and this week's delivered meals."""

    suppliers: dict
    allowances: list
    delivered: list

    def expired(self, supplier_id, canteen_id, on):
        """The supplier whose licence had run out that day without anybody allowing it, or None."""
        supplier = self.suppliers.get(supplier_id)
        if supplier is None or supplier.licence_expires_on is None or supplier.licence_expires_on >= on:
            return None
        if any(one.supplier_id == supplier_id and one.covers(canteen_id, on) for one in self.allowances):
            return None
        return supplier

    def sharing(self):
        """``{supplier id: [(other supplier, what they share: phone or licence)]}``."""
        found = defaultdict(list)
        for what, of in (("phone", lambda one: digits(one.phone)), ("licence", lambda one: one.licence_no)):
            together = defaultdict(list)
            for one in self.suppliers.values():
                if of(one):
                    together[of(one)].append(one)
            for some in together.values():
                for one in some:
                    found[one.id] += [(other, what) for other in some if other.id != one.id]
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
