"""What this week's menus plan, what was published of them, and what the names of foods say."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from mealwatch.alerts.domain.foods import Foods, Verdict, published_of
from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.kitchen import MenuLine
from mealwatch.alerts.goods import dear_grams
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.forbidden import ALLOW, ANY, DISH, INGREDIENT, Rule, judge, words_of
from mealwatch.menus import queries
from mealwatch.storage.bare import Dates

_PROCESSED = Path(__file__).parents[2] / "tables" / "processed.csv"
PROCESSED = "processed"


@part("menus")
def menus(county_id, given):
    """``{canteen id: [MenuLine]}`` of this week's standing menus, by day and meal."""
    dates, found = Dates(), defaultdict(list)
    for row in queries.rows_by_canteen(county_id, given.week.monday, given.week.sunday):
        found[row[0]].append(MenuLine(dates[row[1]], *row[2:]))
    return dict(found)


@part("published")
def published(county_id, given):
    """``{canteen id: Published}`` of this week's menus."""
    found = queries.publications_of_week(county_id, given.week.monday)
    return {canteen_id: published_of(canteen_id, versions) for canteen_id, versions in found.items()}


@part("foods")
def foods(county_id, given):
    """The Foods of this week: each name is judged once for the whole county."""
    rules = [*catalogue.forbidden_rules(county_id), *_processed()]
    planned = {
        canteen_id: [(line.on, line.meal, line.dish, line.ingredient_id) for line in lines]
        for canteen_id, lines in given.part("menus").items()
    }
    names = sorted({dish for rows in planned.values() for _, _, dish, _ in rows})
    found = {
        one.id: _verdict(judge(one.name, one.aliases, rules, INGREDIENT)) for one in given.part("ingredients").values()
    }
    dishes = {name: _verdict(judge(name, (), rules, DISH)) for name in names}
    return Foods(_told(found), _told(dishes), planned)


@part("dear_grams")
def standard_grams(county_id, given):
    """``{(meal, age band): grams}`` of meat, fish and eggs that the standard has for a meal at least."""
    return dear_grams()


def _verdict(verdict):
    if verdict.answer == ALLOW:
        return None
    answer = PROCESSED if verdict.code.startswith(PROCESSED) else verdict.answer
    return Verdict(answer, verdict.word, verdict.basis, verdict.key)


def _told(verdicts):
    return {key: verdict for key, verdict in verdicts.items() if verdict}


@cache
def _processed():
    with _PROCESSED.open(encoding="utf-8", newline="") as table:
        return tuple(
            Rule(
                f"{PROCESSED}-{number}",
                row["name"],
                words_of(row["words"]),
                words_of(row["except"]),
                "ask",
                ANY,
                row["basis"],
            )
            for number, row in enumerate(csv.DictReader(table), start=1)
        )
