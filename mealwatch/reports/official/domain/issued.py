"""Issued papers as values, and how their numbers read."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Issued:
    """An issued paper without its text. ``typed``: what an officer wrote, by field."""

    kind: str
    year: int
    number: int
    label: str
    about: str
    school_id: int | None
    title: str
    signed_on: date
    typed: dict
    digest: str
    issued_at: datetime
    issued_by: str

    @property
    def key(self):
        return self.kind, self.year, self.number


def label_of(prefix, year, number):
    """``营餐通报〔2026〕3号``: hexagonal brackets, no zeros in front (GB/T 9704-2012, 7.2.5)."""
    return f"{prefix}〔{year}〕{number}号"


def standing(papers):
    """Of papers about the same thing the one that was issued last: {(kind, about): Issued}."""
    found = {}
    for one in sorted(papers, key=lambda each: (each.year, each.number)):
        found[one.kind, one.about] = one
    return found
