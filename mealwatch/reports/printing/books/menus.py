"""What was planned and cooked: 表五, the week's menu for the wall, the week's budget, the day's goods."""

from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.menus.domain.needs import needs
from mealwatch.reports.printing.books.issues import not_issued
from mealwatch.reports.printing.cells import day, days, decimal, full_day, printed
from mealwatch.reports.printing.form import UNITS, Column, Form, Row, per_unit
from mealwatch.schools.domain.terms import teaching_week
from mealwatch.web.words import WORDS

_LOG = (
    Column("日期", width=8),
    Column("餐次", width=4),
    Column("食谱（菜名）", "long", 16),
    Column("主要食材和出库数量", "long", 30),
    Column("食材金额（元）", "yuan", 8, total=True),
    Column("就餐人数", "whole", 6),
    Column("监督员签名", "sign", 9),
    Column("记录人签名", "sign", 9),
)


def log(facts):
    """表五 食谱台账: each day and meal, what was on the menu and what was issued for it (表二 and 表四)."""
    issued = {}
    for one in facts.posted("issue"):
        if not one.undone:
            issued.setdefault((one.head.dated_on, one.head.meal), []).extend(one.lines)
    places = sorted({*issued, *facts.menu, *facts.served}, key=lambda place: (place[0], _ORDER[place[1]]))
    rows = []
    for on, meal in places:
        lines = issued.get((on, meal), ())
        dishes = dict.fromkeys(row.dish for row in facts.menu.get((on, meal), ()))
        goods = [f"{facts.ingredients[one.ingredient_id].name} {_said(facts, one)}" for one in lines]
        fen = sum(one.cost_fen for one in lines) if lines else None
        eaters = facts.eaters(on, meal)
        if not lines and eaters is None and on > facts.today:
            continue
        rows.append(Row((day(on), WORDS["meal"][meal], "、".join(dishes), "、".join(goods), fen, eaters, None, None)))
    silent = facts.without({on for on, _ in facts.menu})
    missing = (f"{len(silent)} 个供餐日没有食谱：{days(silent)}。",) if silent else ()
    return [
        Form(
            "食谱台账",
            _LOG,
            tuple(rows),
            heads=(("学校", facts.school.name), ("食堂", facts.canteen.name), ("期间", facts.period.label)),
            signers=("监督员", "记录人", "负责人"),
            missing=(*missing, *not_issued(facts)),
            notes=("食材金额与表二、表四同日同餐之和一致，已红冲的不计。",),
            mark="表五",
        )
    ]


_BANDS = ("", *WORDS["age_band"])
_ORDER = {meal: place for place, meal in enumerate(WORDS["meal"])}


def _said(facts, line):
    quantity = facts.quantity(line.ingredient_id, line.quantity)
    return f"{printed('quantity', quantity)}{UNITS[quantity.base_unit]}"


_WALL = (
    Column("日期", width=9),
    Column("餐次", width=5),
    Column("菜名", width=14),
    Column("主要食材（每生可食部克数）", "long", 40),
)


def week_menus(facts):
    """每周带量食谱公示表: one for each week of the period that has a menu."""
    weeks = {}
    for (on, meal), rows in facts.menu.items():
        weeks.setdefault(Week.of(on), []).append((on, meal, rows))
    return [_week_menu(facts, week, found) for week, found in weeks.items()]


def _week_menu(facts, week, found):
    rows, last = [], None
    bands = _bands_of(menu for _, _, menu in found)
    for on, meal, menu in found:
        for dish in dict.fromkeys(row.dish for row in menu):
            parts = _grams(facts, [row for row in menu if row.dish == dish], named=not bands)
            shown = "" if last == (on, meal) else day(on), "" if last == (on, meal) else WORDS["meal"][meal]
            rows.append(Row((*shown, dish, "、".join(parts))))
            last = on, meal
    label = teaching_week(facts.terms, week)
    first, final = found[0][0], found[-1][0]
    span = f"{first.month}月{first.day}日—{final.month}月{final.day}日"
    title = "学校食堂每周带量食谱公示表"
    if label:
        title = f"{facts.school.name}{label[0].name}第{label[1]}周带量食谱公示表"
    return Form(
        title,
        _WALL,
        tuple(rows),
        heads=(
            ("食堂名称", facts.canteen.name),
            ("日期", span),
            *((("用量依次为", "、".join(WORDS["age_band"][band] for band in bands)),) if bands else ()),
        ),
        signers=("编制人", "审定人"),
        notes=("克数是每名学生每餐的可食部分；实际供应以当日公示为准。",),
        landscape=False,
        sums_pages=False,
    )


