"""What is known when somebody orders: the days with a menu, the heads to cook for, the store, what is on its way."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from mealwatch.catalogue import queries as catalogue
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.purchasing import queries
from mealwatch.purchasing.domain import proposal
from mealwatch.schools import queries as schools
from mealwatch.stock.queries import ledger, supplied

#: How far ahead a day can be ordered for, and how far back heads and suppliers are remembered.
AHEAD, HEADS_BACK, SUPPLIERS_BACK = timedelta(days=21), timedelta(days=30), timedelta(days=180)


@dataclass(frozen=True)
class Eaters:
    """Those of one pupil group who eat a meal, staff with them: recorded last, or enrolled where nothing was."""

    group_id: int
    code: str
    name: str
    meal: str
    heads: int


class Kitchen:
    """A canteen seen on a day: its supply days to come, their menus, its groups."""

    def __init__(self, county_id, canteen, today):
        self.county_id, self.canteen, self.today = county_id, canteen, today
        last = today + AHEAD
        self.supply_days = schools.canteen_supply_days(county_id, canteen.id, today, last)
        rows = menus.menu_rows(county_id, today, last, canteen_ids=[canteen.id])
        self.menus = defaultdict(list)
        for row in rows:
            self.menus[row.dated_on, row.meal].append(row)
        self.days = [on for on in self.supply_days if on > today and any(place[0] == on for place in self.menus)]
        self._read_groups(today, last)

    def _read_groups(self, first, last):
        places = self.supply_days or [first]
        fed = {school for on in (places[0], places[-1]) for school in self._fed(on)}
        named = {school.id: school.name for school in schools.schools_of(self.county_id, fed)}
        self.groups = schools.groups_of(self.county_id, fed)
        self.supply = schools.supply_of(self.county_id, first, last, school_ids=fed)
        self.roll = schools.roll_of(self.county_id, fed)
        self._names = {group.id: named[group.school_id] for group in self.groups} if len(named) > 1 else {}
        self._recorded = {}
        ids = [group.id for group in self.groups]
        for row in meals.meal_rows(self.county_id, self.today - HEADS_BACK, self.today, group_ids=ids):
            heads = row.beneficiaries + row.other_pupils + row.staff
            self._recorded.setdefault(row.group_id, {})[row.meal] = heads

    def _fed(self, on):
        return schools.schools_fed_by(self.county_id, self.canteen.id, on)

    def eaters(self, days):
        """Eaters of every group and meal that the menus of these days feed, as they are known, by group and meal."""
        wanted = {meal for on, meal in self.menus if on in days}
        found = []
        for group in self.groups:
            rows = [self._enrolled(group, on) for on in days]
            row = next((one for one in rows if one), None)
            if row is None:
                continue
            name = " ".join(part for part in (self._names.get(group.id), row.name) if part)
            recorded = self._recorded.get(group.id, {})
            for meal in sorted(wanted, key=_MEALS.index):
                enrolled = row.beneficiaries + row.other_pupils if not recorded else 0
                found.append(Eaters(group.id, group.code, name, meal, recorded.get(meal, enrolled)))
        return found

    def by_band(self, days, heads):
        """``{(date, meal): {age band: heads}}`` for ``proposal.wanted``; ``heads``: {(group id, meal): heads}."""
        found = {}
        for on, meal in self.menus:
            if on not in days:
                continue
            bands = defaultdict(int)
            for group in self.groups:
                row = self._enrolled(group, on)
                if row:
                    bands[row.age_band] += heads.get((group.id, meal), 0)
            found[on, meal] = dict(bands)
        return found

    def propose(self, days, heads):
        """``{ingredient_id: Proposal}`` for the menus of these days."""
        county_id, canteen_id = self.county_id, self.canteen.id
        ingredients = {one.id: one for one in catalogue.ingredients_of(county_id)}
        issued = supplied.meals_issued(county_id, canteen_id, self.today, max(days))
        earlier = [on for on in self.supply_days if on < min(days)]
        before = {place: rows for place, rows in self.menus.items() if place[0] in earlier and place not in issued}
        usual = {(one.group_id, one.meal): one.heads for one in self.eaters(earlier)} | heads
        chosen = {place: rows for place, rows in self.menus.items() if place[0] in days}
        coming = defaultdict(int)
        for order in queries.open_orders(county_id, canteen_id):
            if order.deliver_on <= max(days):
                for ingredient_id, base in order.coming().items():
                    coming[ingredient_id] += base
        return proposal.proposals(
            proposal.wanted(chosen, self.by_band(days, heads), ingredients),
            proposal.wanted(before, self.by_band(earlier, usual), ingredients),
            ledger.usable(county_id, canteen_id, min(days)),
            coming,
            ingredients,
        )

    def suppliers(self):
        """``{ingredient_id: supplier id}``: from whom the canteen last bought each."""
        return supplied.last_suppliers(self.county_id, self.canteen.id, self.today - SUPPLIERS_BACK)

    def presets(self):
        """(code, days) of the usual choices: next, week (what is left of this one), next_week; empty ones left out."""
        monday = self.today - timedelta(days=self.today.weekday())
        week = [on for on in self.days if on < monday + timedelta(days=7)]
        following = [on for on in self.days if timedelta(days=7) <= on - monday < timedelta(days=14)]
        found = [("next", self.days[:1]), ("week", week), ("next_week", following)]
        return [(code, days) for code, days in found if days]

    def _enrolled(self, group, on: date):
        """The group's enrolment on a day on which this canteen feeds it, or None."""
        row = self.roll.on(group.id, on)
        if row is None or row.canteen_id != self.canteen.id or not self.supply.has(group.id, on):
            return None
        return row


_MEALS = ("breakfast", "lunch", "dinner", "snack")
