"""What a planned week costs and contains, against sums done by hand; the device says the same."""

import random
from fractions import Fraction

import pytest

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.catalogue.known import known_ingredients
from mealwatch.catalogue.known_nutrients import NUTRIENTS, content_of, known_as
from mealwatch.menus import facts as ground
from mealwatch.menus import standard
from mealwatch.menus.domain.figures import costs, figures
from tests.support.twins import answers

MON, TUE, WED = "2026-11-23", "2026-11-24", "2026-11-25"
#: Monday and Tuesday of the programme's winter lunch, grades 1 to 3: dish, ingredient, grams.
MONDAY = [
    ("米饭", "大米（粳米）", 90),
    ("冬瓜红烧肉", "猪五花肉", 55),
    ("冬瓜红烧肉", "冬瓜", 80),
    ("冬瓜红烧肉", "胡萝卜", 10),
    ("蒜茸西兰花", "西兰花", 90),
    ("紫菜蛋花汤", "紫菜（干）", 2),
    ("紫菜蛋花汤", "鸡蛋", 8),
]
NOODLES = [("臊子面", "鲜面条", 130), ("臊子面", "猪肉（代表值）", 55), ("臊子面", "北豆腐", 40)]
INGREDIENTS = {
    known.name: Ingredient(
        number,
        known.code,
        known.name,
        known.aliases,
        "",
        known.food_group,
        known.base_unit,
        grams_per_unit=str(known.grams_per_unit),
        edible_percent=str(known.edible_percent),
    )
    for number, known in enumerate(known_ingredients().values(), start=1)
}


def facts_of(bands=(("6-8", 40),), days=(MON, TUE, WED), ingredients=None):
    """The facts of a county that never bought anything: typical prices."""
    foods = {one.code: ground._food(one, None)[0] for one in (ingredients or INGREDIENTS.values())}
    bands = [list(band) for band in bands]
    known = {"bands": bands, "days": list(days), "floor": 500, "subsidised": ["lunch"]}
    return {"foods": foods, **known, **ground._standard([band for band, _ in bands])}


def meal(on, rows, kind="lunch"):
    """A planned meal of (dish, ingredient, grams or {band: grams})."""
    dishes = {}
    for dish, name, grams in rows:
        amounts = grams if isinstance(grams, dict) else {"": grams}
        mg = {band: None if amount is None else amount * 1000 for band, amount in amounts.items()}
        dishes.setdefault(dish, []).append({"code": INGREDIENTS[name].code, "mg": mg})
    return {"on": on, "meal": kind, "dishes": [{"rows": some} for some in dishes.values()]}


def test_food_groups_of_one_lunch_against_table_4():
    found = figures([meal(MON, MONDAY)], facts_of())
    told = {
        group: (found[f"g|6-8|{group}"], found[f"g|6-8|{group}|target"], found[f"g|6-8|{group}|state"])
        for group in standard.GROUPS
    }
    assert told == {
        "谷薯类": ("90.0", "100—120", "low"),
        "蔬菜类": ("182.0", "120—140", "high"),
        "水果类": ("0.0", "60—80", "low"),
        "鱼禽肉类": ("55.0", "24—32", "high"),
        "蛋类": ("8.0", "≥20", "low"),
        "奶及奶制品": ("0.0", "≥80", "low"),
        "大豆类及其制品和坚果": ("0.0", "≥30", "advice"),
        "植物油": ("0.0", "≤10", "ok"),
        "盐": ("0.0", "≤2", "ok"),
    }


def test_energy_and_nutrients_of_one_lunch_with_their_tolerances():
    found = figures([meal(MON, MONDAY)], facts_of())

    def told(name):
        return tuple(found[f"n|6-8|{name}{part}"] for part in ("", "|target", "|state"))

    # 549.27 kcal of 1625 x 35 % x 90 % to 1625 x 40 % x 110 %
    assert told("energy") == ("549", "511.9—715", "ok")
    # 19.482 g of 40 x 35 % x 80 % to 40 x 40 % x 120 %
    assert told("protein") == ("19.5", "11.2—19.2", "high")
    assert told("calcium") == ("81", "≥262.5", "low")
    assert told("vitamin_c") == ("65", "≥21", "ok")
    assert told("iron") == ("3.9", "≥4.2", "low")
    assert (found["e|6-8|fat"], found["e|6-8|fat|state"]) == ("30.8", "high")
    assert (found["e|6-8|carbohydrate"], found["e|6-8|carbohydrate|state"]) == ("56.9", "ok")


def test_what_was_not_measured_is_named_and_never_nought():
    found = figures([meal(MON, MONDAY)], facts_of())
    assert found["n|6-8|fibre"] == "1.1"
    assert found["n|6-8|fibre|lacking"] == "冬瓜、西兰花"
    assert found["n|6-8|fibre|state"] == "unknown"
    assert found["n|6-8|energy|lacking"] == ""


def test_the_week_is_judged_by_its_average_over_the_lunches_served():
    found = figures([meal(MON, MONDAY), meal(TUE, NOODLES)], facts_of())
    # 130 g of fresh noodles count as 108.33 g of flour, 40 g of firm tofu as 13.8 g of soybeans
    assert found["g|6-8|谷薯类"] == "99.2"
    assert found["g|6-8|谷薯类|state"] == "low"
    assert found["g|6-8|大豆类及其制品和坚果"] == "6.9"
    assert found["g|6-8|鱼禽肉类"] == "55.0"
    assert found["kinds|week"] == "10"
    assert found[f"kinds|{MON}"] == "7"
    assert found[f"four|{TUE}|lunch"] == "3"


