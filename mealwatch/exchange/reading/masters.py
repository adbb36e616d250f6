"""Reading policies, schools, canteens, pupil groups, meal standards, the calendar, ingredients and suppliers.

They are few and stay in memory: rows as the services take them, and registers
of codes for the files that come after.
"""

from dataclasses import dataclass, field

from mealwatch.catalogue.domain import checks as catalogue
from mealwatch.counties.domain.policy import Policy, faults
from mealwatch.exchange.choices import UNITS
from mealwatch.exchange.errors import records as errors
from mealwatch.exchange.reading.rows import SPOILED
from mealwatch.kernel import checks
from mealwatch.kernel.quantity import Measure
from mealwatch.schools.domain import checks as schools


@dataclass
class Masters:
    """Rows for the bulk services, in file order."""

    policies: list = field(default_factory=list)
    schools: list = field(default_factory=list)
    canteens: list = field(default_factory=list)
    pupil_groups: list = field(default_factory=list)
    meal_standards: list = field(default_factory=list)
    calendar: list = field(default_factory=list)
    ingredients: list = field(default_factory=list)
    suppliers: list = field(default_factory=list)
    #: The row numbers of each file's rows, in the same order.
    numbers: dict = field(default_factory=dict)


#: What the services refuse of a row in itself, and the columns in which it stands in a file.
_RULES = {
    "policies": lambda row: faults(Policy(**{name: value for name, value in row.items() if value is not None})),
    "schools": schools.school,
    "canteens": schools.canteen,
    "pupil_groups": schools.group_state,
    "meal_standards": schools.standard,
    "calendar": schools.calendar_day,
    "ingredients": catalogue.ingredient,
    "suppliers": catalogue.supplier,
}
_COLUMNS = {
    "dated_on": "date",
    "top_up_fen": "top_up_yuan",
    "subsidy_fen": "subsidy_yuan",
    "tolerance_fen": "tolerance_yuan",
}


