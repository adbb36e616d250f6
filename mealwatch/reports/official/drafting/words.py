"""How papers say things: counts with rates to one decimal, names in the order of the list, days and money."""

from mealwatch.kernel.ratio import plain_decimal
from mealwatch.web.official import full_day as day
from mealwatch.web.official import rate, yuan

__all__ = ["change", "day", "names", "per_cent", "short_day", "span", "yuan"]
STATES = {
    "met": "达标",
    "short": "低于标准",
    "unreported": "未报",
    "incomplete": "未报齐",
    "unverified": "待核实",
    "none": "不供餐",
}
TYPES = {"primary": "小学", "junior": "初中", "nine_year": "九年一贯制", "teaching_point": "教学点"}
MODES = {"canteen": "食堂供餐", "contractor": "企业供餐"}


def per_cent(part, whole):
    """``96.7%``; — where there is nothing to take a part of."""
    tenths = rate(part, whole)
    return "—" if tenths is None else f"{plain_decimal(tenths, 1)}%"


def change(now, then, unit="所"):
    """``增加2所``, ``减少1所``, ``持平``."""
    if now == then:
        return "持平"
    return f"{'增加' if now > then else '减少'}{abs(now - then)}{unit}"


def names(schools, most=40):
    """Schools in their order; a long list says how many more stand in the annex."""
    some = [one.name for one in schools[:most]]
    return "、".join(some) + (f"等{len(schools)}所（名单见附件1）" if len(schools) > most else "")


def short_day(value):
    """``11月19日``."""
    return f"{value.month}月{value.day}日"


def span(first, last):
    """``2026年11月16日至20日``."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{day(first)}至{last.day}日"
    return f"{day(first)}至{short_day(last) if first.year == last.year else day(last)}"
