"""A list as plain rows, as a form, a spreadsheet or another program hands it in, and how rows become a Checklist.

Rows: ``title``; ``sections`` of letter, title; ``items`` of code, text, points, methods, scored, prefill, part,
phrases; ``red_lines`` of code, text; ``grades`` and ``deadlines`` by code. Everything that is wrong is found at
once, each fault with its place (``items-3-points``), its value and what to do.
"""

import re

from mealwatch.checklists import errors
from mealwatch.checklists.domain.checklist import GRADES, SEVERITIES, Checklist, Item, RedLine, Section
from mealwatch.checklists.domain.words import COLUMNS, METHODS, PARTS, PREFILLS, SHEETS

MOST = {"sections": 26, "items": 200, "red_lines": 30, "phrases": 12}
LENGTHS = {"title": 60, "text": 200, "phrase": 60}
_CODE = re.compile(r"[A-Z][1-9][0-9]?", re.ASCII)
_RED = re.compile(r"RL[1-9][0-9]?", re.ASCII)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def plain(content):
    """The rows of a Checklist."""
    return {
        "title": content.title,
        "sections": [{"letter": one.letter, "title": one.title} for one in content.sections],
        "items": [item.as_json() for item in content.items],
        "red_lines": [{"code": one.code, "text": one.text} for one in content.red_lines],
        "grades": dict(content.grades),
        "deadlines": dict(content.deadlines),
    }


def read(rows):
    """``(Checklist, [])``, or ``(None, faults)`` with every fault."""
    found = _Reading(rows)
    content = found.content()
    return (None, found.faults) if found.faults else (content, [])


