"""Published versions in words: their days, and what each changed against the one before."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from flask_babel import gettext as _

from mealwatch.kernel.quantity import plain
from mealwatch.menus.domain.publication import changes, content_of
from mealwatch.web import formats, words


def amount_words(mg):
    """``55克``; by bands ``6—8岁 55克、9—11岁 65克``; nothing where it is not stated."""
    if "" in mg:
        return _grams(mg[""])
    return "、".join(f"{words.word(band, 'age_band')} {_grams(value)}" for band, value in mg.items())


def days_shown(publication):
    """[(day, [(meal, hour, copied from, cost, [(dish, method, [(ingredient, amount), ...]), ...]), ...]), ...]."""
    cost = publication.content["cost"]
    return [
        (
            date.fromisoformat(day["on"]),
            [
                (
                    meal["meal"],
                    meal["at"],
                    meal["copied_from"],
                    cost.get(f"cost|{day['on']}|{meal['meal']}"),
                    [
                        (dish["name"], dish["method"], [(row["name"], amount_words(row["mg"])) for row in dish["rows"]])
                        for dish in meal["dishes"]
                    ],
                )
                for meal in day["meals"]
            ],
        )
        for day in publication.days
    ]


def changes_shown(versions):
    """{version: [sentence, ...]} of every version after the first."""
    pairs = pairwise(versions)
    return {
        after.version: [_sentence(one) for one in changes(before.content, after.content)] for before, after in pairs
    }


def _sentence(one):
    place = f"{formats.day(date.fromisoformat(one.on))}{words.word(one.meal, 'meal')}"
    told = {"place": place, "dish": one.dish, "food": one.ingredient}
    if one.kind == "hour":
        return _("%(place)s：供餐时间 %(was)s 改为 %(now)s", was=one.was or "—", now=one.now or "—", **told)
    if one.kind == "method":
        return _("%(place)s：“%(dish)s”的做法由%(was)s改为%(now)s", was=one.was, now=one.now, **told)
    if one.kind == "amount":
        amounts = {"was": amount_words(one.was), "now": amount_words(one.now)}
        return _("%(place)s：“%(dish)s”里%(food)s %(was)s 改为 %(now)s", **amounts, **told)
    if not one.ingredient:
        text = {"added": _("%(place)s：加了“%(dish)s”", **told), "removed": _("%(place)s：去掉“%(dish)s”", **told)}
        return text[one.kind]
    if one.kind == "added":
        return _("%(place)s：“%(dish)s”加了%(food)s %(now)s", now=amount_words(one.now), **told)
    return _("%(place)s：“%(dish)s”去掉%(food)s", **told)


def _grams(mg):
    return _("未写") if mg is None else _("%(grams)s克", grams=plain(Fraction(mg, 1000)))


def differences(before, after, known):
    """What changes between two states of one meal (domain.dishes.Meal), in sentences."""
    old, new = (content_of([meal], known) for meal in (before, after))
    return [_sentence(one) for one in changes(old, new)]
