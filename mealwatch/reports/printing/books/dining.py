"""Accompanied meals (表六) and retained samples (表七), short and in full."""

from functools import partial

from mealwatch.reports.printing.books.kept_form import DATE, MEAL, kept_form
from mealwatch.reports.printing.form import Column, Tenths
from mealwatch.reports.printing.kept import due_at, meal_of, said
from mealwatch.safety.domain.kinds.meals import RATED


def accompanied_table(facts):
    """表六 陪餐记录表."""
    columns = (
        DATE,
        MEAL,
        Column("陪餐人", width=7),
        Column("职务", width=6),
        Column("陪餐人数", "whole", 4),
        Column("菜品", "long", 16),
        Column("就餐人数", "whole", 5),
        Column("问题", "long", 12),
        Column("处理措施", "long", 12),
        Column("陪餐人签名", "sign", 9),
    )
    rows = [
        (
            one.dated_on,
            meal_of(one),
            said("accompanied", one, "person"),
            said("accompanied", one, "post"),
            one.fields.get("heads"),
            said("accompanied", one, "dishes"),
            facts.eaters(one.dated_on, one.meal),
            said("accompanied", one, "problem_text") or ("无" if one.fields.get("problem") is False else None),
            said("accompanied", one, "handling"),
            one.second,
        )
        for one in facts.records("accompanied")
    ]
    return [kept_form(facts, "accompanied", "陪餐记录表", columns, rows, ("记录人", "校长"), mark="表六")]


def accompanied(facts):
    """陪餐记录 with all that was rated."""
    columns = (
        DATE,
        MEAL,
        Column("陪餐人", width=6),
        Column("职务", width=5),
        Column("人数", "whole", 3, over="陪餐"),
        Column("家长", "whole", 3, over="陪餐"),
        Column("菜品", "long", 13),
        Column("就餐人数", "whole", 5),
        *(Column(label, "tick", 3, over="评价") for _, label in RATED),
        Column("整体情况", "tick", 4),
        Column("是否存在问题", "tick", 5),
        Column("问题", "long", 9),
        Column("处理措施", "long", 9),
        Column("图片", width=4),
        Column("签名", "sign", 7),
    )
    rows = []
    for one in facts.records("accompanied"):
        found = partial(said, "accompanied", one)
        rates = [found(name) for name, _ in RATED]
        poor = any(one.fields.get(name) in ("fair", "poor") for name, _ in RATED)
        rows.append(
            (
                one.dated_on,
                meal_of(one),
                found("person"),
                found("post"),
                one.fields.get("heads"),
                one.fields.get("parents"),
                found("dishes"),
                facts.eaters(one.dated_on, one.meal),
                *rates,
                "良" if poor or one.fields.get("problem") else "好",
                {True: "有", False: "无"}.get(one.fields.get("problem")),
                found("problem_text"),
                found("handling"),
                found("photos"),
                one.second,
            )
        )
    notes = ("整体情况：各项都评“好”并且没有问题的为“好”，其余为“良”。",)
    return [kept_form(facts, "accompanied", "学校陪餐记录", columns, rows, ("记录人", "校长"), notes=notes)]


def samples_table(facts):
    """表七 成品留样记录表."""
    columns = (
        DATE,
        MEAL,
        Column("菜品名称", width=12),
        Column("留样量（克）", "quantity", 6),
        Column("留样时间", "time", 5),
        Column("到期时间（+48小时）", "time", 8),
        Column("处理时间", "time", 8),
        Column("留样人签名", "sign", 9),
        Column("监督人签名", "sign", 9),
        Column("处理人签名", "sign", 9),
    )
    done = _disposals(facts)
    rows = []
    for one in facts.records("sample"):
        gone = done.get(one.number)
        rows.append(
            (
                one.dated_on,
                meal_of(one),
                one.fields["dish"],
                _tenths(one, "weight"),
                one.fields["taken_at"],
                due_at(one),
                said("disposal", gone, "disposed_at") if gone else None,
                one.fields.get("keeper"),
                one.second,
                gone.fields.get("person") if gone else None,
            )
        )
    return [kept_form(facts, "sample", "成品留样记录表", columns, rows, ("留样人", "监督人"), mark="表七")]


def samples(facts):
    """留样记录 with everything."""
    columns = (
        DATE,
        MEAL,
        Column("就餐人数", "whole", 4),
        Column("菜品名称", width=8),
        Column("类别", width=4),
        Column("主要原料", "long", 11),
        Column("留样量（克）", "quantity", 5),
        Column("留样时间", "time", 5),
        Column("存放位置", width=6),
        Column("冷藏温度（℃）", "quantity", 5),
        Column("留样人", "sign", 6),
        Column("监督人", "sign", 6),
        Column("到期时间（+48小时）", "time", 7),
        Column("处理时间", "time", 7),
        Column("处理人签名", "sign", 7),
        Column("照片", width=4),
    )
    done = _disposals(facts)
    rows = []
    for one in facts.records("sample"):
        gone, found = done.get(one.number), partial(said, "sample", one)
        rows.append(
            (
                one.dated_on,
                meal_of(one),
                facts.eaters(one.dated_on, one.meal),
                one.fields["dish"],
                found("category"),
                _ingredients(facts, one),
                _tenths(one, "weight"),
                one.fields["taken_at"],
                found("place"),
                _tenths(one, "temperature"),
                one.fields.get("keeper"),
                one.second,
                due_at(one),
                said("disposal", gone, "disposed_at") if gone else None,
                gone.fields.get("person") if gone else None,
                found("photos"),
            )
        )
    notes = ("每个品种不少于 125 克，0～8 ℃ 冷藏 48 小时以上。",)
    return [kept_form(facts, "sample", "食品留样记录", columns, rows, ("留样人", "监督人"), notes=notes)]


def _tenths(one, name):
    value = one.fields.get(name)
    return None if value is None else Tenths(value)


def _disposals(facts):
    return {one.number: one for one in facts.records("disposal", days_after=10)}


def _ingredients(facts, one):
    """What the menu says the dish is made of."""
    menu = facts.menu.get((one.dated_on, one.meal), ())
    names = dict.fromkeys(facts.ingredients[row.ingredient_id].name for row in menu if row.dish == one.fields["dish"])
    return "、".join(names)
