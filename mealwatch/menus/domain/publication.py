"""A published week: what stood on the wall, word for word, and what a later version changed.

The content names ingredients by code and name and amounts in milligrams, so it
can be read after the catalogue has changed. Two versions are the same menu
where their days are the same; what a meal was expected to cost on the day of
publishing is kept beside them and makes no version of its own.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from mealwatch.audit.chain import canonical


@dataclass(frozen=True)
class Publication:
    """One version; ``content`` as ``content_of`` makes it."""

    monday: date
    version: int
    digest: str
    content: dict
    reason: str | None
    published_at: datetime
    published_by: str

    @property
    def days(self):
        return self.content["days"]

    @property
    def confirmed(self):
        """Foods that were asked about: dicts with key, name, rule, basis, reason."""
        return self.content["confirmed"]


@dataclass(frozen=True)
class Change:
    """What one version changed: kind is added, removed, amount, method, hour; of a dish or one ingredient of it."""

    on: str
    meal: str
    kind: str
    dish: str
    ingredient: str = ""
    was: object = None
    now: object = None


def content_of(meals, ingredients, *, confirmed=(), cost=None):
    """The content to freeze: ``meals`` in order of day and meal, ``ingredients`` {id: Ingredient}, JSON values."""
    days = {}
    for meal in meals:
        days.setdefault(meal.on.isoformat(), []).append(_meal(meal, ingredients))
    found = [{"on": on, "meals": some} for on, some in days.items()]
    return {"days": found, "confirmed": list(confirmed), "cost": cost or {}}


def text_of(content):
    """Its canonical text and the sha256 of it."""
    text = canonical(content)
    return text, hashlib.sha256(text.encode()).hexdigest()


def read(text):
    return json.loads(text)


def changes(before, after):
    """What the days of ``after`` changed against those of ``before``, by day, meal and dish."""
    old, new = _by_meal(before), _by_meal(after)
    found = []
    for place in sorted(old.keys() | new.keys()):
        found += _between(place, old.get(place), new.get(place))
    return found


def _between(place, old, new):
    was = {dish["name"]: dish for dish in old["dishes"]} if old else {}
    now = {dish["name"]: dish for dish in new["dishes"]} if new else {}
    if old and new and old["at"] != new["at"]:
        yield Change(*place, "hour", "", was=old["at"], now=new["at"])
    for name in was.keys() - now.keys():
        yield Change(*place, "removed", name, was=was[name]["rows"])
    for name, dish in now.items():
        if name not in was:
            yield Change(*place, "added", name, now=dish["rows"])
            continue
        if was[name]["method"] != dish["method"]:
            yield Change(*place, "method", name, was=was[name]["method"], now=dish["method"])
        yield from _rows(place, name, was[name]["rows"], dish["rows"])


def _rows(place, dish, before, after):
    was = {row["code"]: row for row in before}
    now = {row["code"]: row for row in after}
    for code, row in was.items():
        if code not in now:
            yield Change(*place, "removed", dish, row["name"], was=row["mg"])
    for code, row in now.items():
        if code not in was:
            yield Change(*place, "added", dish, row["name"], now=row["mg"])
        elif was[code]["mg"] != row["mg"]:
            yield Change(*place, "amount", dish, row["name"], was=was[code]["mg"], now=row["mg"])


def _by_meal(content):
    return {(day["on"], meal["meal"]): meal for day in content["days"] for meal in day["meals"]}


def _meal(meal, ingredients):
    return {
        "meal": meal.meal,
        "at": meal.serves_at,
        "copied_from": meal.copied_from,
        "dishes": [
            {
                "name": dish.name,
                "method": dish.method,
                "rows": [
                    {
                        "code": ingredients[one.ingredient_id].code,
                        "name": ingredients[one.ingredient_id].name,
                        "mg": dict(one.mg),
                    }
                    for one in dish.portions
                ],
            }
            for dish in meal.dishes
        ],
    }
