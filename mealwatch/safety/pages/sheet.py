"""A form of a kind on a day: what it is about, what it starts with, and the entries that it sends."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from mealwatch.safety import queries
from mealwatch.safety.domain.due import finding_place
from mealwatch.safety.domain.kind import MEALS, Kind
from mealwatch.safety.domain.kinds.checks import CheckList, open_findings
from mealwatch.safety.domain.kinds.samples import COLD, guessed_category
from mealwatch.safety.domain.kinds.store import RANGES
from mealwatch.safety.domain.record import dish_mark
from mealwatch.safety.queries.served import dishes_of, served
from mealwatch.safety.service import Entry
from mealwatch.schools import queries as schools

_ROW = re.compile(r"rows-(\d{1,4})-([a-z_]+)", re.ASCII)
#: A row of which only these are there was not filled in.
_PRESET = {"category", "equipment", "number", "given"}
#: Rows for dishes that are not on the menu.
_MORE_DISHES = 2


@dataclass
class Sheet:
    """What a form of one kind shows. ``rows``: what each row is about and starts with."""

    viewer: Any
    canteen: Any
    kind: Kind
    on: date
    now: datetime
    meal: str = ""
    about: str = ""
    meals: dict = field(default_factory=dict)
    dishes: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    schools: list = field(default_factory=list)
    check_list: CheckList | None = None
    finding: dict | None = None
    staff: list = field(default_factory=list)
    machines: list = field(default_factory=list)

    @classmethod
    def of(cls, viewer, canteen, kind, on, now, *, meal="", about=""):
        """The form for a day (and meal); ``about``: the number of the finding that is mended."""
        sheet = cls(viewer, canteen, kind, on, now, about=about)
        county_id = viewer.county_id
        sheet.staff = queries.staff_of(county_id, canteen.id)
        sheet.machines = queries.equipment_of(county_id, canteen.id, every=True)
        if kind.every == "meal":
            sheet.meals = served(county_id, on, on, canteen_id=canteen.id).get((on, canteen.id), {})
            sheet.meal = meal if meal in MEALS else next(iter(sheet.meals), "lunch")
            sheet.dishes = dishes_of(county_id, canteen.id, on).get(sheet.meal, [])
        if kind.by_school:
            sheet.schools = sheet._schools_to_accompany()
        if kind.of == "items":
            sheet.check_list = queries.check_list(county_id, kind.code)
        if kind.of == "problem":
            sheet.finding = sheet._finding()
        sheet.rows = sheet._rows()
        return sheet

    def start(self):
        """What the form starts with: what the last record had of what does not change, never a measurement."""
        last = queries.last_of(self.viewer.county_id, self.canteen.id, self.kind.code, self.meal or None)
        found = {"number": secrets.token_hex(8), "meal": self.meal}
        for one in self.kind.shared if self.kind.has_rows else self.kind.fields:
            value = last.fields.get(one.name) if last and one.carried else None
            if isinstance(value, list):
                codes = [code for code, _ in one.choices]
                found |= {f"{one.name}-{codes.index(code)}": code for code in value if code in codes}
            elif value is not None:
                found[one.name] = value
        if "dishes" in [one.name for one in self.kind.fields]:
            found |= {f"dishes-{place}": dish for place, dish in enumerate(self.dishes)}
        if self.kind.code == "accompanied" and "principal" in self.viewer.roles:
            found |= {"person": self.viewer.name, "post": "principal"}
        if self.kind.code == "sample" and "place" not in found:
            cabinet = next((one.name for one in self.machines if one.kind == "sample_cabinet" and one.active), None)
            found |= {"place": cabinet} if cabinet else {}
        if len(self.schools) == 1:
            found["school"] = self.schools[0].code
        return found | {"rows": self.rows}

    @staticmethod
    def typed(typed):
        """What was typed, without the rows in which nothing was."""
        touched = set()
        for name, value in typed.items():
            match = _ROW.fullmatch(name)
            given = match and match[2] == "dish" and f"rows-{match[1]}-given" in typed
            if match and value.strip() and match[2] not in _PRESET and not given:
                touched.add(match[1])
        return {
            name: value for name, value in typed.items() if not (match := _ROW.fullmatch(name)) or match[1] in touched
        }

    def entries(self, given):
        """What was sent, as entries of the service."""
        kind, number = self.kind, given["number"] or secrets.token_hex(8)
        school = next((one for one in self.schools if one.code == given["school"]), None)
        school_id = school.id if school else None
        place = {"dated_on": self.on, "meal": self.meal}
        shared = {one.name: given.get(one.name) for one in (kind.shared if kind.has_rows else kind.fields)}
        if kind.has_rows:
            return [Entry(self._number_of(row, number), values=shared | row, **place) for row in given["rows"]]
        if kind.of == "items":
            shared |= {"groups": given["groups"], "found": given["found"], "list_version": self.check_list.version}
        number = self._day_number() if kind.one else self.about if kind.of == "problem" else number
        return [Entry(number, values=shared, school_id=school_id, **place)]

    @property
    def place(self):
        """Where the form is kept while it is typed; what is a person's own ends in ``new``, so nobody else sees it."""
        if self.kind.of == "sample":
            return ""
        shared = (self.kind.one and not self.kind.private) or self.kind.has_rows
        parts = ("record", self.kind.code, self.on.isoformat(), self.meal or self.about, "" if shared else "new")
        return "/".join([self.canteen.code, *(part for part in parts if part)])

    def _day_number(self):
        if self.kind.every == "week":
            return f"{self.on:%G-W%V}"
        return f"{self.on:%Y-%m}" if self.kind.every == "month" else self.on.isoformat()

    def _number_of(self, row, number):
        if self.kind.of == "sample":
            return row.get("number") or number
        if self.kind.of == "equipment":
            return f"{number}-{row['equipment']}"
        return f"{self.on}.{self.meal}.{dish_mark(row['dish'] or '')}"

    def _rows(self):
        county_id, kind = self.viewer.county_id, self.kind
        if kind.of == "equipment":
            machines = [one for one in self.machines if one.active and one.kind in kind.equipment]
            return [
                {"equipment": one.id, "says": one.name, "kind": one.kind, "range": self._range_of(one.kind)}
                for one in machines
            ]
        if kind.of == "dish":
            there = queries.records(county_id, self.canteen.id, ("sample",), self.on, self.on)
            sampled = {one.fields["dish"] for one in there if one.meal == self.meal}
            rows = [
                {"dish": dish, "category": guessed_category(dish), "given": "1", "taken": dish in sampled}
                for dish in self.dishes
            ]
            return rows + [{} for _ in range(_MORE_DISHES)]
        if kind.of == "sample":
            due = queries.due(county_id, self.canteen.id, self.now.date(), self.now)
            return [
                {"number": one.number, "says": one.says, "meal": one.meal, "state": one.state, "until": one.due_at}
                for one in due
                if one.kind == "disposal" and one.state != "done"
            ]
        return []

    @property
    def range(self):
        """Of a sample's form, the range out of which the measure taken is asked for: field, places, least, most."""
        return ("temperature", 1, *COLD) if self.kind.code == "sample" else None

    def _range_of(self, machine):
        return ("degrees", 1, *RANGES[machine]) if self.kind.code == "temperature" else None

    @property
    def names(self):
        """Names to tap: who accompanied meals lately and the principals, or the canteen's people."""
        if not self.kind.by_school:
            return [one.name for one in self.staff]
        since = self.on - timedelta(days=30)
        lately = queries.records(self.viewer.county_id, self.canteen.id, (self.kind.code,), since, self.on)
        named = [one.principal for one in self.schools if one.principal]
        named += [one.fields["person"] for one in reversed(lately)]
        return list(dict.fromkeys(named))[:8]

    def _schools_to_accompany(self):
        county_id, viewer = self.viewer.county_id, self.viewer
        ids = {school_id for some in self.meals.values() for school_id in some} or {
            self.canteen.school_id,
            *schools.schools_fed_by(county_id, self.canteen.id, self.on),
        }
        found = schools.schools_of(county_id, ids)
        if viewer.may("keep_records", canteen=self.canteen):
            return found
        return [one for one in found if viewer.may("record_accompanied", school=one)]

    def _finding(self):
        place = finding_place(self.about)
        if place is None:
            return None
        kind, check, item = place
        known = queries.current(self.viewer.county_id, self.canteen.id, kind, [check]).get(check)
        found = open_findings(known.fields) if known and not known.withdrawn else ()
        return next((one for one in found if one["item"] == item), None)
