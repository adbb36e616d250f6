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
    pots = grounds(county_id, week, *{figures.group.school_id for figures in some})
    kitchen = _Kitchen(county_id, week, pots)
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
    """Menus and reference prices of the canteens of a week."""

    def __init__(self, county_id, week, pots):
        canteen_ids = {canteen_id for canteen_id, _, _ in pots}
        self._menus = defaultdict(list)
        for row in menus.menu_rows(county_id, week.monday, week.sunday, canteen_ids=canteen_ids):
            self._menus[row.canteen_id, row.dated_on, row.meal].append(row)
        named = {row.ingredient_id for rows in self._menus.values() for row in rows}
        self._ingredients = {one.id: one for one in catalogue.ingredients_of(county_id, named)} if named else {}
        self._prices = prices.reference(county_id, canteen_ids, named, week.monday) if named else {}
        group_ids = {head.group.group_id for pot in pots.values() for head in pot.heads}
        self._roll = schools.roll_of(county_id, group_ids=group_ids)
        self.unknown = set()

    def planned(self, at, group_id):
        """v0: what the menu of the group's band costs per pupil at reference prices; None without a menu."""
        enrolment = self._roll.on(group_id, at[1])
        rows = rows_for(self._menus.get(at, ()), enrolment.age_band if enrolment else "")
        return sum((self._cost(at[0], row) for row in rows), Fraction(0)) if rows else None

    def planned_pot(self, at, pot):
        """P0: the menu for everyone planned at this pot: enrolled pupils, and the staff recorded with them."""
        total = Fraction(0)
        for head in pot.heads if pot else ():
            staff = head.record[2] if head.record else 0
            planned = self.planned(at, head.group.group_id)
            total += (planned or 0) * (head.beneficiaries + head.other_pupils + staff)
        return total

    def at_reference(self, at, pot):
        """The goods issued to this pot at reference prices; what is on no menu at its own."""
        on_menu = {row.ingredient_id for row in self._menus.get(at, ())}
        total = Fraction(0)
        for part in pot.parts if pot else ():
            ingredient_id = part.line.ingredient_id
            if ingredient_id in on_menu:
                total += part.quantity * self._price(at[0], ingredient_id)
            else:
                total += part.cost_fen
        return total

    def _cost(self, canteen_id, row):
        ingredient = self._ingredients[row.ingredient_id]
        if None in (row.mg_per_pupil, ingredient.edible_share, ingredient.grams):
            self.unknown.add(ingredient.name)
            return Fraction(0)
        units = Fraction(row.mg_per_pupil, 1000) / ingredient.edible_share / ingredient.grams
        return units * self._price(canteen_id, row.ingredient_id)

    def _price(self, canteen_id, ingredient_id):
        price = self._prices.get((canteen_id, ingredient_id))
        if price is None:
            self.unknown.add(self._ingredients[ingredient_id].name)
            return Fraction(0)
        return price
