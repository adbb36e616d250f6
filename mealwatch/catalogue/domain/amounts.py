"""A quantity as somebody typed it, for one ingredient: whole base units and the unit to say it back in, or a refusal.

base, unit = amount(rice, "2袋+3斤", "jin", field="lines.0.quantity")    # 51500, "jin"
"""

from mealwatch.catalogue import errors
from mealwatch.kernel.quantity import NotWhole, UnitDoesNotFit
from mealwatch.kernel.spoken import WORDS, TooMuch, UnitMissing, heard


def amount(ingredient, text, unit, *, field, zero=False):
    """``(base units, unit)`` of a text; a bare number counts ``unit`` (None: it is refused).

    Raises AmountNotUnderstood, AmountUnitMissing, AmountUnitDoesNotFit, AmountNotWhole, AmountTooMuch, and
    AmountZero unless ``zero`` may be said; all with ``field``, what was typed, and what can be written.
    """
    facts = {"name": ingredient.name, "value": text.strip()[:60], "examples": examples(ingredient)}
    try:
        base, said_in = heard(text, ingredient.measure, unit)
    except UnitMissing:
        raise errors.AmountUnitMissing(field=field, **facts) from None
    except UnitDoesNotFit as wrong:
        raise errors.AmountUnitDoesNotFit(field=field, word=_word(str(wrong), ingredient), **facts) from None
    except NotWhole:
        raise errors.AmountNotWhole(field=field, **facts) from None
    except TooMuch:
        raise errors.AmountTooMuch(field=field, **facts) from None
    except ValueError:
        raise errors.AmountNotUnderstood(field=field, **facts) from None
    if not base and not zero:
        raise errors.AmountZero(field=field, **facts)
    return base, said_in


def examples(ingredient):
    """What can be written for it: ``3斤、1.5公斤、2袋、2袋+3斤、半袋``."""
    usual = {"g": ["3斤", "1.5公斤"], "ml": ["2升", "500毫升"], "piece": ["12个"]}[ingredient.base_unit]
    package = ingredient.package_content and (ingredient.package_name or "包")
    more = [f"2{package}", f"2{package}+{usual[0]}", f"半{package}"] if package else []
    return "、".join([*usual, *more])


def _word(unit, ingredient):
    return (ingredient.package_name or "包") if unit == "package" else WORDS.get(unit, unit)
