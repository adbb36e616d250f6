"""The published menus as a text table for a terminal, in Chinese or English."""

from unicodedata import east_asian_width

from mealwatch.kernel.ratio import Ratio, fen_ratio_as_yuan
from mealwatch.menus.published import doubts as kinds
from mealwatch.menus.published.cost import planned_weeks

_WORDS = {
    "zh": {
        "title": "公开食谱：午餐计划食材成本与每日5元对照（典型价格，按可食部折算）",
        "heading": ("食谱", "年级段", "天数", "计划成本", "5元×天数", "差额", "折合五天", "未计价", "缺的日子"),
        "all": "不分年级",
        "doubts": "存疑之处（原文照录，不作更正）",
        "weekend": "含{}",
        kinds.UNUSUAL_AMOUNT: "用量异常",
        kinds.DISH_DISAGREES: "菜名与配料不符",
        kinds.NO_AMOUNT: "没有用量",
        kinds.NOT_MATCHED: "未对应食材",
        kinds.FORBIDDEN: "禁用食材",
        kinds.OTHER_BANDS_ONLY: "部分年级段未印",
    },
    "en": {
        "title": "Published menus: planned cost of lunch against 5 yuan a day (typical prices, by edible share)",
        "heading": ("menu", "band", "days", "planned", "5 x days", "gap", "per 5 days", "unpriced", "days missing"),
        "all": "all",
        "doubts": "Doubts (kept as printed, not corrected)",
        "weekend": "has {}",
        kinds.UNUSUAL_AMOUNT: "amount unusual",
        kinds.DISH_DISAGREES: "dish and list disagree",
        kinds.NO_AMOUNT: "no amount",
        kinds.NOT_MATCHED: "no ingredient matched",
        kinds.FORBIDDEN: "forbidden food",
        kinds.OTHER_BANDS_ONLY: "not printed for a band",
    },
}


def report(language="zh"):
    """Planned cost of every menu and band, then the doubts; money in yuan per pupil.

    Where a line has no price the cost is what is known of it, marked ≥.
    """
    words = _WORDS[language]
    table = [words["heading"], *(_row(week, words) for week in planned_weeks())]
    said = [
        (str(doubt.menu), words[doubt.kind], doubt.day, doubt.dish, doubt.about, doubt.detail)
        for doubt in kinds.all_doubts()
    ]
    return "\n".join([words["title"], "", *_aligned(table), "", words["doubts"], "", *_aligned(said), ""])


def _row(week, words):
    missing = [*week.menu.missing_days, *(words["weekend"].format(day) for day in week.menu.weekend_days)]
    unpriced = dict.fromkeys(line.printed for line in week.unpriced)
    least, most = ("≥", "≤") if unpriced else ("", "")
    cells = [f"{week.menu.number} {week.menu.title}", week.band or words["all"], str(week.days)]
    cells += [least + _yuan(week.cost), _yuan(week.floor), (most if week.gap else "") + _yuan(week.gap)]
    return [*cells, least + _yuan(week.full_week_cost), "、".join(unpriced) or "-", "、".join(missing) or "-"]


def _yuan(fen):
    return fen_ratio_as_yuan(Ratio(*fen.as_integer_ratio()))


def _aligned(table):
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for row in table:
        yield "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text):
    """Columns that a terminal gives the text: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
