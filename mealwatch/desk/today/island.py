"""What the page's script works with: ingredients and lots, the rows' needs, the week's facts, the words."""

from flask_babel import gettext as _

from mealwatch.catalogue import presenters as catalogue
from mealwatch.desk.domain.facts import add_pot, facts_of
from mealwatch.desk.today import rows as parts
from mealwatch.menus.domain.needs import is_whole, step_of
from mealwatch.stock.queries import pots as stock
from mealwatch.web import formats


def island(day, rows):
    """The JSON values of the page."""
    return {
        "facts": facts(day),
        "bands": [row.age_band for row in day.fed],
        "names": {str(row.group_id): day.name_of(row) for row in day.fed},
        "lots": {
            day.ingredients[one].code: [[lot.bought, lot.used, lot.cost_fen, lot.drawn_fen] for lot in lots]
            for one, lots in day.lots.items()
        },
        "rows": {str(row.number): _row(row) for row in rows if row.ingredient},
        "copy": _copy(day),
        "sums": {str(group_id): list(found) for group_id, found in day.class_sums.items()},
        "words": words(),
    }


def offers(day):
    """What the search box knows: every ingredient, with what is there of it."""
    for one in day.ingredients.values():
        there = parts.held(day, one)
        text = _("库存 %(held)s", held=formats.quantity(there, one.base_unit)) if there else ""
        times, unit = day.used.get(one.id, (0, None))
        yield catalogue.offer(one, held=text, used=times, unit=unit)


def facts(day):
    """The week's facts for the device (desk/domain/facts.py)."""
    heads = [
        (row.group_id, row.group_id in day.due, row.beneficiaries + row.other_pupils if row.group_id in day.due else 0)
        for row in day.fed
    ]
    found = facts_of(
        day.figures,
        day.planned,
        heads,
        canteen_id=day.canteen.id,
        on=day.on,
        meal=day.meal,
        today=day.today,
        plan=day.plan,
    )
    if not day.due:
        standing = stock.pots(day.county_id, day.on, day.on, {day.canteen.id}).get((day.on, day.meal), {})
        add_pot(found, fen=standing.get(day.canteen.id, 0))
    return found


def words():
    """The sentences that the running figure is written with, here and on the device."""
    return {
        "met": _("达标"),
        "unverified": _("达标待核实"),
        "likely_met": _("预计达标"),
        "likely_short": _("预计不足"),
        "short": _("不足"),
        "none": _("本周不供餐"),
        "today": _("今日 {yuan} 元/人"),
        "this_meal": _("本餐 {yuan} 元/人（不占补助）"),
        "days": _("已供 {done} 天，共 {days} 天"),
        "week": _("已 {reached} / {floor} 元"),
        "gap": _("还差 {gap} 元"),
        "reached": _("已够标准"),
        "forecast": _("按食谱预计 {forecast} 元"),
        "forecast_least": _("按食谱预计至少 {forecast} 元，{days} 天没有食谱或价格"),
        "missing": _("{days} 天没有报"),
        "standard": _("餐标 {standard} 元，还差 {gap} 元"),
        "short_of": _("库存只有 {held}，不够 {wanted}"),
        "nothing_held": _("库房里没有"),
        "issue_held": _("按实存出库 {held}"),
        "receive_first": _("先补入库"),
        "same": _("和班级报的一样"),
        "more": _("比班级报的多 {count} 人"),
        "less": _("比班级报的少 {count} 人"),
        "copied": _("已复制 {day} 的出库"),
        "remove": _("去掉{name}"),
        "by_grams": _("按食谱克数"),
        "whole": _("整包装分摊"),
        "undone": _("已撤销"),
    }


def _row(row):
    ingredient, need = row.ingredient, row.need
    unit = parts.usual_unit(ingredient, {}) if row.unit == "package" and row.package else row.unit
    found = {"code": ingredient.code, "unit": unit, "step": str(step_of(ingredient, unit)), "whole": is_whole(unit)}
    if need and not need.unknown:
        found["per_head"] = {band: [str(one.numerator), str(one.denominator)] for band, one in need.per_head.items()}
    if row.package:
        run = row.package.running
        found["package"] = {"base": row.package.quantity, "days": row.package.use_days, "running": bool(run)}
    return found


def _copy(day):
    if not day.to_copy:
        return None
    on, lines = day.to_copy
    return {
        "on": on.isoformat(),
        "day": formats.day(on),
        "lines": [
            {
                "code": day.ingredients[line.ingredient_id].code,
                "said": parts.in_unit(day.ingredients[line.ingredient_id], line.quantity, line.unit),
                "unit": line.unit,
                "days": line.use_days,
            }
            for line in lines
        ],
    }
