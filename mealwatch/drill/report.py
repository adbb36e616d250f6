"""The drill's result as lines for reading and as JSON; numbers are printed from whole numbers."""

import json
import unicodedata

from mealwatch.kernel.errors import mark

_SCHEMES = (
    mark("手法"),
    mark("案例"),
    mark("三周内发现"),
    mark("发现率"),
    mark("天数中位"),
    mark("最久"),
    mark("先由规则"),
)
_RULES = (mark("规则"), mark("对应案例"), mark("余波"), mark("误报"), mark("准确率"))
_MISSED = mark("没有按时发现：{name}（{variant} {strength}）{schools} {first} 起{late}")
_LATE = mark("，{days} 天后才发现")
_FALSE = mark("误报：{rule} {school} {first}—{last}")
_RATE = mark("误报合计 {count} 次；无案例的学校学期 {terms} 个；每校每学期 {rate} 次")
_SIZE = mark("{schools} 所学校，{weeks} 个教学周，{cases} 个案例，种子 {seed}")


def lines(year, score, seconds, say):
    """The report for reading. ``say`` translates."""
    yield say(_SIZE).format(schools=len(year.schools), weeks=len(year.weeks), cases=len(year.cases), seed=year.seed)
    yield ""
    yield from _table([say(word) for word in _SCHEMES], [_scheme_cells(one) for one in score.schemes])
    yield ""
    yield from _table([say(word) for word in _RULES], [_rule_cells(one) for one in score.rules])
    yield ""
    for hit in score.hits:
        if not hit.in_time:
            yield _missed(hit, say)
    for rule, school, first, last in score.false_runs:
        yield say(_FALSE).format(rule=rule, school=school, first=first, last=last)
    yield say(_RATE).format(count=score.false_alarms, terms=decimal(score.school_terms, 1), rate=decimal(score.rate, 2))
    yield "  ".join(f"{part} {took:.1f} s" for part, took in seconds.items())


def as_json(year, score, seconds):
    """The same as JSON text."""
    return json.dumps(
        {
            "schools": len(year.schools),
            "weeks": len(year.weeks),
            "seed": year.seed,
            "schemes": [
                {
                    "scheme": one.id,
                    "cases": one.cases,
                    "found": one.found,
                    "median_days": one.median_days,
                    "worst_days": one.worst_days,
                    "rules": list(one.rules),
                }
                for one in score.schemes
            ],
            "cases": [
                {**hit.case.row(), "days": hit.days, "in_time": hit.in_time, "rules": list(hit.rules)}
                for hit in score.hits
            ],
            "rules": [
                {"rule": one.rule, "right": one.right, "echoes": one.echoes, "false": one.false} for one in score.rules
            ],
            "false_runs": [[rule, school, str(first), str(last)] for rule, school, first, last in score.false_runs],
            "false_alarms": score.false_alarms,
            "school_terms": decimal(score.school_terms, 1),
            "false_alarms_per_school_and_term": decimal(score.rate, 3),
            "seconds": {part: round(took, 1) for part, took in seconds.items()},
        },
        ensure_ascii=False,
        indent=2,
    )


def decimal(value, places):
    """A fraction, 0 or more, as a plain decimal, rounded half up."""
    scaled = (value.numerator * 10**places * 2 + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest:0{places}}"


def _scheme_cells(one):
    recall = f"{one.found * 100 // one.cases}%" if one.cases else "—"
    days = [str(value) if value is not None else "—" for value in (one.median_days, one.worst_days)]
    return [one.name, str(one.cases), str(one.found), recall, *days, " ".join(one.rules)]


def _rule_cells(one):
    precision = one.precision
    shown = "—" if precision is None else f"{precision.numerator * 100 // precision.denominator}%"
    return [one.rule, str(one.right), str(one.echoes), str(one.false), shown]


def _missed(hit, say):
    case = hit.case.row()
    late = say(_LATE).format(days=hit.days) if hit.days else ""
    return say(_MISSED).format(
        name=case["name"], variant=case["variant"], strength=case["strength"], schools=case["schools"],
        first=case["first_week"], late=late,
    )  # fmt: skip


def _table(headings, rows):
    table = [headings, *rows]
    widths = [max(_width(row[k]) for row in table) for k in range(len(headings))]
    for row in table:
        yield "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text):
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
