"""A kind of paper: how it is called, of what it speaks, what an officer writes into it, and how it is drafted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from mealwatch.kernel.errors import mark
from mealwatch.web.official import Paper


class Field(NamedTuple):
    """What an officer may write. ``rows`` of text; ``hint`` below the label; ``needed`` before it can be issued."""

    name: str
    label: str
    hint: str = ""
    rows: int = 1
    needed: bool = False


@dataclass(frozen=True)
class Asked:
    """What a draft is asked for: ``about`` says of what, ``typed`` what an officer wrote."""

    county_id: int
    county_name: str
    about: str
    now: datetime
    typed: dict = field(default_factory=dict)
    demo: bool = False

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def issuer(self):
        """The office in whose name it goes out."""
        return self.typed.get("issuer") or f"{self.county_name}教育体育局"

    def text(self, name):
        """What was written, stripped; empty for nothing."""
        return self.typed.get(name, "").strip()

    def lines(self, name):
        """What was written, line by line."""
        return [line.strip() for line in self.typed.get(name, "").splitlines() if line.strip()]

    def head(self):
        """What every paper says of itself, for web.official.Paper."""
        return {
            "issuer": self.issuer,
            "signed_on": self.today,
            "to": self.text("to"),
            "contact": self.text("contact"),
            "copies": self.text("copies"),
            "demo": self.demo,
            "draft": True,
        }


def nothing(_asked):
    """No school, no number of its own, no day to wait for."""
    return


@dataclass(frozen=True)
class Kind:
    """``per``: week, month, span, school, case, visit or round: what ``about`` names.

    ``draft`` makes the Paper, ``starts`` what stands in the fields at first, ``over`` the day from which it may be
    issued, ``school`` whose paper it is, ``label`` the number that its matter has already,
    ``sheets`` the tables of its spreadsheet.
    """

    code: str
    name: str
    prefix: str
    per: str
    draft: Callable[[Asked], Paper]
    fields: tuple[Field, ...] = ()
    starts: Callable[[Asked], dict] = lambda _asked: {}
    over: Callable[[Asked], date | None] = nothing
    school: Callable[[Asked], int | None] = nothing
    label: Callable[[Asked], str | None] = nothing
    sheets: Callable[[Paper], list] = lambda paper: paper.grids


TO = Field("to", mark("主送"))
COPIES = Field("copies", mark("抄送"), mark("可以空着"))
CONTACT = Field("contact", mark("联系人和电话"))
DEMANDS = Field("demands", mark("工作要求"), mark("一行一条；系统不写评价的话"), 5)
REMARKS = Field("remarks", mark("补充说明"), mark("可以空着，写在总体情况之后"), 3)
#: Every kind has these after its own.
COMMON = (
    CONTACT,
    COPIES,
    Field("issuer", mark("落款单位")),
    Field("prefix", mark("机关代字"), mark("文号里年份前面的字")),
)
