"""The notice for the wall (每周带量食谱公示表) as data for its template: always in Chinese, one page across."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from mealwatch.kernel.quantity import plain
from mealwatch.menus.domain.figures import figures
from mealwatch.menus.domain.publication import content_of
from mealwatch.web.words import WORDS

TEMPLATE = Path(__file__).parent / "templates" / "menus" / "notice.typ"
_WEEKDAYS = "一二三四五六日"
_AUTUMN = 8  # a term that begins in August or later is the autumn term


def data_of(planned, canteen, school):
    """What the template prints: the published version, or the plan where there is none."""
    published = planned.published
    content = published.content if published else content_of(planned.meals, planned.known)
    cost = content["cost"] or figures(planned.plain, planned.grounds.facts)
    kinds = [
        kind for kind in WORDS["meal"] if any(meal["meal"] == kind for d in content["days"] for meal in d["meals"])
    ]
    return {
        "title": _title(planned, school),
        "canteen": canteen.name,
        "composer": published.published_by if published else "",
        "version": f"第{published.version}版 {published.published_at:%Y-%m-%d} 公布" if published else "计划，尚未公布",
        "reason": (published.reason or "") if published else "",
        "meals": [str(WORDS["meal"][kind]) for kind in kinds],
        "days": [
            {"name": _day(date.fromisoformat(day["on"])), "cells": [_cell(day, kind, cost) for kind in kinds]}
            for day in content["days"]
        ],
        "week_cost": cost.get("cost|week", ""),
        "floor": cost.get("cost|floor", ""),
        "bands": _bands(content),
        "confirmed": [f"{one['name']}：{one['reason']}" for one in content["confirmed"]],
    }


def _bands(content):
    """The age bands in the order in which amounts are written; none where all get the same."""
    named = {
        band
        for day in content["days"]
        for meal in day["meals"]
        for dish in meal["dishes"]
        for row in dish["rows"]
        for band in row["mg"]
        if band
    }
    return [str(word) for band, word in WORDS["age_band"].items() if band in named]


def _title(planned, school):
    week = planned.week
    first, last = (planned.grounds.days or week.days[:5])[0], (planned.grounds.days or week.days[:5])[-1]
    span = f"{first.month}月{first.day}日—{last.month}月{last.day}日"
    if planned.term is None:
        return f"{school.name}食堂{week}周带量食谱公示表（{span}）"
    term, number = planned.term
    season = "秋" if term.starts_on.month >= _AUTUMN else "春"
    return f"{school.name}食堂{term.starts_on.year}年{season}季学期第{number}周带量食谱公示表（{span}）"


def _cell(day, kind, cost):
    meal = next((meal for meal in day["meals"] if meal["meal"] == kind), None)
    if meal is None:
        return None
    return {
        "at": meal["at"] or "",
        "cost": cost.get(f"cost|{day['on']}|{kind}", ""),
        "dishes": [
            {"name": dish["name"], "method": dish["method"], "foods": [_food(row) for row in dish["rows"]]}
            for dish in meal["dishes"]
        ],
    }


def _food(row):
    """``猪瘦肉 55``; by bands ``大米 90/110/150``."""
    return f"{row['name'].partition('（')[0]} {'/'.join(_grams(mg) for mg in row['mg'].values())}"


def _grams(mg):
    return "—" if mg is None else plain(Fraction(mg, 1000))


def _day(on):
    return f"{on.month}月{on.day}日 周{_WEEKDAYS[on.weekday()]}"
