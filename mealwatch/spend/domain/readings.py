"""The three readings of a week's spend per pupil, as exact fen.

``spend`` adds up the unit prices; ``person_days`` weighs the same money by
heads, so that one dear day with few pupils cannot carry the week; ``enrolled``
asks how much of the entitlement became food. A meal counts only where the
group's record served a beneficiary.

Each works on pairs of whole numbers, and takes a meal apart rather than ask it:
this is what a county's figures spend their time on.
"""

from mealwatch.kernel.ratio import ZERO, Ratio


def spend(meals):
    """Sum of the unit prices."""
    top, bottom = 0, 1
    for pot, _, _, _, record in meals:
        if record and record[0]:
            eaters = pot.eaters
            top = top * eaters + pot.fen * bottom
            bottom *= eaters
    return Ratio(top, bottom)


def person_days(meals):
    """For each meal of the day: money eaten over heads, times the days on which it is subsidised; added up."""
    names = {meal[0].meal for meal in meals}
    if len(names) == 1:
        return _by_heads(meals)
    return Ratio.total(_by_heads([meal for meal in meals if meal[0].meal == name]) for name in sorted(names))


def enrolled(meals):
    """Sum of unit price x beneficiaries served / beneficiaries enrolled."""
    top, bottom = 0, 1
    for pot, _, beneficiaries, _, record in meals:
        if record and record[0]:
            whole = pot.eaters * beneficiaries
            top = top * whole + pot.fen * record[0] * bottom
            bottom *= whole
    return Ratio(top, bottom)


def _by_heads(meals):
    top, bottom, heads = 0, 1, 0
    for pot, _, beneficiaries, _, record in meals:
        if record and record[0]:
            eaters, served = pot.eaters, record[0]
            top = top * eaters + pot.fen * served * bottom
            bottom *= eaters
            heads += served
        else:
            heads += beneficiaries
    return Ratio(top * len(meals), bottom * heads) if heads else ZERO


READINGS = {"spend": spend, "person_days": person_days, "enrolled": enrolled}
