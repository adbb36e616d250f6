"""A checklist as a value, and a published version of one.

A visit keeps the version by which it was made, so a version is its content and
nothing else: two versions with the same content differ in their number, and
the digest covers both.
"""

from dataclasses import dataclass, field
from functools import cached_property

from mealwatch.devices.domain.canonical import digest

DEFAULT = "default"
GRADES = ("excellent", "good", "pass", "fail")
SEVERITIES = ("on_the_spot", "ordinary", "serious")


@dataclass(frozen=True)
class Item:
    """What is looked at. ``points`` are whole; an item that is only recorded has none."""

    code: str
    text: str
    points: int
    methods: tuple[str, ...] = ()
    scored: bool = True
    prefill: str | None = None
    part: str | None = None
    phrases: tuple[str, ...] = ()

    @property
    def letter(self):
        """The section to which it belongs."""
        return self.code[:1]

    def as_json(self):
        return {
            "code": self.code,
            "text": self.text,
            "points": self.points,
            "methods": list(self.methods),
            "scored": self.scored,
            "prefill": self.prefill,
            "part": self.part,
            "phrases": list(self.phrases),
        }


@dataclass(frozen=True)
class Section:
    """A letter, a title, and the items whose codes begin with the letter."""

    letter: str
    title: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class RedLine:
    """What fails a school whatever its points."""

    code: str
    text: str


@dataclass(frozen=True)
class Checklist:
    """The content of a list. ``grades``: (code, least per cent), the best first; ``deadlines``: days by severity."""

    title: str
    sections: tuple[Section, ...]
    red_lines: tuple[RedLine, ...] = ()
    grades: tuple[tuple[str, int], ...] = (("excellent", 90), ("good", 80), ("pass", 70), ("fail", 0))
    deadlines: tuple[tuple[str, int], ...] = (("on_the_spot", 0), ("ordinary", 7), ("serious", 15))

    @property
    def items(self):
        """All items in their order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self):
        """What can be reached where everything applies."""
        return sum(item.points for item in self.items if item.scored)

    @property
    def scored(self):
        """How many items count."""
        return sum(1 for item in self.items if item.scored)

    def item(self, code):
        """The item with a code, or None."""
        return next((item for item in self.items if item.code == code), None)

    def as_json(self):
        return {
            "title": self.title,
            "sections": [
                {"letter": one.letter, "title": one.title, "items": [item.as_json() for item in one.items]}
                for one in self.sections
            ],
            "red_lines": [{"code": one.code, "text": one.text} for one in self.red_lines],
            "grades": [list(one) for one in self.grades],
            "deadlines": dict(self.deadlines),
        }


@dataclass(frozen=True)
class Version:
    """A published list: it is never changed, and can be read for ever."""

    code: str
    number: int
    list: Checklist
    note: str = field(default="", compare=False)
    published_at: object = field(default=None, compare=False)
    published_by: str = field(default="", compare=False)

    @cached_property
    def digest(self):
        """Over everything that a visit needs of it."""
        return digest(self._content())

    def as_json(self):
        """What goes onto a tablet."""
        return self._content() | {"digest": self.digest}

    def _content(self):
        return {"code": self.code, "version": self.number} | self.list.as_json()


def from_json(given):
    """The Checklist that ``as_json`` wrote (a version's code, number and digest are left aside)."""
    return Checklist(
        title=given["title"],
        sections=tuple(
            Section(one["letter"], one["title"], tuple(_item(item) for item in one["items"]))
            for one in given["sections"]
        ),
        red_lines=tuple(RedLine(one["code"], one["text"]) for one in given["red_lines"]),
        grades=tuple((code, least) for code, least in given["grades"]),
        deadlines=tuple((code, given["deadlines"][code]) for code in SEVERITIES),
    )


def _item(given):
    return Item(
        code=given["code"],
        text=given["text"],
        points=given["points"],
        methods=tuple(given["methods"]),
        scored=given["scored"],
        prefill=given["prefill"],
        part=given["part"],
        phrases=tuple(given["phrases"]),
    )
