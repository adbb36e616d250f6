"""What the split of a week into its causes needs: menus, reference prices, what was issued and who was planned."""

from collections import defaultdict
from fractions import Fraction

from mealwatch.catalogue import queries as catalogue
from mealwatch.menus import queries as menus
from mealwatch.menus.domain.menu import rows_for
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.causes import Plate, causes
from mealwatch.spend.queries.grounds import grounds
from mealwatch.stock.queries import prices


def causes_of(county_id, figures):
    """The Causes of a pupil group's week."""
    return causes_of_all(county_id, figures.week, [figures])[0]


def causes_of_all(county_id, week, some):
    """The Causes of some groups' weeks, in their order, with a fixed number of statements."""
    school_ids = {figures.group.school_id for figures in some}
    pots = grounds(county_id, week, *school_ids)
    kitchen = _Kitchen(county_id, week, pots, school_ids)
    return [_causes(figures, pots, kitchen) for figures in some]


def _causes(figures, pots, kitchen):
    unknown = kitchen.unknown = set()
    plates = []
    for day in figures.days:
        for place, meal in enumerate(day.meals):
            pot = meal.pot
            at = pot.canteen_id, pot.on, pot.meal
            ground = pots.get(at)
            plates.append(
                Plate(
                    0 if place else day.subsidy_fen,
                    meal.counts,
                    pot.fen,
                    pot.eaters,
                    kitchen.planned(at, figures.group.group_id),
                    kitchen.planned_pot(at, ground),
                    kitchen.at_reference(at, ground),
                )
            )
        if not day.meals:
            plates.append(Plate(day.subsidy_fen, False, 0, 0, None, Fraction(0), Fraction(0)))
    return causes(plates, sorted(unknown))


class _Kitchen:
    """Menus and reference prices of the canteens of a week. ``unknown`` gathers what has no price or amount."""

    def __init__(self, county_id, week, pots, school_ids):
        canteen_ids = {canteen_id for canteen_id, _, _ in pots}
        self._menus = defaultdict(list)
        for row in menus.menu_rows(county_id, week.monday, week.sunday, canteen_ids=canteen_ids):
            self._menus[row.canteen_id, row.dated_on, row.meal].append(row)
        named = {row.ingredient_id for rows in self._menus.values() for row in rows}
        self._ingredients = {one.id: one for one in catalogue.ingredients_of(county_id, named)} if named else {}
        self._prices = prices.reference(county_id, canteen_ids, named, week.monday) if named else {}
        sharing = schools.groups_sharing_pots(county_id, school_ids)
        self._roll = schools.roll_of(county_id, group_ids=[group.id for group in sharing])
        self._worked_out = {}
        self.unknown = set()

    def planned(self, at, group_id):
        """v0: what the menu of the group's band costs per pupil at reference prices; None without a menu."""
        enrolment = self._roll.on(group_id, at[1])
        return self._of_band(at, enrolment.age_band if enrolment else "")

    def planned_pot(self, at, pot):
        """P0: the menu for every group that the canteen feeds that day: enrolled pupils, and the staff recorded."""
        canteen_id, on, _ = at
        staff = {head.group.group_id: head.record[2] for head in (pot.heads if pot else ()) if head.record}
        total = Fraction(0)
        for row in self._roll.fed_by(canteen_id, on):
            heads = row.beneficiaries + row.other_pupils + staff.get(row.group_id, 0)
            total += (self._of_band(at, row.age_band) or 0) * heads
        return total

    def at_reference(self, at, pot):
        """The goods issued to this pot at reference prices; what is on no menu at its own."""
        on_menu = {row.ingredient_id for row in self._menus.get(at, ())}
        total = Fraction(0)
        for part in pot.parts if pot else ():
            ingredient_id = part.line.ingredient_id
            if ingredient_id in on_menu:
                total += part.quantity * self._prices.get((at[0], ingredient_id), 0)
            else:
                total += part.cost_fen
        return total

    def _of_band(self, at, age_band):
        """A menu's cost per pupil of an age band at reference prices, worked out once."""
        if (at, age_band) not in self._worked_out:
            rows = rows_for(self._menus.get(at, ()), age_band)
            self._worked_out[at, age_band] = self._priced(at[0], rows) if rows else (None, frozenset())
        cost, unknown = self._worked_out[at, age_band]
        self.unknown |= unknown
        return cost

    def _priced(self, canteen_id, rows):
        """``(fen, names of the ingredients without a price or an amount)``; those cost nothing."""
        total, unknown = Fraction(0), set()
        for row in rows:
            ingredient = self._ingredients[row.ingredient_id]
            price = self._prices.get((canteen_id, row.ingredient_id))
            share, grams = ingredient.edible_share, ingredient.grams
            if price is None or row.mg_per_pupil is None or share is None or grams is None:
                unknown.add(ingredient.name)
            else:
                total += Fraction(row.mg_per_pupil, 1000) / share / grams * price
        return total, unknown
