"""The planner in words and values: what its script is given, what its figures say."""

import json
import re

from flask_babel import gettext as _

from mealwatch.menus.book import letters_of
from mealwatch.menus.domain.dishes import USUAL_HOUR
from mealwatch.menus.domain.menu import MEALS
from mealwatch.menus.presenters import grams
from mealwatch.web import formats, words

HOUR = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)


def band_word(band):
    """``6—8岁``."""
    return words.word(band, "age_band")


def day_for_script(on, supplied):
    """A day as the planner's tabs name it."""
    return {"on": on.isoformat(), "name": formats.weekday(on), "date": formats.day(on), "supplied": on in supplied}


def dish_for_script(dish, known):
    """A dish as the planner writes it: amounts as grams in text, empty where not stated."""
    return {
        "name": dish.name,
        "method": dish.method,
        "rows": [
            {
                "code": known[one.ingredient_id].code,
                "name": known[one.ingredient_id].name,
                "grams": {band: grams(mg) for band, mg in one.mg.items()},
            }
            for one in dish.portions
        ],
    }


def dish_offered(dish, times, known):
    """A dish of the book as the search box takes it."""
    return {
        "name": dish.name,
        "find": letters_of(dish.name),
        "used": times,
        "held": _("%(times)s次", times=times) if times else _("参考"),
        "dish": dish_for_script(dish, known),
    }


def hours(last):
    """When each meal is usually served: as this canteen last planned it."""
    return USUAL_HOUR | last


def rule_for_script(rule):
    """A rule on forbidden foods as the device judges by it."""
    return {
        "code": rule.code,
        "words": rule.words,
        "excepted": rule.excepted,
        "rule": rule.rule,
        "of": rule.applies_to,
        "basis": rule.basis,
    }


def slots(planned, form):
    """The planner's hidden fields: [(number, name, value, label)] of every meal of the week, as typed or as planned."""
    found = []
    for number, (on, meal) in enumerate((on, meal) for on in planned.week.days for meal in MEALS):
        standing = planned.by_place.get((on, meal))
        values = {
            "on": on.isoformat(),
            "meal": meal,
            "at": (standing and standing.serves_at) or "",
            "copied": (standing and standing.copied_from) or "",
            "dishes": _dishes_text(standing, planned.known),
        }
        at = f"meals-{number}-"
        if form is not None and form.sent:
            values |= {name: form.typed.get(at + name, "") for name in ("at", "copied", "dishes")}
        label = f"{formats.day(on)} {words.word(meal, 'meal')}"
        found.append((label, {at + name: value for name, value in values.items()}))
    return found


def _dishes_text(meal, known):
    dishes = [dish_for_script(dish, known) for dish in meal.dishes] if meal else []
    return json.dumps(dishes, ensure_ascii=False, separators=(",", ":")) if dishes else ""