def test_the_cost_of_a_lunch_and_what_the_week_lacks():
    found = figures([meal(MON, MONDAY)], facts_of())
    assert found[f"cost|{MON}|lunch"] == "3.28"
    assert (found["cost|week"], found["cost|floor"], found["cost|gap"]) == ("3.28", "15.00", "11.72")
    assert (found["cost|days"], found["cost|state"]) == ("1/3", "short")


def test_the_floor_is_met_to_the_last_part_of_a_fen():
    facts = facts_of(days=(MON,))
    facts["foods"]["GS01"]["fen"] = ["1", "200"]
    exact, short = ([meal(MON, [("米饭", "大米（粳米）", grams)])] for grams in (100, Fraction(99999, 1000)))
    short[0]["dishes"][0]["rows"][0]["mg"] = {"": 99_999}
    assert (figures(exact, facts)["cost|state"], figures(exact, facts)["cost|gap"]) == ("met", "0.00")
    told = figures(short, facts)
    assert (told["cost|week"], told["cost|state"]) == ("5.00", "short")


def test_bands_weigh_by_their_heads_and_meals_without_the_subsidy_do_not_count():
    rows = [("米饭", "大米（粳米）", {"6-8": 100, "9-11": 200})]
    facts = facts_of(bands=(("6-8", 30), ("9-11", 10)), days=(MON,))
    found = figures([meal(MON, rows), meal(MON, rows, "breakfast")], facts)
    # (100 g x 30 + 200 g x 10) / 40 heads = 125 g at 4.80 yuan/kg
    assert found[f"cost|{MON}|lunch"] == found["cost|week"] == "0.60"
    assert found["g|6-8|谷薯类"] == "200.0"
    assert found["g|9-11|谷薯类"] == "400.0"
    assert found["g|6-8|谷薯类|target"] == "175—210"


def test_a_food_without_a_price_costs_nothing_and_is_named():
    strange = Ingredient(999, "X1", "银鱼", (), "", "鱼虾类", "g")
    facts = facts_of(ingredients=[*INGREDIENTS.values(), strange])
    plan = [meal(MON, MONDAY)]
    plan[0]["dishes"][0]["rows"].append({"code": "X1", "mg": {"": 10_000}})
    found = figures(plan, facts)
    assert found["cost|week"] == "3.28"
    assert found["cost|unpriced"] == "银鱼"
    assert found["n|6-8|protein|lacking"] == "银鱼"


def test_nothing_planned_is_not_short():
    found = figures([], facts_of())
    assert (found["cost|week"], found["cost|state"]) == ("0.00", "")
    assert found["g|6-8|谷薯类|state"] == ""
    assert costs([], facts_of()) == {key: text for key, text in found.items() if key.startswith("cost|")}


@pytest.mark.parametrize("seed", range(4))
def test_the_device_works_out_the_same(seed):
    luck = random.Random(seed)
    names = list(INGREDIENTS)

    def amount():
        bands = luck.choice([("",), ("6-8", "9-11"), ("9-11",)])
        return {band: luck.choice([None, 0, luck.randrange(1, 300_000)]) for band in bands}

    plan = []
    for on in (MON, TUE, WED, "2026-11-28"):
        for kind in luck.sample(["breakfast", "lunch", "dinner", "snack"], luck.randrange(0, 4)):
            rows = [{"code": INGREDIENTS[luck.choice(names)].code, "mg": amount()} for _ in range(luck.randrange(0, 7))]
            plan.append({"on": on, "meal": kind, "dishes": [{"rows": rows}]})
    bands = luck.choice([[], [("6-8", 33)], [("6-8", 21), ("9-11", 58)], [("6-8", 0), ("9-11", 0)]])
    facts = facts_of(bands=bands)
    assert answers("menu/figures.js", "return m.figures(...one);", [[plan, facts]]) == [figures(plan, facts)]


def test_the_standard_has_the_means_of_boys_and_girls_and_the_sum_of_meat_and_fish():
    assert standard.day_amount("6-8", "energy") == 1625
    assert standard.day_amount("15-17", "zinc") == 10
    assert standard.group_span("12-14", "lunch", standard.MEAT) == standard.Span(40, 48)
    assert standard.group_span("15-17", "breakfast", "蔬菜类") == standard.Span(130, 150)
    assert standard.group_span("15-17", "dinner", standard.SALT) == standard.Span(None, Fraction(5, 2))


def test_an_ingredient_is_known_by_its_name_not_by_its_code():
    rice = Ingredient(1, "X9", "粳米", (), "", "谷薯类", "g")
    assert known_as(rice).name == "大米（粳米）"
    assert known_as(Ingredient(1, "GS01", "藜麦", (), "", "谷薯类", "g")) is None
    content = content_of(known_as(rice))
    assert content.per_100g["energy"] == 345
    assert content_of(None) is None
    assert set(content.per_100g) == set(NUTRIENTS)
    black = content_of(known_as(INGREDIENTS["黑米"]))
    assert black.per_100g["vitamin_a"] is None
