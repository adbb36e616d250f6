"""Which kind of supplier delivers what."""

_TRADES = {  # food group: what kind of supplier delivers it
    "蔬菜类": "vegetable",
    "畜禽肉类": "meat",
    "鱼虾类": "meat",
    "蛋类": "egg_milk",
    "奶及奶制品": "egg_milk",
    "大豆类及其制品和坚果": "tofu",
    "水果类": "fruit",
}
_FRESH = {"土豆": "vegetable", "鲜面条": "tofu"}


def trade_of(ingredient):
    """The kind of supplier that delivers an ingredient (its ``name`` and ``food_group``)."""
    return _FRESH.get(ingredient.name) or _TRADES.get(ingredient.food_group, "dry")
