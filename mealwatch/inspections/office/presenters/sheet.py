"""A deposited visit as its page and its paper show it: section by section, what lost points first."""

from dataclasses import dataclass, field

from mealwatch.checklists.domain.checklist import Item, RedLine
from mealwatch.checklists.domain.score import HALVES, score
from mealwatch.inspections.domain.records import LOST
from mealwatch.inspections.office.domain.followed import Followed


@dataclass(frozen=True)
class Looked:
    """One item and what was said of it."""

    item: Item
    answer: str
    note: str = ""
    photos: tuple[str, ...] = ()
    followed: Followed | None = None

    @property
    def lost(self):
        return self.answer in LOST

    @property
    def points(self):
        """``1.5/3``; what is only recorded has none."""
        if not self.item.scored or self.answer not in HALVES:
            return ""
        return f"{halves(HALVES[self.answer] * self.item.points)}/{self.item.points}"


@dataclass(frozen=True)
class Part:
    """A section: its share of the score, what lost points, the rest."""

    letter: str
    title: str
    got_halves: int
    base: int
    items: tuple[Looked, ...]

    @property
    def got(self):
        return halves(self.got_halves)

    @property
    def lost(self):
        return [one for one in self.items if one.lost]

    @property
    def rest(self):
        return [one for one in self.items if not one.lost]


@dataclass(frozen=True)
class Red:
    """A red line that was met."""

    line: RedLine
    note: str
    photos: tuple[str, ...]
    followed: Followed | None


@dataclass(frozen=True)
class Sheet:
    """The whole visit by its list."""

    parts: tuple[Part, ...]
    red: tuple[Red, ...]
    body: dict = field(hash=False)

    @property
    def unchecked(self):
        """The items that nobody looked at."""
        return [one for part in self.parts for one in part.items if one.answer == "unchecked"]


def sheet_of(version, visit, body, followed):
    """The visit's Sheet; ``followed``: its findings."""
    by_code = {one.finding.code: one for one in followed}
    shares = {one.letter: one for one in score(version, visit.answers, visit.red_lines).by_section}
    parts = []
    for section in version.list.sections:
        items = tuple(_looked(item, visit, body, by_code.get(item.code)) for item in section.items)
        share = shares[section.letter]
        parts.append(Part(section.letter, section.title, share.got_halves, share.base, items))
    red = tuple(
        Red(line, told.get("note", ""), tuple(told.get("photos", ())), by_code.get(line.code))
        for line in version.list.red_lines
        if (told := body.get("red_lines", {}).get(line.code)) is not None
    )
    return Sheet(tuple(parts), red, body)


def halves(count):
    """Half points as a decimal: ``7`` is ``3.5``."""
    return f"{count // 2}.5" if count % 2 else str(count // 2)


def tenths(count):
    """Tenths as a decimal, ``—`` for none."""
    return "—" if count is None else f"{count // 10}.{count % 10}"


def words_of(told):
    """What was said of an item, the canned phrases first."""
    said = [*told.get("phrases", ()), told.get("note", "")]
    return "；".join(part for part in said if part)


def _looked(item, visit, body, followed):
    told = body.get("answers", {}).get(item.code, {})
    answer = visit.answers.get(item.code, "unchecked")
    return Looked(item, answer, words_of(told), tuple(told.get("photos", ())), followed)
