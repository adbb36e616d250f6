"""An acceptance as a value: the slip and its lines, as they are kept and shown."""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime

from mealwatch.acceptance.domain.quantities import Quantities
from mealwatch.audit.chain import canonical, digest, plain

#: Papers that come with goods (1.4 and Order 45, art. 34).
CERTIFICATES = ("quarantine", "meat", "farm", "test")
#: Looked at, smelt and felt on arrival; the last three are those of the spot check.
CHECKS = ("colour", "smell", "texture", "packaging", "in_date", "sound", "fresh")
GOOD, BAD = "good", "bad"
PASSED, PARTLY, RETURNED, ABSENT = "passed", "partly", "returned", "absent"
QUICK_TESTS = ("passed", "failed")


@dataclass(frozen=True)
class Acceptance:
    """One line; quantities in base units (portions of a delivery). ``certificates`` and ``checks`` by code."""

    line_no: int
    ingredient_id: int | None
    unit: str
    ordered: int | None
    noted: int | None
    weighed: int
    returned: int
    accepted: int
    amount_fen: int
    freight_fen: int
    price: str | None = None
    price_per: str | None = None
    price_answer: str | None = None
    price_question: dict | None = None
    spec: str | None = None
    brand: str | None = None
    grade: str | None = None
    origin: str | None = None
    producer: str | None = None
    certificates: dict = field(default_factory=dict)
    photos: tuple = ()
    checks: dict = field(default_factory=dict)
    temperature_tenths: int | None = None
    quick_test: str | None = None
    quick_test_note: str | None = None
    conclusion: str = PASSED
    return_reason: str | None = None
    risk_confirmed: bool = False
    note: str | None = None

    @property
    def quantities(self):
        return Quantities(self.ordered, self.noted, self.weighed, self.returned, self.accepted)

    @property
    def certificate_nos(self):
        """The numbers of its papers, in their order."""
        return tuple(self.certificates[kind] for kind in CERTIFICATES if kind in self.certificates)


@dataclass(frozen=True)
class Slip:
    """The head of an acceptance."""

    canteen_id: int
    kind: str
    doc_no: str
    document_id: int | None
    dated_on: date
    digest: str
    supplier_id: int | None
    seller: str | None
    order_no: str | None
    slip_no: str | None
    slip_photos: tuple
    arrived_at: str | None
    meal_use: str | None
    deliverer: str | None
    plate: str | None
    representative: str | None
    buyer: str | None
    acceptor_1: str | None
    acceptor_2: str | None
    signature_id: int | None
    allowance_id: int | None
    note: str | None
    entered_at: datetime
    entered_by: str


def conclusion(quantities):
    """In a word what became of a line."""
    if not quantities.came:
        return ABSENT
    if not quantities.accepted:
        return RETURNED
    return PARTLY if quantities.returned else PASSED


def tenths(text):
    """A temperature as tenths of a degree: ``-18`` is -180, ``4.5`` is 45. Raises ValueError."""
    text = re.sub(r"\s|℃|°C", "", unicodedata.normalize("NFKC", text).replace("。", ".").replace("−", "-"))
    sign, number = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, _, part = number.partition(".")
    if (
        not whole.isascii()
        or not whole.isdecimal()
        or len(whole) > 3
        or (part and not part.isdecimal())
        or len(part) > 1
    ):
        raise ValueError(text)
    return sign * (int(whole) * 10 + int(part or 0))


def degrees(tenths_):
    """-180 as ``-18``, 45 as ``4.5``."""
    sign, size = ("-" if tenths_ < 0 else ""), abs(tenths_)
    return f"{sign}{size // 10}" + (f".{size % 10}" if size % 10 else "")


def content(kind, head, lines):
    """What makes it this acceptance, as JSON values; the same typed again gives the same."""
    return [
        kind,
        {name: _plain(value) for name, value in sorted(head.items())},
        [{name: _plain(value) for name, value in sorted(line.items())} for line in lines],
    ]


def digest_of(kind, head, lines):
    """sha256 of ``content``; signatures are bound to it."""
    return digest(content(kind, head, lines))


def as_text(value):
    """A JSON object for its column."""
    return canonical(value)


def as_object(text):
    """A JSON object out of its column."""
    return json.loads(text)


def _plain(value):
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return plain(value)
