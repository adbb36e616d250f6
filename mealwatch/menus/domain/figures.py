"""What a planned week costs and contains, worked out from JSON values alone: the server and the device do the same.

``plan``: [{"on", "meal", "dishes": [{"rows": [{"code", "mg": {band: whole mg or null}}]}]}].
``facts``: what is known of the foods, the bands that eat, the floor and the standard (see menus/facts.py).
The answer is flat: {key: text}, amounts rounded half up where they are printed and compared before that.
frontend/menu/figures.js is its twin, held to the same answers by a test: change both or neither.
"""

from collections import defaultdict
from fractions import Fraction

MET, SHORT, LOW, HIGH, OK, UNKNOWN, ADVICE, NONE = "met", "short", "low", "high", "ok", "unknown", "advice", ""


def figures(plan, facts):
    """Every figure of the week by its key."""
    meals, found = _planned(plan), costs(plan, facts)
    for band, _ in facts["bands"]:
        _groups(meals, facts, band, found)
        _nutrients(meals, facts, band, found)
    _kinds(meals, facts, found)
    return found


def costs(plan, facts):
    """What the week costs alone: the figures whose keys begin with ``cost|``."""
    meals, bands, found = _planned(plan), facts["bands"] or [["", 1]], {}
    heads = sum(number for _, number in bands) or len(bands)
    total, planned, unpriced = Fraction(0), 0, {}
    for meal in meals:
        cost = Fraction(0)
        for band, number in bands:
            for code, mg in _rows(meal, band):
                fen = facts["foods"][code]["fen"]
                if mg and fen is None:
                    unpriced[facts["foods"][code]["name"]] = True
                elif mg:
                    cost += _ratio(fen) * mg * (number if sum(n for _, n in bands) else 1)
        cost /= heads
        found[f"cost|{meal['on']}|{meal['meal']}"] = _text(cost / 100, 2)
        if meal["on"] in facts["days"] and meal["meal"] in facts["subsidised"]:
            total += cost
            planned += meal["meal"] == facts["subsidised"][0]
    floor = facts["floor"] * len(facts["days"])
    found["cost|week"] = _text(total / 100, 2)
    found["cost|floor"] = _text(Fraction(floor, 100), 2)
    found["cost|gap"] = _text(max(Fraction(0), floor - total) / 100, 2)
    found["cost|days"] = f"{planned}/{len(facts['days'])}"
    found["cost|state"] = NONE if not meals else MET if total >= floor else SHORT
    found["cost|unpriced"] = "、".join(unpriced)
    return found


def _planned(plan):
    return [meal for meal in plan if any(dish["rows"] for dish in meal["dishes"])]


def _groups(meals, facts, band, found):
    judged = _judged(meals, facts)
    sums = defaultdict(Fraction)
    for meal in meals:
        for code, mg in _rows(meal, band):
            food = facts["foods"][code]
            if mg and food["group"]:
                sums[meal["meal"], food["group"]] += mg * _ratio(food["as"] or ["1", "1"])
    for group, spans in facts["standard"][band]["groups"].items():
        average = sum((_average(sums, meals, kind, group) for kind in _kinds_of(meals)), Fraction(0)) / 1000
        key = f"g|{band}|{group}"
        low, high = _span(spans, judged)
        found[key] = _text(average, 1)
        found[key + "|target"] = _span_text(low, high)
        found[key + "|state"] = _state(average, low, high, judged, advice=group in facts["advice"])


def _nutrients(meals, facts, band, found):
    judged = _judged(meals, facts)
    totals = {}
    for name, place in facts["nutrients"]:
        sums, lacking = defaultdict(Fraction), {}
        for meal in meals:
            for code, mg in _rows(meal, band):
                food = facts["foods"][code]
                amount = food["in"][place] if food["in"] else None
                if mg and amount is None:
                    lacking[food["name"]] = True
                elif mg:
                    sums[meal["meal"], ""] += Fraction(mg * amount, 100_000 * 1000)
        totals[name] = sum((_average(sums, meals, kind, "") for kind in _kinds_of(meals)), Fraction(0))
        spans = facts["standard"][band]["nutrients"].get(name)
        if spans is None:
            continue
        key = f"n|{band}|{name}"
        low, high = _span(spans, judged)
        state = _state(totals[name], low, high, judged)
        found[key] = _text(totals[name], facts["places"][name])
        found[key + "|target"] = _span_text(low, high)
        found[key + "|state"] = UNKNOWN if state == LOW and lacking else state
        found[key + "|lacking"] = "、".join(lacking)
    for name, (calories, low, high) in facts["of_energy"].items():
        key = f"e|{band}|{name}"
        share = totals[name] * calories * 100 / totals["energy"] if totals["energy"] else Fraction(0)
        found[key] = _text(share, 1)
        found[key + "|state"] = _state(share, Fraction(low), Fraction(high), judged) if totals["energy"] else NONE


def _kinds(meals, facts, found):
    week, days = set(), {}
    for meal in meals:
        day = days.setdefault(meal["on"], set())
        four = set()
        for dish in meal["dishes"]:
            for row in dish["rows"]:
                food = facts["foods"][row["code"]]
                if food["kind"]:
                    day.add(row["code"])
                    week.add(row["code"])
                if food["four"]:
                    four.add(food["four"])
        found[f"four|{meal['on']}|{meal['meal']}"] = str(len(four))
    for on, codes in days.items():
        found[f"kinds|{on}"] = str(len(codes))
    found["kinds|week"] = str(len(week))


def _rows(meal, band):
    """(code, mg) of what a band gets; without a band of its own what all get, else the first band's."""
    for dish in meal["dishes"]:
        for row in dish["rows"]:
            if band in row["mg"]:
                yield row["code"], row["mg"][band]
            elif "" in row["mg"]:
                yield row["code"], row["mg"][""]


def _kinds_of(meals):
    return sorted({meal["meal"] for meal in meals})


def _average(sums, meals, kind, group):
    return sums[kind, group] / sum(meal["meal"] == kind for meal in meals)


def _judged(meals, facts):
    """The meals with an amount in the standard that are on the plan."""
    return [kind for kind in facts["meals"] if any(meal["meal"] == kind for meal in meals)]


def _span(spans, judged):
    """The spans of the planned meals added up."""
    if not judged:
        return None, None
    ends = [[spans[kind][end] for kind in judged] for end in (0, 1)]
    low, high = (None if None in some else sum(map(_ratio, some), Fraction(0)) for some in ends)
    return low, high


def _state(value, low, high, judged, *, advice=False):
    if not judged:
        return NONE
    if low is not None and value < low:
        return ADVICE if advice else LOW
    return HIGH if high is not None and value > high else OK


def _span_text(low, high):
    if low is None and high is None:
        return ""
    if low is None:
        return f"≤{_short(high)}"
    return f"≥{_short(low)}" if high is None else f"{_short(low)}—{_short(high)}"


def _short(value):
    """At most one decimal, none where it is whole (below ten: two)."""
    text = _text(value, 2 if value < 10 else 1)
    return text.rstrip("0").rstrip(".")


def _ratio(pair):
    return Fraction(int(pair[0]), int(pair[1]))


def _text(value, places):
    scaled = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    digits = str(scaled).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