def _bands_of(menus):
    """The age bands of every ingredient that has any, where all have the same ones; else nothing."""
    found = set()
    for menu in menus:
        by_ingredient = {}
        for row in menu:
            if row.age_band:
                by_ingredient.setdefault((row.dish, row.ingredient_id), []).append(row.age_band)
        found |= {tuple(sorted(some, key=_BANDS.index)) for some in by_ingredient.values()}
    return found.pop() if len(found) == 1 else ()


def _grams(facts, rows, *, named):
    """``大米 90/100/108克`` for each ingredient, by age band where they differ; ``named``: the bands stand with it."""
    found = {}
    for row in sorted(rows, key=lambda row: _BANDS.index(row.age_band)):
        found.setdefault(row.ingredient_id, []).append(row)
    return [f"{facts.ingredients[one].name} {_by_band(some, named)}" for one, some in found.items()]


def _by_band(rows, named):
    said = ["用量未定" if row.mg_per_pupil is None else decimal(Ratio(row.mg_per_pupil, 1000), 3) for row in rows]
    if len(set(said)) == 1:
        return said[0] if rows[0].mg_per_pupil is None else f"{said[0]}克"
    bands = "/".join(WORDS["age_band"].get(row.age_band, "其他").removesuffix("岁") for row in rows)
    return f"{'/'.join(said)}克" + (f"（{bands}岁）" if named else "")


_BUDGET = (
    Column("序号", "whole", 3),
    Column("菜名", width=9),
    Column("原材料", width=9),
    Column("供应商", width=9),
    Column("产地品牌生产商", "tick", 8),
    Column("单位", width=4, over="每人每餐"),
    Column("用量", "text", 6, over="每人每餐"),
    Column("单位", width=4, over="全校每餐"),
    Column("用量", "quantity", 7, over="全校每餐"),
    Column("单价（元）", "price", 6, over="全校每餐"),
    Column("金额（元）", "yuan", 8, total=True, over="全校每餐"),
)


def budgets(facts):
    """周每餐次食材用量预算表: menu x heads x the last price paid, one form for each meal."""
    return [_budget(facts, on, meal, rows) for (on, meal), rows in facts.menu.items()]


def _budget(facts, on, meal, menu):
    heads = facts.planned(on)
    eaters = {band: pupils + others for band, (pupils, others) in heads.items()}
    wanted = needs(menu, eaters, facts.ingredients)
    prices = facts.prices(Week.of(on))
    rows, number, unknown, seen = [], 0, [], set()
    for dish in dict.fromkeys(row.dish for row in menu):
        for row in [one for one in menu if one.dish == dish]:
            if row.ingredient_id in seen:
                continue
            seen.add(row.ingredient_id)
            number += 1
            rows.append(_budgeted(facts, number, row, dish, wanted.get(row.ingredient_id), prices, unknown))
    pupils, others = (sum(one[side] for one in heads.values()) for side in (0, 1))
    known = sum(row.cells[-1] for row in rows if row.cells[-1] is not None)
    everybody = pupils + others
    return Form(
        f"食材用量预算表（{full_day(on)} {WORDS['meal'][meal]}）",
        _BUDGET,
        tuple(rows),
        heads=(
            ("周次", _teaching_week(facts, on)),
            ("日期", full_day(on)),
            ("就餐学生", f"{everybody}（按在册人数）"),
            ("就餐教师", None),
            ("人均伙食费标准", None),
            ("全校金额合计", f"{printed('yuan', known)} 元" if known else None),
            ("每人每餐", f"{printed('yuan', Ratio(known, everybody))} 元" if everybody and known else None),
        ),
        signers=("编制人", "审核人", "校长"),
        notes=(
            "用量按食谱克数、在册学生人数和可食部折算；单价取本食堂本周前最近一次入库的单价，没有的取全县两周内的中位价。",
        ),
        missing=(f"没有算出用量或金额的食材：{'、'.join(unknown)}，请手工填写。",) if unknown else (),
        sums_pages=False,
    )


