"""One meal of a canteen's day as it stands: who is fed, what is planned, what lies in the store, what is recorded."""

from collections import defaultdict
from datetime import timedelta
from functools import cached_property

from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.desk.domain.bar import bar, worst_first
from mealwatch.desk.planned import menu_of, planned
from mealwatch.kernel.week import Week
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.menus.domain.menu import MEALS
from mealwatch.menus.domain.needs import needs
from mealwatch.menus.domain.packages import per_day, whole_packages
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.figures import figures
from mealwatch.stock.domain.documents import LONGEST_USE
from mealwatch.stock.queries import books, documents, supplied, usage

#: How far back a package in use may have been issued: sixty supply days, holidays included.
_PACKAGES_BACK = timedelta(days=200)
USED_WITHIN = timedelta(days=60)
_WEEK = timedelta(weeks=1)


class Day:
    """What the page of one canteen, day and meal is made of; parts are asked for once, when they are needed."""

    def __init__(self, county_id, canteen, on, meal, today):
        self.county_id, self.canteen, self.on, self.today = county_id, canteen, on, today
        self.week = Week.of(on)
        self.school = schools.school_by_id(county_id, canteen.school_id)
        own = schools.schools_fed_by(county_id, canteen.id, on)
        self.school_ids = own or {canteen.school_id}
        groups = schools.groups_sharing_pots(county_id, self.school_ids)
        self.groups = {group.id: group for group in groups}
        self.schools = {one.id: one for one in schools.schools_of(county_id)}
        self.roll = schools.roll_of(county_id, group_ids=list(self.groups))
        self.fed = sorted(
            self.roll.fed_by(canteen.id, on),
            key=lambda row: (self.schools[self.groups[row.group_id].school_id].code, self.groups[row.group_id].code),
        )
        self.meals = self._meals()
        self.meal = meal if meal in MEALS else self._first_meal()
        self.contractor = self.school.supply_mode == "contractor"

    @cached_property
    def supply(self):
        ids = {group.school_id for group in self.groups.values()}
        return schools.supply_of(self.county_id, None, None, school_ids=ids)

    @cached_property
    def subsidised(self):
        """The groups (ids) for which this meal carries the subsidy that day."""
        return self._subsidised(self.meal)

    @cached_property
    def due(self):
        """The groups that must have a record of this meal."""
        return {row.group_id for row in self.fed if row.group_id in self.subsidised and self.has(row.group_id)}

    @property
    def is_supply_day(self):
        return any(self.has(row.group_id) for row in self.fed)

    @cached_property
    def is_closed(self):
        """Whether the week is closed for a school that the canteen feeds."""
        known = counties.closed_weeks(self.county_id, school_ids=self.school_ids, first=self.on, last=self.on)
        return any((school_id, self.week.monday) in known for school_id in self.school_ids)

    @cached_property
    def records(self):
        """``{group id: (beneficiaries, others, staff)}`` of this meal."""
        return meals.served(self.county_id, self.on, self.on, group_ids=list(self.groups)).get((self.on, self.meal), {})

    @cached_property
    def class_sums(self):
        return meals.sums(self.county_id, self.school_ids, self.on, self.meal)

    @cached_property
    def figures(self):
        """The week's figures of the groups that are fed here that day, with their facts."""
        wanted = {row.group_id for row in self.fed}
        found = figures(self.county_id, self.week, self.week, self.school_ids)
        return [one for one in found if one.group.group_id in wanted and one.meals is not None]

    @cached_property
    def menu(self):
        """``{(canteen id, date, meal): rows}`` of the week."""
        ids = {self.canteen.id, *(meal.canteen_id for one in self.figures for meal in one.meals or ())}
        return menu_of(self.county_id, self.week, ids)

    @cached_property
    def ingredients(self):
        return {one.id: one for one in catalogue.ingredients_of(self.county_id)}

    @cached_property
    def planned(self):
        """``{group id: {(date, meal): exact fen a pupil by the menu, None where it cannot be told}}``."""
        return planned(self.county_id, self.figures, self.menu, self.roll, self.today, self.ingredients)

    @cached_property
    def bars(self):
        """The running figure of each group as the ledger has it, the one that needs somebody first."""
        return worst_first(bar(one, self.planned[one.group.group_id], self.on, self.today) for one in self.figures)

    @cached_property
    def lots(self):
        """``{ingredient id: lots that an issue of that day may draw, in their turn}``."""
        found = defaultdict(list)
        for lot in sorted(books.open_lots(self.county_id, self.canteen.id), key=lambda lot: lot.turn()):
            if lot.received_on <= self.on and not lot.expired(self.on):
                found[lot.ingredient_id].append(lot)
        return found

    @cached_property
    def needs(self):
        """``{ingredient id: Need}`` of this meal for the heads that are recorded."""
        return self.needs_for(self._by_band(self.records))

    def needs_for(self, eaters):
        """``{ingredient id: Need}`` for {age band: heads}; every band that is fed here is in it."""
        eaters = {row.age_band: 0 for row in self.fed} | eaters
        return needs(self.menu.get((self.canteen.id, self.on, self.meal), ()), eaters, self.ingredients)

    @cached_property
    def packages(self):
        """``{ingredient id: Package}`` of what is issued whole, by the menus of the week for all who are enrolled."""
        days = sorted({key[1] for key in self.menu if key[0] == self.canteen.id})
        wanted = []
        for day in days:
            eaters, total = self._enrolled(day), defaultdict(int)
            for key, rows in self.menu.items():
                if key[:2] == (self.canteen.id, day):
                    for one in needs(rows, eaters, self.ingredients).values():
                        total[one.ingredient_id] += one.base or 0
            wanted.append(dict(total))
        if not wanted:
            return {}
        daily, since = per_day(wanted), self.on - _PACKAGES_BACK
        issued = supplied.packages_issued(self.county_id, self.canteen.id, since, list(daily))
        return whole_packages(
            daily,
            issued,
            self.ingredients,
            on=self.on,
            supply_days=[day for day in self.supply.canteen_plan(self.canteen.id) if day >= since],
            held={one: sum(lot.left for lot in lots) for one, lots in self.lots.items()},
        )

    @cached_property
    def plan(self):
        """The canteen's supply days from this day on, as many as a cost can be spread over."""
        locks = counties.locks_of(self.county_id, {self.canteen.id}, first=self.on)
        return self.supply.with_locks(locks).canteen_days_from(self.canteen.id, self.on, LONGEST_USE)

    @cached_property
    def used(self):
        return usage.used_of(self.county_id, self.canteen.id, self.today - USED_WITHIN)

    @cached_property
    def issues(self):
        """The standing issues of this meal as (head, lines)."""
        return self.issues_on(self.on)

    def issues_on(self, on):
        """The standing issues of this meal on a day as [(head, lines), ...]."""
        wanted = documents.Filter((self.canteen.id,), ("issue",), on, on)
        heads = [
            one
            for one in documents.documents_of(self.county_id, wanted)
            if one.meal == self.meal and not one.reversed_on
        ]
        lines = documents.lines_of(self.county_id, "issue", [one.id for one in heads]) if heads else []
        return [(head, [line for line in lines if line.document_id == head.id]) for head in heads]

    @cached_property
    def deliveries(self):
        """The standing delivery notes of this meal."""
        wanted = documents.Filter((self.canteen.id,), ("delivery",), self.on, self.on)
        found = documents.documents_of(self.county_id, wanted)
        return [one for one in found if one.meal == self.meal and not one.reversed_on]

    @cached_property
    def to_copy(self):
        """(the day, its lines) of the same day of last week, None where nothing was issued."""
        before = self.on - _WEEK
        lines = [line for _head, lines in self.issues_on(before) for line in lines]
        return (before, lines) if lines else None

    @cached_property
    def closures(self):
        """The requests for this day of the schools fed here."""
        found = schools.closure_requests_of(self.county_id, school_ids=self.school_ids)
        return [one for one in found if one.dated_on == self.on]

    def has(self, group_id):
        """Whether it is a supply day of the group."""
        return self.supply.has(group_id, self.on)

    def name_of(self, row):
        """The group's name, with its school's where that is not the canteen's own."""
        school = self.schools[self._school_of(row)]
        return row.name if school.id == self.canteen.school_id else f"{school.name} {row.name}"

    def _subsidised(self, meal):
        standards = self._standards
        return {
            row.group_id
            for row in self.fed
            if any(
                name == meal
                for name, _x in standards.subsidised(self.groups[row.group_id].school_id, row.group_id, self.on)
            )
        }

    @cached_property
    def _standards(self):
        return schools.standards_of(self.county_id, {group.school_id for group in self.groups.values()})

    def _meals(self):
        """(meal, whether it carries the subsidy for somebody) in the order of the day: planned, recorded or owed."""
        served = meals.served(self.county_id, self.on, self.on, group_ids=list(self.groups))
        planned = menus.menu_rows(self.county_id, self.on, self.on, canteen_ids=[self.canteen.id])
        named = {meal for _, meal in served} | {row.meal for row in planned} | {"lunch"}
        named |= {name for row in self.fed for name in self._standards.on(self._school_of(row), row.group_id, self.on)}
        return [(meal, bool(self._subsidised(meal))) for meal in MEALS if meal in named]

    def _first_meal(self):
        return next((meal for meal, carries in self.meals if carries), self.meals[0][0])

    def _school_of(self, row):
        return self.groups[row.group_id].school_id

    def _by_band(self, records):
        found = defaultdict(int)
        for row in self.fed:
            found[row.age_band] += sum(records.get(row.group_id, ()))
        return dict(found)

    def _enrolled(self, day):
        found = defaultdict(int)
        for row in self.roll.fed_by(self.canteen.id, day):
            found[row.age_band] += row.beneficiaries + row.other_pupils
        return dict(found)