class MasterReader:
    """Takes the rows of one master file. ``keys`` remembers what stood where."""

    def __init__(self, rows, masters):
        self._rows, self._known = rows, rows.known
        self._into = getattr(masters, rows.file.name)
        self._numbers = masters.numbers.setdefault(rows.file.name, [])
        self._rule = _RULES[rows.file.name]
        self._take = getattr(self, f"_{rows.file.name}")
        self._keys = {}

    def take(self, values):
        self._take(*values)

    def _once(self, column, key, shown):
        """Whether a key comes for the first time; a second time is a fault."""
        if SPOILED in key:
            return False
        first = self._keys.setdefault(key, self._rows.number)
        if first == self._rows.number:
            return True
        self._rows.refuse(column, errors.KeyTwice(first=first, key=shown), shown)
        return False

    def _keep(self, row, *, optional=()):
        """Hand a row on, without the optional columns that the file does not have; a spoiled row is let go."""
        if SPOILED in row.values():
            return False
        problems = list(self._rule(row))
        for problem in problems:
            self._rows.refuse(_COLUMNS.get(problem.field, problem.field), problem)
        if problems:
            return False
        self._numbers.append(self._rows.number)
        self._into.append({name: row[name] for name in row if name not in optional or name in self._rows.given})
        return True

    def _define(self, thing, code, names=(), within=None):
        """The ref of a code that this row gives a meaning to; None where it cannot be one."""
        register = self._known.register(thing)
        if code is SPOILED or within is SPOILED:
            register.complete = False
            return None
        for problem in checks.code(f"{thing}_code", code):
            self._rows.refuse(f"{thing}_code", problem, code)
            register.complete = False
            return None
        names = [name for name in names if name is not SPOILED]
        return register.add(code if within is None else (within, code), names=names)

    def _policies(self, from_date, subsidy_fen, deciding, tolerance_fen):
        row = {"from_date": from_date, "subsidy_fen": subsidy_fen, "tolerance_fen": tolerance_fen}
        row["deciding"] = deciding or "spend"
        if self._once("from_date", (from_date,), from_date):
            self._keep(row)

    def _schools(self, code, name, town, school_type, supply_mode, principal):
        ref = self._define("school", code, [name])
        if ref is None or not self._once("school_code", (code,), code):
            return
        self._known.school_names[ref] = name if name is not SPOILED else ""
        row = {"code": code, "name": name, "town": town, "school_type": school_type, "supply_mode": supply_mode}
        self._keep(row | {"principal": principal}, optional=("principal",))

    def _canteens(self, code, school, name):
        ref = self._define("canteen", code)
        if ref is None or not self._once("canteen_code", (code,), code):
            return
        if school is not SPOILED and name is not SPOILED:
            self._known.add_canteen(code, name, school)
            self._keep({"code": code, "school_code": self._known.school.codes[school], "name": name})

    def _pupil_groups(self, school, code, name, age_band, canteen, from_date, beneficiaries, other_pupils):
        ref = self._define("group", code, [name], within=school)
        shown = f"{code} {from_date}"
        if ref is None or not self._once("from_date", (ref, from_date), shown):
            return
        row = {
            "school_code": self._known.school.codes[school],
            "group_code": code,
            "from_date": from_date,
            "name": name,
            "age_band": age_band,
            "canteen_code": canteen if canteen is SPOILED else self._known.canteen.codes[canteen],
            "beneficiaries": beneficiaries,
            "other_pupils": other_pupils,
        }
        if self._keep(row):
            self._known.enrolments[ref, from_date] = canteen, beneficiaries, other_pupils
        else:
            self._known.group.spoiled.add(ref)

    def _meal_standards(self, school, group_code, from_date, meal, subsidised, top_up_fen):
        group = self._rows.group(school, group_code) if group_code is not None else 0
        if SPOILED in (school, group) or not self._once("from_date", (school, group, from_date, meal), from_date):
            return
        self._keep(
            {
                "school_code": self._known.school.codes[school],
                "group_code": self._known.group.shown(group) if group else "",
                "from_date": from_date,
                "meal": meal,
                "subsidised": subsidised if subsidised is SPOILED else subsidised == "yes",
                "top_up_fen": top_up_fen,
            }
        )

    def _calendar(self, on, day_type, school, group_code, note):
        if group_code is not None and school is None:
            self._rows.refuse("group_code", errors.GroupWithoutSchool(value=group_code))
            return
        school = school or 0
        group = self._rows.group(school, group_code) if group_code is not None else 0
        if SPOILED in (on, school, group) or not self._once("date", (on, school, group), on):
            return
        row = {
            "dated_on": on,
            "day_type": day_type,
            "school_code": self._known.school.codes[school] if school else "",
            "group_code": self._known.group.shown(group) if group else "",
            "note": note,
        }
        if self._keep(row, optional=("note",)):
            self._known.calendar[on, school, group] = day_type

    def _ingredients(self, code, name, food_group, base_unit, package_name, package_content, grams, edible):
        ref = self._define("ingredient", code, [name])
        if ref is None or not self._once("ingredient_code", (code,), code):
            return
        known = self._known.measures.get(ref)
        if known and base_unit not in (SPOILED, known.base_unit):
            names = {"ingredient": name if name is not SPOILED else code, "base": UNITS[known.base_unit]}
            self._rows.refuse("base_unit", errors.BaseUnitFixed(value=base_unit, **names))
            base_unit = SPOILED
        row = {
            "code": code,
            "name": name,
            "food_group": food_group,
            "base_unit": base_unit,
            "package_name": package_name,
            "package_content": package_content,
            "grams_per_unit": grams,
            "edible_percent": edible,
        }
        optional = ("package_name", "package_content", "grams_per_unit", "edible_percent")
        if not self._keep(row, optional=optional):
            self._known.ingredient.spoiled.add(ref)
            return
        if known and "package_content" not in self._rows.given:
            package_content = known.package_content
        self._known.measures[ref] = Measure(base_unit, package_content)
        self._known.ingredient_names[ref] = name

    def _suppliers(self, code, name, licence_no, licence_from, licence_expires_on, contact, phone):
        ref = self._define("supplier", code, [name])
        if ref is None or not self._once("supplier_code", (code,), code):
            return
        licence = {"licence_no": licence_no, "licence_from": licence_from, "licence_expires_on": licence_expires_on}
        reached = {"contact": contact, "phone": phone}
        self._keep({"code": code, "name": name} | licence | reached, optional=(*licence, *reached))
