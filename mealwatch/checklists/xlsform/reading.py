"""An XLSForm as the plain rows of a list. pyxform says whether it is one; this says whether a list can hold it.

pyxform is given rows that were read by our own reader of spreadsheets, never the file. What we have written comes
back as it was; a form made elsewhere is taken as far as it fits, and each question that does not is named by its row.
"""

from mealwatch.checklists import file_errors as errors
from mealwatch.checklists.domain.checklist import GRADES, SEVERITIES
from mealwatch.checklists.sheets.reading import MOST_ROWS, Found, Place, open_book, rows_of
from mealwatch.checklists.xlsform.writing import ANSWERS, as_written
from mealwatch.web.workbooks import Marked

_SHEETS = ("survey", "choices", "settings")
_SECTION, _RED = "sec_", "red_lines"
_GRADES = {"excellent": 90, "good": 80, "pass": 70, "fail": 0}  # nosec B105 - a grade
_DEADLINES = {"on_the_spot": 0, "ordinary": 7, "serious": 15}
_COLUMNS = {
    "code": "name",
    "text": "label",
    "title": "label",
    "letter": "name",
    "points": "bind::mw:points",
    "methods": "bind::mw:methods",
    "prefill": "bind::mw:prefill",
    "part": "bind::mw:part",
}
_PROOFS = ("_photo", "_note", "_phrases")


def read_xlsform(content, name):
    """The Found of a file's bytes. Raises what open_book raises, NoSheet, NotAForm."""
    book = open_book(content, name)
    try:
        known = {title.strip().lower(): title for title in book.sheets}
        missing = next((sheet for sheet in _SHEETS[:2] if sheet not in known), None)
        if missing:
            raise errors.NoSheet(value=missing)
        sheets, faults = _sheets(book, known)
    finally:
        book.close()
    rows = {str(row.get("name")): number for number, row in enumerate(sheets["survey"], start=2) if row.get("name")}
    return _Form(_checked(sheets), rows, faults).found()


def _sheets(book, known):
    """What pyxform wants: rows as dicts, those without content too so that its row numbers hold."""
    sheets, faults = {}, []
    for sheet in _SHEETS:
        found = []
        rows = rows_of(book, known[sheet]) if sheet in known else iter(())
        _, heading = next(rows, (1, []))
        for number, cells in rows:
            if number > MOST_ROWS:
                raise errors.TooManyRows(most=MOST_ROWS)
            found += [{}] * (number - 2 - len(found))
            row = {}
            for column, text in zip(heading, cells, strict=False):
                if isinstance(text, Marked):
                    faults.append((Place(sheet, number, column), text.problem))
                elif column and text:
                    row[str(column)] = str(text)
            found.append(row)
        sheets[sheet] = found
        sheets[f"{sheet}_header"] = [dict.fromkeys(str(one) for one in heading if one)]
    return sheets, faults


def _checked(sheets):
    """The form as pyxform understands it."""
    from pyxform.xls2xform import convert  # half a second, which only this page should pay

    try:
        return convert(sheets, warnings=[], form_name="data")._pyxform
    except Exception as error:  # whatever a form made elsewhere does to the parser
        raise errors.NotAForm(detail=" ".join(str(error).split())[:200]) from error


class _Form:
    def __init__(self, form, numbers, faults):
        self.form, self.numbers, self.faults = form, numbers, faults
        self.sections, self.items, self.red_lines = [], [], []
        self.grades, self.deadlines = _GRADES, _DEADLINES

    def found(self):
        for one in self.form.get("children", ()):
            self.top(one)
        rows = {
            "title": _text(self.form.get("title")),
            "sections": self.sections,
            "items": self.items,
            "red_lines": self.red_lines,
            "grades": self.grades,
            "deadlines": self.deadlines,
        }
        return Found(rows, self.faults, self.place_of)

    def top(self, one):
        kind, name = one["type"], one.get("name", "")
        if kind == "group" and name == "meta":
            return
        if kind == "calculate":
            self.rules(one.get("bind") or {})
        elif kind == "group" and name == _RED:
            self.group(one, self.red_line)
        elif kind == "group" and name.startswith(_SECTION):
            letter = name.removeprefix(_SECTION)
            self.sections.append({"letter": letter, "title": _after(letter, one)})
            self.group(one, self.item)
        elif kind == "group":
            self.fault(name, errors.NotOurGroup(value=name))
        elif kind != "note":
            self.fault(name, errors.OutsideGroup(value=name))

    def group(self, group, take):
        children = group.get("children", ())
        names = {one.get("name") for one in children if one["type"] == "select one"}
        phrases = {one["name"]: one for one in children if one["type"] == "select all that apply"}
        for one in children:
            name = one.get("name", "")
            if one["type"] == "select one":
                take(one, phrases.get(f"{name}_phrases"))
            elif not any(name.endswith(end) and name.removesuffix(end) in names for end in _PROOFS):
                self.fault(name, errors.DoesNotFit(value=name, thing=one["type"]))

    def item(self, one, phrases):
        name, bind = one["name"], one.get("bind") or {}
        if [choice["name"] for choice in one.get("choices", ())] != list(ANSWERS):
            self.fault(name, errors.WrongChoices(value=name))
        self.items.append(
            {
                "code": name,
                "text": _after(name, one),
                "points": bind.get("mw:points", ""),
                "scored": bind.get("mw:scored", "yes") != "no",
                "methods": bind.get("mw:methods", "").split(),
                "prefill": bind.get("mw:prefill") or None,
                "part": bind.get("mw:part") or None,
                "phrases": [_text(choice["label"]) for choice in phrases["choices"]] if phrases else [],
            }
        )

    def red_line(self, one, _phrases):
        self.red_lines.append({"code": one["name"], "text": _after(one["name"], one)})

    def rules(self, bind):
        if "mw:grades" in bind:
            self.grades = _pairs(bind["mw:grades"], GRADES)
        if "mw:deadlines" in bind:
            self.deadlines = _pairs(bind["mw:deadlines"], SEVERITIES)

    def fault(self, name, problem):
        self.faults.append((self.at(name, "name"), problem))

    def at(self, name, column):
        return Place("survey", self.numbers.get(name), column)

    def place_of(self, field):
        """The Place of a fault that domain.plain found."""
        if field == "title":
            return Place("settings", 2, "form_title")
        kind, _, rest = field.partition("-")
        number, _, name = rest.partition("-")
        if kind in ("grades", "deadlines"):
            return self.at("grade", f"bind::mw:{kind}")
        if not number.isdecimal():
            return Place("survey")
        row = {"sections": self.sections, "items": self.items, "red_lines": self.red_lines}[kind][int(number)]
        asked = f"{_SECTION}{row['letter']}" if kind == "sections" else row["code"]
        if name.startswith("phrases"):
            return Place("choices", None, f"phrases_{asked}")
        return self.at(asked, _COLUMNS.get(name, ""))


def _text(label):
    """A label; of several languages the Chinese one, else the first."""
    if isinstance(label, dict):
        label = next(
            (text for name, text in label.items() if "zh" in name or "中文" in name), next(iter(label.values()), "")
        )
    return as_written(str(label or "").strip())


def _after(code, one):
    """A label without the code before it."""
    label = _text(one.get("label"))
    if label.startswith(f"{code}　"):
        return label.removeprefix(f"{code}　")
    return label.removeprefix(code).lstrip(" .．、:：")


def _pairs(text, codes):
    found = dict(one.partition(":")[::2] for one in text.split())
    return {code: found.get(code, "") for code in codes}
