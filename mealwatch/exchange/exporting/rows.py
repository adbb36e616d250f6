"""The rows of every file, as values in the order of the format's columns; streams, whatever the number of weeks.

Quantities are in base units: a package may hold something else tomorrow. The
order of entry is written as ranks from 1, so that gaps in the county's numbers
leave no trace.
"""

from array import array
from bisect import bisect_left
from fractions import Fraction
from heapq import merge

from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.exchange.exporting.as_closed import AsClosed
from mealwatch.exchange.format import DOCUMENT_FILES
from mealwatch.kernel.checks import FIRST_DAY, LAST_DAY
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.quantity import plain
from mealwatch.kernel.week import Week
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.statements import standing
from mealwatch.stock.queries import whole as stock


class CountyRows:
    """A county's books. ``rows(name)`` iterates over one file's rows of text."""

    def __init__(self, county_id):
        self._county_id = county_id
        self._schools = _by_code(schools.schools_of(county_id))
        self._canteens = _by_code(schools.canteens_of(county_id))
        self._groups = _by_code(schools.groups_of(county_id))
        self._ingredients = _by_code(catalogue.ingredients_of(county_id))
        self._suppliers = _by_code(catalogue.suppliers_of(county_id))
        self._closings = standing(county_id, Week.of(FIRST_DAY), Week.of(LAST_DAY))
        self._as_closed = AsClosed(county_id, self._closings)
        self._numbers = array("q", merge(stock.numbers(county_id), (row.posted for row in self._closings)))
        self._file_of = {file.name: kind for kind, file in DOCUMENT_FILES.items()}

    def rows(self, name):
        """The rows of a file as lists of text, empty text for what is unknown."""
        found = self._documents(self._file_of[name]) if name in self._file_of else getattr(self, f"_file_{name}")()
        return ([_written(value) for value in row] for row in found)

    def _file_policies(self):
        for row in counties.policies_of(self._county_id):
            yield row.from_date, fen_as_yuan(row.subsidy_fen), row.deciding, fen_as_yuan(row.tolerance_fen)

    def _file_schools(self):
        for row in self._schools.values():
            yield row.code, row.name, row.town, row.school_type, row.supply_mode, row.principal

    def _file_canteens(self):
        for row in self._canteens.values():
            yield row.code, self._schools[row.school_id].code, row.name

    def _file_pupil_groups(self):
        rows = {(row.group_id, row.from_date): row for row in schools.enrolments_of(self._county_id)}
        rows |= self._as_closed.enrolments
        for row in sorted(rows.values(), key=lambda row: (*self._group(row.group_id), row.from_date)):
            canteen = self._canteens[row.canteen_id].code
            yield (
                *self._group(row.group_id),
                row.name,
                row.age_band,
                canteen,
                row.from_date,
                row.beneficiaries,
                row.other_pupils,
            )

    def _file_meal_standards(self):
        rows = {tuple(row[:4]): tuple(row[4:]) for row in schools.standard_rows(self._county_id)}
        rows |= self._as_closed.standards
        placed = [(self._scope(*key[:2]), *key[2:], *said) for key, said in rows.items()]
        for scope, from_date, meal, subsidised, top_up_fen in sorted(placed):
            yield *scope, from_date, meal, "yes" if subsidised else "no", fen_as_yuan(top_up_fen)

    def _file_calendar(self):
        rows = {tuple(row[:3]): (row.day_type, row.note) for row in schools.calendar_rows(self._county_id)}
        rows |= {key: (day_type, None) for key, day_type in self._as_closed.calendar.items()}
        placed = [(key[0], self._scope(*key[1:]), said) for key, said in rows.items()]
        for on, scope, (day_type, note) in sorted(placed, key=lambda row: row[:2]):
            yield on, day_type, *scope, note

    def _file_ingredients(self):
        for row in self._ingredients.values():
            yield (
                row.code,
                row.name,
                row.food_group,
                row.base_unit,
                row.package_name,
                row.package_content,
                row.grams_per_unit,
                row.edible_percent,
            )

    def _file_suppliers(self):
        for row in self._suppliers.values():
            licence = row.licence_no, row.licence_from, row.licence_expires_on
            yield row.code, row.name, *licence, row.contact, row.phone

    def _documents(self, kind):
        said = getattr(self, f"_{kind}")
        for row in stock.lines_of_kind(self._county_id, kind):
            meal = (row["meal"],) if kind in ("issue", "delivery") else ()
            yield (
                self._canteens[row["canteen_id"]].code,
                row["doc_no"],
                row["dated_on"],
                *meal,
                *said(row),
                self._rank(row["document_id"]),
                _entered(row),
            )

    def _opening(self, row):
        people = row["counted_by"], row["witnessed_by"]
        return (*self._quantity(row, "quantity"), fen_as_yuan(row["amount_fen"]), row["expires_on"], *people)

    def _receipt(self, row):
        names = ("batch_no", "produced_on", "expires_on", "buyer", "acceptor_1", "acceptor_2")
        return (
            *self._quantity(row, "quantity"),
            fen_as_yuan(row["amount_fen"]),
            self._supplier(row),
            *(row[name] for name in names),
        )

    def _issue(self, row):
        use_days = row["use_days"] if row["use_days"] > 1 else None
        return (*self._quantity(row, "quantity"), use_days, row["storekeeper"], row["collector"])

    def _delivery(self, row):
        food_cost = row["food_cost_fen"]
        return (
            row["portions"],
            fen_as_yuan(row["amount_fen"]),
            None if food_cost is None else fen_as_yuan(food_cost),
            self._supplier(row),
            row["acceptor_1"],
            row["acceptor_2"],
        )

    def _loss(self, row):
        return (*self._quantity(row, "quantity"), row["reason"], row["approved_by"])

    def _stocktake(self, row):
        return (*self._quantity(row, "counted"), row["reason"], row["counted_by"], row["witnessed_by"])

    def _file_reversals(self):
        for row in stock.reversals_of(self._county_id):
            yield (
                self._canteens[row["canteen_id"]].code,
                row["kind"],
                row["doc_no"],
                row["dated_on"],
                row["reason"],
                row["reversed_by"],
                self._rank(row["id"]),
                _entered(row),
            )

    def _file_meals(self):
        """The database keeps them by day; within a day they stand by the codes of school and group."""
        of_day, day = [], None
        for row in meals.standing_records(self._county_id):
            if row.dated_on != day:
                yield from sorted(of_day)
                of_day, day = [], row.dated_on
            entered_at = "" if row.imported else _instant(row.entered_at)
            served = row.beneficiaries, row.other_pupils, row.staff
            of_day.append((*self._group(row.group_id), row.dated_on, row.meal, *served, entered_at))
        yield from sorted(of_day)

    def _file_menus(self):
        for canteen in self._canteens.values():
            for row in menus.menu_rows(self._county_id, FIRST_DAY, LAST_DAY, canteen_ids=[canteen.id]):
                grams = None if row.mg_per_pupil is None else plain(Fraction(row.mg_per_pupil, 1000))
                ingredient = self._ingredients[row.ingredient_id].code
                yield canteen.code, row.dated_on, row.meal, row.dish, ingredient, grams, row.age_band

    def _file_closings(self):
        for row in self._closings:
            school = self._schools[row.school_id].code
            yield school, row.week, _instant(row.closed_at), row.closed_by, self._rank(row.posted)

    def _group(self, group_id):
        group = self._groups[group_id]
        return self._schools[group.school_id].code, group.code

    def _scope(self, school_id, group_id):
        school = self._schools[school_id].code if school_id else ""
        return school, self._groups[group_id].code if group_id else ""

    def _quantity(self, row, name):
        ingredient = self._ingredients[row["ingredient_id"]]
        return ingredient.code, row[name], ingredient.base_unit

    def _supplier(self, row):
        return None if row["supplier_id"] is None else self._suppliers[row["supplier_id"]].code

    def _rank(self, number):
        return bisect_left(self._numbers, number) + 1


def _by_code(rows):
    """``{id: row}`` in the order of codes, whatever order the database thinks right for text."""
    return {row.id: row for row in sorted(rows, key=lambda row: row.code)}


def _entered(row):
    return None if row["imported"] else _instant(row["entered_at"])


def _instant(moment):
    return moment.isoformat(timespec="seconds")


def _written(value):
    return "" if value is None else str(value)
