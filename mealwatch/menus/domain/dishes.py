"""A meal as its planner sees it: dishes in order, each with its ingredients and grams by age band.

The rows of a menu repeat the dish and the band in each row, and for a band only
its own rows count where it has any (see menu.rows_for). Here a portion says its
amount once where all bands get the same: ``{"": 55000}``.
"""

from dataclasses import dataclass

from mealwatch.menus.domain.menu import AGE_BANDS, Row, rows_for

METHODS = ("蒸", "煮", "炒", "炖", "烧", "烩", "煨", "焖", "烤", "煎", "炸", "汤", "粥", "现成")
#: What in a dish's name says how it is cooked; the first that is found counts.
_SAYS = (
    ("汤", ("汤", "羹")),
    ("粥", ("粥", "稀饭")),
    ("蒸", ("蒸", "饭", "馒头", "花卷", "包子", "发糕")),
    ("炖", ("炖", "煲")),
    ("烧", ("烧", "卤")),
    ("炸", ("炸", "酥")),
    ("烤", ("烤",)),
    ("煎", ("煎",)),
    ("焖", ("焖",)),
    ("烩", ("烩",)),
    ("煮", ("煮", "面", "粉", "饺", "水煮")),
    ("现成", ("水果", "调味", "奶", "橘", "橙", "香蕉", "苹果", "梨", "桃", "瓜果")),
)
USUAL_HOUR = {"breakfast": "07:00", "lunch": "12:00", "dinner": "18:00", "snack": "10:00"}


@dataclass(frozen=True)
class Portion:
    """Edible milligrams of one ingredient for one pupil, by band (``""``: all); None: not stated."""

    ingredient_id: int
    mg: dict[str, int | None]

    @property
    def by_band(self):
        return "" not in self.mg


@dataclass(frozen=True)
class Dish:
    name: str
    method: str
    portions: tuple[Portion, ...]


@dataclass(frozen=True)
class Meal:
    """One meal of one day; ``copied_from`` is the week it was copied from (text), or None."""

    on: object
    meal: str
    dishes: tuple[Dish, ...]
    serves_at: str | None = None
    copied_from: str | None = None


def method_of(name):
    """How a dish is probably cooked, from its name."""
    return next((method for method, signs in _SAYS if any(sign in name for sign in signs)), "炒")


def dishes_of(rows, order=(), bands=()):
    """The dishes of one meal's standing rows; ``order``: [(name, method)] as planned, ``bands``: those that eat."""
    bands = [band for band in AGE_BANDS[1:] if band in bands or any(row.age_band == band for row in rows)]
    named = any(row.age_band for row in rows)
    amounts = {}
    for row in rows:
        amounts.setdefault(row.dish, {}).setdefault(row.ingredient_id, {})
    if named:
        for band in bands:
            for row in rows_for(rows, band):
                amounts[row.dish][row.ingredient_id][band] = row.mg_per_pupil
    else:
        for row in rows:
            amounts[row.dish][row.ingredient_id][""] = row.mg_per_pupil
    methods = dict(order)
    names = [name for name, _ in order if name in amounts]
    names += [name for name in amounts if name not in methods]
    return tuple(
        Dish(
            name,
            methods.get(name) or method_of(name),
            tuple(Portion(one, _merged(mg, bands)) for one, mg in amounts[name].items() if mg),
        )
        for name in names
    )


def rows_of(dishes, bands=()):
    """The menu rows that say the same. Where one amount differs by band every row is written for each band."""
    if not any(portion.by_band for dish in dishes for portion in dish.portions):
        return [Row(dish.name, one.ingredient_id, one.mg.get("")) for dish in dishes for one in dish.portions]
    named = {band for dish in dishes for portion in dish.portions for band in portion.mg}
    return [
        Row(dish.name, one.ingredient_id, one.mg.get(band, one.mg.get("")), band)
        for dish in dishes
        for one in dish.portions
        for band in AGE_BANDS[1:]
        if (band in bands or band in named) and (band in one.mg or "" in one.mg)
    ]


def resolved(dishes, bands):
    """What every band gets: {(dish, ingredient id, band): mg}; two meals that resolve alike are the same meal."""
    return {
        (dish.name, one.ingredient_id, band): one.mg.get(band, one.mg.get(""))
        for dish in dishes
        for one in dish.portions
        for band in (bands or ("",))
        if band in one.mg or "" in one.mg
    }


def plain_plan(meals, ingredients):
    """Meals as the JSON values from which figures are worked out; ``ingredients``: {id: Ingredient}."""
    return [
        {
            "on": meal.on.isoformat(),
            "meal": meal.meal,
            "dishes": [
                {"rows": [{"code": ingredients[one.ingredient_id].code, "mg": one.mg} for one in dish.portions]}
                for dish in meal.dishes
            ],
        }
        for meal in meals
    ]


def _merged(mg, bands):
    """One amount for all where every band has it alike."""
    if "" not in mg and len(bands) > 1 and set(mg) == set(bands) and len(set(mg.values())) == 1:
        return {"": next(iter(mg.values()))}
    return mg