class _Reading:
    def __init__(self, rows):
        self.rows, self.faults = rows, []
        self.letters, self.codes, self.parts = {}, {}, {}

    def content(self):
        rows = self.rows
        title = self.text("title", "title", rows.get("title"), "title")
        sections = [self.section(*one) for one in self.numbered("sections")]
        items = [self.item(*one) for one in self.numbered("items")]
        red_lines = tuple(self.red_line(*one) for one in self.numbered("red_lines"))
        if not any(item.scored for item in items):
            self.fault(errors.Empty, "items")
        grades, deadlines = self.grades(rows.get("grades") or {}), self.deadlines(rows.get("deadlines") or {})
        by_letter = {letter: tuple(item for item in items if item.letter == letter) for letter, _ in sections}
        return Checklist(
            title=title,
            sections=tuple(Section(letter, named, by_letter[letter]) for letter, named in sections),
            red_lines=red_lines,
            grades=grades,
            deadlines=deadlines,
        )

    def numbered(self, name):
        rows = self.rows.get(name) or []
        if len(rows) > MOST[name]:
            self.fault(errors.TooManyOf, name, thing=SHEETS[name], count=len(rows), most=MOST[name])
        return list(enumerate(rows[: MOST[name]]))

    def fault(self, kind, place, **facts):
        self.faults.append(kind(field=place, where=facts.pop("where", ""), **facts))

    def text(self, place, column, value, length, where="", needed=True):
        text = re.sub(" {2,}", " ", value.strip()) if isinstance(value, str) else "" if value is None else str(value)
        facts = {"where": where, "thing": COLUMNS[column], "value": text[:40]}
        most = LENGTHS[length]
        if not text:
            if needed:
                self.fault(errors.Missing, place, **facts)
        elif len(text) > most:
            self.fault(errors.TooLong, place, most=most, length=len(text), **facts)
        elif _UNSEEN.search(text):
            self.fault(errors.Unseen, place, **facts)
        return text

    def whole(self, place, column, value, least, most, where=""):
        if isinstance(value, str) and re.fullmatch(r"\d{1,6}", value.strip(), re.ASCII):
            value = int(value)
        if type(value) is not int or not least <= value <= most:
            shown = "" if value is None else str(value)[:40]
            self.fault(errors.NotWhole, place, where=where, thing=COLUMNS[column], value=shown, least=least, most=most)
            return least
        return value

    def words(self, place, column, values, known, where):
        for value in values:
            if value not in known:
                self.fault(
                    errors.NotAWord,
                    place,
                    where=where,
                    thing=COLUMNS[column],
                    value=str(value)[:40],
                    words="、".join(known.values()),
                )
        return tuple(code for code in known if code in values)

    def section(self, number, row):
        place, letter = f"sections-{number}", str(row.get("letter") or "").strip()
        where = letter or str(number + 1)
        if not re.fullmatch("[A-Z]", letter, re.ASCII):
            self.fault(errors.LetterWrong, f"{place}-letter", where=where, value=letter[:10])
        elif letter in self.letters:
            self.fault(errors.CodeTwice, f"{place}-letter", where=SHEETS["sections"], value=letter)
        self.letters.setdefault(letter, number)
        return letter, self.text(f"{place}-title", "section_title", row.get("title"), "title", where)

    def item(self, number, row):
        place, code = f"items-{number}", str(row.get("code") or "").strip()
        where = code or str(number + 1)
        self.code(f"{place}-code", code, _CODE, errors.CodeWrong, SHEETS["items"])
        if _CODE.fullmatch(code) and code[0] not in self.letters:
            self.fault(errors.NoSuchSection, f"{place}-code", where=where, value=code)
        scored = row.get("scored", True) is True
        points = self.points(f"{place}-points", row.get("points"), scored, where)
        part = self.words(f"{place}-part", "part", [row["part"]] if row.get("part") else [], PARTS, where)
        if part and self.parts.setdefault(part[0], code) != code:
            other = self.parts[part[0]]
            self.fault(errors.PartTwice, f"{place}-part", where=where, value=part[0], other=other)
        prefill = [row["prefill"]] if row.get("prefill") else []
        return Item(
            code=code,
            text=self.text(f"{place}-text", "text", row.get("text"), "text", where),
            points=points,
            methods=self.words(f"{place}-methods", "methods", row.get("methods") or [], METHODS, where),
            scored=scored,
            prefill=next(iter(self.words(f"{place}-prefill", "prefill", prefill, PREFILLS, where)), None),
            part=next(iter(part), None),
            phrases=self.phrases(f"{place}-phrases", row.get("phrases") or [], where),
        )

    def points(self, place, value, scored, where):
        if scored:
            return self.whole(place, "points", value, 1, 100, where)
        if str(value if value is not None else 0).strip() not in ("0", ""):
            self.fault(errors.PointsOnRecorded, place, where=where, value=str(value)[:40])
        return 0

    def phrases(self, place, given, where):
        numbered = enumerate(given)
        texts = [self.text(f"{place}-{n}", "phrases", one, "phrase", where, needed=False) for n, one in numbered]
        kept = list(dict.fromkeys(text for text in texts if text))
        if len(kept) > MOST["phrases"]:
            thing = f"{where} {COLUMNS['phrases']}"
            self.fault(errors.TooManyOf, place, where=where, thing=thing, count=len(kept), most=MOST["phrases"])
        return tuple(kept)

    def red_line(self, number, row):
        place, code = f"red_lines-{number}", str(row.get("code") or "").strip()
        self.code(f"{place}-code", code, _RED, errors.RedCodeWrong, SHEETS["red_lines"])
        where = code or str(number + 1)
        return RedLine(code, self.text(f"{place}-text", "red_text", row.get("text"), "text", where))

    def code(self, place, code, shape, wrong, where):
        if not shape.fullmatch(code):
            self.fault(wrong, place, where=where, value=code[:20])
        elif code in self.codes:
            self.fault(errors.CodeTwice, place, where=where, value=code)
        self.codes.setdefault(code, place)

    def grades(self, given):
        found, before = [], 101
        for code in GRADES:
            place, where = f"grades-{code}", COLUMNS[code]
            least = self.whole(place, "least", given.get(code), 0, 100, where)
            if least >= before or (code == GRADES[-1] and least):
                self.fault(errors.GradeOrder, place, where=where, value=str(least))
            before = least
            found.append((code, least))
        return tuple(found)

    def deadlines(self, given):
        found = []
        for code in SEVERITIES:
            place, where = f"deadlines-{code}", COLUMNS[code]
            days = self.whole(place, "days", given.get(code), 0, 365, where)
            if code == SEVERITIES[0] and days:
                self.fault(errors.AtOnce, place, where=where, value=str(days))
            found.append((code, days))
        return tuple(found)