def _budgeted(facts, number, row, dish, need, prices, unknown):
    item = facts.ingredients[row.ingredient_id]
    price = prices.get((facts.canteen.id, row.ingredient_id))
    base = None if need is None or need.base is None else _rounded(need.base)
    fen = None if base is None or price is None else Ratio(*(price * base).as_integer_ratio()).rounded()
    if fen is None:
        unknown.append(item.name)
    return Row(
        (
            number,
            dish,
            item.name,
            facts.supplier_name(facts.last_suppliers.get(row.ingredient_id)),
            None,
            "克",
            None if need is None else _per_pupil(need),
            UNITS[item.base_unit],
            facts.quantity(row.ingredient_id, base),
            None if price is None else Ratio(*(price * (1 if item.base_unit == "piece" else 1000)).as_integer_ratio()),
            fen,
        )
    )


def _per_pupil(need):
    """Edible grams for one pupil, by age band where they differ."""
    said = dict.fromkeys(decimal(Ratio(mg, 1000), 3) for mg in need.mg_per_pupil.values())
    return "/".join(said)


def _rounded(exact):
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _teaching_week(facts, on):
    found = teaching_week(facts.terms, Week.of(on))
    return f"{found[0].name}第{found[1]}周" if found else str(Week.of(on))


_DAY = (
    Column("餐次", width=5),
    Column("食谱", "long", 14),
    Column("食材名称", width=10),
    Column("单位", width=4),
    Column("数量", "quantity", 7),
    Column("单价（元）", "price", 7),
    Column("金额（元）", "yuan", 8, total=True),
)


_SPREAD = ("有的食材一次领出、分几天使用：当日金额是整次领出的金额，人均按分摊到当日的金额算。",)


def day_goods(facts):
    """每日食材公示: for each day what was issued, for how many, and yuan a head."""
    issued = {}
    for one in facts.posted("issue"):
        if not one.undone:
            issued.setdefault(one.head.dated_on, []).append(one)
    return [_day_goods(facts, on, some) for on, some in sorted(issued.items())]


def _day_goods(facts, on, some):
    rows, fen, last = [], 0, None
    for one in some:
        meal = one.head.meal
        dishes = "、".join(dict.fromkeys(row.dish for row in facts.menu.get((on, meal), ())))
        for line in one.lines:
            quantity = facts.quantity(line.ingredient_id, line.quantity)
            shown = ("", "") if last == meal else (WORDS["meal"][meal], dishes)
            item = facts.ingredients[line.ingredient_id]
            cells = (item.name, UNITS[item.base_unit], quantity, per_unit(line.cost_fen, quantity), line.cost_fen)
            rows.append(Row((*shown, *cells)))
            last = meal
            fen += line.cost_fen
    meals = sorted({one.head.meal for one in some}, key=_ORDER.get)
    heads = {meal: facts.heads(on, meal) for meal in meals}
    said = [f"{WORDS['meal'][meal]} {sum(one)} 人" for meal, one in heads.items() if one]
    per_head = _per_head(facts, on, meals)
    silent = [WORDS["meal"][meal] for meal, one in heads.items() if not one]
    spread = any(line.use_days > 1 for one in some for line in one.lines)
    return Form(
        "每日食材公示",
        _DAY,
        tuple(rows),
        heads=(
            ("日期", on),
            ("应就餐人数", facts.enrolled(on)),
            ("实际就餐人数", "、".join(said) or None),
            ("总计", f"{printed('yuan', fen)} 元"),
            ("人均（每餐单价）", per_head),
        ),
        signers=("公示人", "审核人"),
        missing=(f"{'、'.join(silent)}没有登记就餐人数，人均没有算。",) if silent else (),
        notes=_SPREAD if spread else (),
        landscape=False,
        sums_pages=False,
    )


def _per_head(facts, on, meals):
    """Each meal's unit price as the screens have it, with packages spread over their days; None where heads lack."""
    said = []
    for meal in meals:
        ground = facts.ground(on, meal)
        if ground is None or not ground.eaters or any(head.due and head.record is None for head in ground.heads):
            return None
        said.append(f"{WORDS['meal'][meal]} {printed('yuan', Ratio(ground.cost_fen, ground.eaters))} 元")
    return "、".join(said)
