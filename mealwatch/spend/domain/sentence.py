"""A week's arithmetic in one sentence, in Chinese or English, in neutral words.

The words follow what the figures say: an open week that lacks something is
never called short, and what is missing is said before what it would come to.
"""

from mealwatch.kernel.ratio import Ratio, fen_ratio_as_yuan, plain_decimal

_ZH = {
    "none": "{week}没有供餐日。",
    "supply": "供餐{days}天，",
    "sum": "每餐单价 {sum} 元",
    "total": "每餐单价合计 {spend} 元",
    "by_reading": "，按{reading}为 {decides} 元",
    "below": "，低于标准 {floor} 元，差 {gap} 元",
    "reaches": "，达到标准 {floor} 元",
    "equals": "，正好等于标准 {floor} 元",
    "unverified": "；企业没有申报食材成本，待核实",
    "amber": "；按人次加权 {person_days} 元，低于标准",
    "readings": "；按人次加权 {person_days} 元，按享受人数 {enrolled} 元",
    "standard": "；含学生自理的餐标 {standard} 元，差 {standard_gap} 元",
    "missing": "；{incomplete}天没有报齐（{dates}），未报不算零",
    "if_now": "；如果现在周结为“{outcome}”",
    "end": "。",
    "join": "、",
    "person_days": "人次加权",
    "enrolled": "享受人数测算",
    "day": "{month}月{day}日",
    "unreported": "未报",
    "short": "未达标",
}
_EN = {
    "none": "{week}: no supply day.",
    "supply": "{days} supply days, ",
    "sum": "meal prices {sum} yuan",
    "total": "meal prices add up to {spend} yuan",
    "by_reading": ", {decides} yuan by {reading}",
    "below": ", below the floor of {floor} yuan by {gap} yuan",
    "reaches": ", which reaches the floor of {floor} yuan",
    "equals": ", exactly the floor of {floor} yuan",
    "unverified": "; the contractor declared no food cost, to be verified",
    "amber": "; weighted by heads {person_days} yuan, below the floor",
    "readings": "; weighted by heads {person_days} yuan, by pupils enrolled {enrolled} yuan",
    "standard": "; {standard_gap} yuan below the meal standard with top-up of {standard} yuan",
    "missing": "; {incomplete} days are not complete ({dates}); missing is not zero",
    "if_now": "; if it were closed now: {outcome}",
    "end": ".",
    "join": ", ",
    "person_days": "heads",
    "enrolled": "pupils enrolled",
    "day": "{month}/{day}",
    "unreported": "unreported",
    "short": "short",
}


def explain(figures, label, language="zh"):
    """The whole arithmetic: days, each meal's price, the sum, floor, gap, readings, what is missing."""
    words = _words(language)
    if not figures.supply_days:
        return words["none"].format(week=label)
    parts = [label, " " if language == "en" else "", words["supply"], _sum(figures, words), _verdict(figures, words)]
    parts += ["readings", "standard" if figures.standard_gap > 0 and figures.standard_fen > figures.floor_fen else ""]
    parts += ["missing", "if_now"] if figures.complete_days < figures.supply_days else []
    parts.append("unverified" if figures.outcome == "unverified" else "")
    return _said(parts, figures, words)


def why(figures, language="zh"):
    """The short form for a list: the sum against the floor, or what is missing."""
    words = _words(language)
    if not figures.supply_days:
        return words["none"].format(week=str(figures.week))
    parts = [words["supply"], _sum(figures, words, long=False), _verdict(figures, words)]
    if figures.complete_days < figures.supply_days:
        parts += ["missing", "if_now"]
    elif figures.outcome == "unverified":
        parts.append("unverified")
    elif figures.amber:
        parts.append("amber")
    elif figures.outcome == "met" and figures.standard_gap > 0:
        parts.append("standard")
    return _said(parts, figures, words)


def printed_sum(figures, places=2):
    """``4.71 + 4.52 + … = 23.06``: the prices of the meals that count and their sum, each rounded by itself.

    Where the rounded prices do not add up to the rounded sum an ``≈`` says so.
    """
    prices = [meal.price for meal in figures.meals if meal.counts]
    rounded = [_rounded(price, places) for price in prices]
    sign = "=" if sum(rounded) == _rounded(figures.spend, places) else "≈"
    return f"{' + '.join(_yuan(price, places) for price in prices) or 0} {sign} {_yuan(figures.spend, places)}"


def _words(language):
    return _EN if language == "en" else _ZH


def _sum(figures, words, *, long=True):
    text = words["sum" if long and figures.meals is not None else "total"]
    return text + ("" if figures.deciding == "spend" else words["by_reading"])


def _verdict(figures, words):
    incomplete = figures.complete_days < figures.supply_days
    if incomplete and not figures.closed:
        return ""
    if figures.decides < figures.floor_fen:
        return words["below"]
    return words["equals"] if figures.decides == figures.floor_fen else words["reaches"]


def _said(parts, figures, words):
    places = places_shown(figures)
    incomplete = [day.on for day in figures.days if not day.complete] if figures.meals is not None else []
    facts = {
        "days": figures.supply_days,
        "sum": printed_sum(figures, places) if figures.meals is not None else "",
        "spend": _yuan(figures.spend, places),
        "decides": _yuan(figures.decides, places),
        "reading": words.get(figures.deciding, ""),
        "floor": _fen(figures.floor_fen),
        "gap": _yuan(figures.gap, places),
        "person_days": _yuan(figures.spend_person_days),
        "enrolled": _yuan(figures.spend_enrolled),
        "standard": _fen(figures.standard_fen),
        "standard_gap": _yuan(figures.standard_gap),
        "incomplete": figures.supply_days - figures.complete_days,
        "dates": words["join"].join(words["day"].format(month=on.month, day=on.day) for on in incomplete),
        "outcome": words.get(figures.outcome, figures.outcome),
    }
    kept = [part for part in parts if part != "if_now" or (figures.outcome in words and not figures.closed)]
    return "".join(words.get(part, part) if part else "" for part in kept).format_map(facts) + words["end"]


def places_shown(figures):
    """Two; four for a borderline gap; more where the gap, or the way to the floor, would still round to nothing."""
    places = 4 if figures.borderline else 2
    if figures.gap:
        floor = Ratio(figures.floor_fen)
        while _rounded(figures.decides, places) == _rounded(floor, places) or not _rounded(figures.gap, places):
            places += 1
    return places


def _rounded(fen, places):
    """An amount in whole units of the last place that is printed."""
    return Ratio(fen.top, fen.bottom * 100).rounded(places)


def _yuan(fen, places=2):
    return fen_ratio_as_yuan(fen, places)


def _fen(fen):
    return plain_decimal(Ratio(fen).rounded(), 2)
