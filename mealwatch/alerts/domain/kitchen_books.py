"""A canteen's menus, issues and heads worked into its weeks and its plates (see kitchen.py)."""

from collections import Counter, defaultdict
from fractions import Fraction
from hashlib import sha256
from itertools import groupby

from mealwatch.alerts.domain.kitchen import Eaters, Good, KitchenWeek, Out, Plate, per_mg, pour, why_not
from mealwatch.menus.domain.menu import rows_for
from mealwatch.spend.domain.spreads import parts_within


def kitchen_of(canteen_id, weeks, menu, issues, eaters, supply_days, ingredients):
    """``({Week: KitchenWeek}, [Plate] of the last week)`` of one canteen.

    ``menu``: MenuLines, ``issues``: IssueLines, ``eaters``: {(date, meal): Eaters}, ``supply_days``: all of the
    canteen's, ascending, ``ingredients``: {id: Ingredient}.
    """
    first, last = weeks[0].monday, weeks[-1].sunday
    week_of = {on: week for week in weeks for on in week.days}
    on_menu, fallen, opened = _by_meal(menu), defaultdict(dict), set()
    whole, lumps = defaultdict(list), defaultdict(set)
    for line in issues:
        measured = ingredients[line.ingredient_id]
        if line.use_days > 1:
            opened.add(line.ingredient_id)
        elif _whole_packages(measured, line.quantity):
            opened.add(line.ingredient_id)
            lumps[week_of.get(line.on)].add(line.ingredient_id)
        if line.use_days == 1:
            whole[week_of.get(line.on)].append((line.on.weekday(), line.meal, line.ingredient_id, line.quantity))
        for on, quantity, fen in _falls(line, supply_days, first, last):
            held = fallen[on, line.meal].get(line.ingredient_id, Out(0, 0))
            fallen[on, line.meal][line.ingredient_id] = Out(held.quantity + quantity, held.fen + fen)
    served = {place: some for place, some in eaters.items() if some.heads or some.missing}
    places = defaultdict(list)
    for place in sorted({*on_menu, *fallen, *served}, key=lambda place: (place[0], place[1])):
        places[week_of[place[0]]].append(place)
    found = {}
    for week in weeks:
        mine = places.get(week, ())
        if mine or whole.get(week):
            found[week] = _week(
                canteen_id, week, mine, on_menu, fallen, eaters, whole.get(week, ()), ingredients, lumps[week]
            )
    plates = [
        Plate(
            canteen_id,
            *place,
            eaters.get(place) or Eaters({}, missing=True),
            {one: _base(mg, ingredients[one]) for one, mg in _asked(on_menu.get(place, ()), eaters.get(place)).items()},
            {one: out.quantity for one, out in fallen.get(place, {}).items()},
            {line.ingredient_id: line.dish for line in reversed(on_menu.get(place, ()))},
            frozenset(opened),
        )
        for place in places.get(weeks[-1], ())
    ]
    return found, plates


def _week(canteen_id, week, places, on_menu, fallen, eaters, whole, ingredients, lumps):
    lacking, heads, out, asked, given = Counter(), Counter(), {}, {}, {}
    judged = 0
    for place in places:
        issued = fallen.get(place, {})
        pour(out, issued)
        told = any(line.mg_per_pupil is not None for line in on_menu.get(place, ()))
        why = why_not(told, eaters.get(place), bool(issued))
        if why:
            lacking[why] += 1
            continue
        judged += 1
        for band, number in eaters[place].bands.items():
            heads[place[1], band] += number
        for one, mg in _asked(on_menu[place], eaters[place]).items():
            held = asked.get(one, 0)
            asked[one] = None if held is None or mg is None else held + mg
        pour(given, issued)
    goods = {
        one: Good(
            _base(asked.get(one, 0), ingredients[one]),
            given[one].quantity if one in given else 0,
            given[one].fen if one in given else 0,
        )
        for one in sorted({*asked, *given})
    }
    planned = {
        (on.weekday(), meal, line.dish, line.ingredient_id)
        for on, meal in places
        for line in on_menu.get((on, meal), ())
    }
    return KitchenWeek(
        canteen_id,
        week,
        judged,
        dict(lacking),
        dict(heads),
        goods,
        out,
        _prints(planned),
        _prints(whole),
        tuple((on.weekday(), meal, eaters[on, meal].heads) for on, meal in places if (on, meal) in eaters),
        frozenset(lumps),
    )


def _by_meal(menu):
    found = defaultdict(list)
    for line in menu:
        found[line.on, line.meal].append(line)
    return dict(found)


def _asked(lines, eaters):
    """Edible milligrams of each ingredient for those who ate; None where the menu does not tell."""
    found = {}
    for band, heads in (eaters.bands if eaters else {}).items():
        for line in rows_for(lines, band):
            held = found.get(line.ingredient_id, 0)
            mg = line.mg_per_pupil
            found[line.ingredient_id] = None if held is None or mg is None else held + mg * heads
    return found


def _base(mg, ingredient):
    """Base units as bought for some edible milligrams; None where it cannot be told."""
    if mg == 0:
        return Fraction(0)
    each = per_mg(ingredient)
    return None if mg is None or each is None else mg * each


def _falls(line, supply_days, first, last):
    """What of a line falls on which day: (date, base units, fen)."""
    if line.use_days == 1:
        if first <= line.on <= last:
            yield line.on, line.quantity, line.fen
        return
    amounts = parts_within(line.quantity, line.use_days, line.on, supply_days, first, last)
    costs = parts_within(line.fen, line.use_days, line.on, supply_days, first, last)
    for (on, quantity), (_, fen) in zip(amounts, costs, strict=True):
        yield on, quantity, fen


def _whole_packages(ingredient, quantity):
    """Whether this is a number of unopened packages of what is weighed or measured."""
    content = ingredient.package_content
    return bool(content) and ingredient.base_unit != "piece" and quantity % content == 0


def _prints(rows):
    """(weekday, fingerprint) of rows that begin with a weekday, in order."""
    by_day = groupby(sorted(rows), key=lambda row: row[0])
    return tuple((day, sha256(repr(list(some)).encode()).hexdigest()) for day, some in by_day)
