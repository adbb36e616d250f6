"""The figures of a planned week in words: tables for its page, marks for its script."""

from mealwatch.kernel.errors import mark
from mealwatch.menus.domain.menu import MEALS
from mealwatch.menus.planner_words import band_word
from mealwatch.web import words
from mealwatch.web.language import translate

_STATES = {
    "low": (mark("不足"), "missing"),
    "high": (mark("偏多"), "missing"),
    "ok": (mark("合适"), "met"),
    "unknown": (mark("数据不全"), "off"),
    "advice": (mark("可再多些"), "off"),
    "met": (mark("够标准"), "met"),
    "short": (mark("不够标准"), "short"),
}
NUTRIENT_WORDS = {
    "energy": (mark("能量"), "kcal"),
    "protein": (mark("蛋白质"), "g"),
    "calcium": (mark("钙"), "mg"),
    "iron": (mark("铁"), "mg"),
    "zinc": (mark("锌"), "mg"),
    "vitamin_a": (mark("维生素A"), "µg"),
    "vitamin_b1": (mark("维生素B1"), "mg"),
    "vitamin_b2": (mark("维生素B2"), "mg"),
    "vitamin_c": (mark("维生素C"), "mg"),
    "fibre": (mark("膳食纤维"), "g"),
}
SOURCES = {
    "in_store": mark("库存批次"),
    "last_receipt": mark("最近一次入库"),
    "county": mark("全县近两周中位价"),
    "typical": mark("典型价格"),
    "none": mark("没有价格"),
}


def state_marks():
    """{state: (word, kind of mark)} for the script and the page."""
    return {state: (translate(word), kind) for state, (word, kind) in _STATES.items()}


def figures_shown(grounds, found):
    """The tables of the figures: for each band food groups, shares of energy and nutrients, as rows of keys."""
    marks = state_marks()
    facts = grounds.facts

    def row(key, name, unit):
        state = found.get(key + "|state", "")
        return {
            "key": key,
            "name": name,
            "unit": unit,
            "value": found.get(key, ""),
            "target": found.get(key + "|target", ""),
            "mark": marks.get(state, ("", "off")),
            "lacking": found.get(key + "|lacking", ""),
        }

    return [
        {
            "band": band,
            "word": band_word(band),
            "brief": _brief(band, facts["standard"][band]["groups"], found, marks),
            "groups": [row(f"g|{band}|{group}", group, "g") for group in facts["standard"][band]["groups"]],
            "nutrients": [
                row(f"n|{band}|{name}", translate(word), unit) for name, (word, unit) in NUTRIENT_WORDS.items()
            ],
            "shares": [
                row(f"e|{band}|{name}", translate(word), "%") | {"target": f"{low}—{high}"}
                for name, word, (_c, low, high) in (
                    ("fat", mark("脂肪供能"), facts["of_energy"]["fat"]),
                    ("carbohydrate", mark("碳水化合物供能"), facts["of_energy"]["carbohydrate"]),
                )
            ],
        }
        for band in standard_bands(facts)
    ]


def _brief(band, groups, found, marks):
    """The food groups that are short or too much, in a line."""
    said = []
    for state in ("low", "high"):
        names = [group for group in groups if found.get(f"g|{band}|{group}|state") == state]
        if names:
            said.append(f"{marks[state][0]}：{'、'.join(names)}")
    return "；".join(said)


def standard_bands(facts):
    """The bands that eat and have a standard."""
    return [band for band, _ in facts["bands"]]


def price_words(planned, known):
    """[(where prices come from, names)] of the foods on the plan, the surest source first."""
    used = {one.ingredient_id for meal in planned.meals for dish in meal.dishes for one in dish.portions}
    by_source = {}
    for one in used:
        source = planned.grounds.sources.get(known[one].code, "none")
        by_source.setdefault(source, []).append(known[one].name)
    return [(translate(SOURCES[source]), sorted(by_source[source])) for source in SOURCES if source in by_source]


def script_words():
    """The words that the planner's script says."""
    said = {name: translate(text) for name, text in _SCRIPT.items()}
    return said | {
        "states": state_marks(),
        "meals": {meal: words.word(meal, "meal") for meal in MEALS},
        "sources": {name: translate(text) for name, text in SOURCES.items()},
    }


_SCRIPT = {
    "copy": mark("复制上周食谱"),
    "copy_older": mark("复制{name}的食谱"),
    "other_meals": mark("其他餐次"),
    "add_dish": mark("加菜"),
    "add_meal": mark("加{meal}"),
    "add_food": mark("加食材"),
    "dish": mark("菜名"),
    "method": mark("烹调方法"),
    "food": mark("食材"),
    "grams": mark("克/人"),
    "grams_of": mark("{name} 每人克数"),
    "serves_at": mark("供餐时间"),
    "by_band": mark("各年龄段用量不同"),
    "remove_food": mark("删去 {name}"),
    "remove_dish": mark("删除这个菜"),
    "done": mark("确定"),
    "cancel": mark("取消"),
    "yuan": mark("{yuan} 元/人"),
    "copied": mark("已复制{name}的食谱，{count} 天"),
    "skipped": mark("不供餐没有复制：{days}"),
    "undo": mark("撤销（{left}）"),
    "undone": mark("已恢复原来的食谱"),
    "copied_from": mark("由{name}复制"),
    "elsewhere": mark("本周其他天的“{name}”也一样改"),
    "change": mark("{day}{meal}：{what}"),
    "was_now": mark("{name} {was}→{now} 克"),
    "added": mark("加 {name} {now} 克"),
    "removed": mark("去掉 {name}"),
    "renamed": mark("改名“{name}”"),
    "no_change": mark("没有不同"),
    "off": mark("不供餐"),
    "no_dishes": mark("还没有排菜"),
    "refused": mark("不得供应：{name}。{basis}"),
    "asked": mark("要确认：{name}。{basis}"),
    "answer": mark("“{name}”确认情况"),
    "few_kinds": mark("这餐只有 {count} 类食物，至少要 3 类"),
    "unknown_food": mark("食材目录里没有“{name}”"),
    "no_amount": mark("没写克数"),
    "gap": mark("还差 {gap} 元"),
    "enough": mark("已够标准"),
    "from_now_on": mark("以后各周的“{name}”也改"),
    "lacking": mark("没有数据：{names}"),
    "unpriced": mark("没有价格，未计入：{names}"),
}
