"""Posting a loss from the phone: the document, its reasons in words, its photos."""

from fractions import Fraction

from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.amounts import amount
from mealwatch.catalogue.domain.names import the_one
from mealwatch.catalogue.errors import NoIngredient
from mealwatch.stock import service as stock
from mealwatch.stock.queries import documents
from mealwatch.stock.service.cosigning import post_signed
from mealwatch.stocktakes import errors
from mealwatch.web import words


def lose(county_id, canteen_id, given, *, by, now):
    """Post what spoiled, with who agreed. Returns Posted. Raises NoIngredient, WordsNeeded and what stock raises."""
    known = catalogue.ingredients_of(county_id)
    lines = []
    for number, line in enumerate(given["lines"]):
        place = f"lines.{number}."
        one = the_one(known, line["ingredient_code"])
        if one is None:
            raise NoIngredient(field=place + "ingredient_code", value=line["ingredient_code"])
        if line["reason_code"] == "other" and not line["reason"]:
            raise errors.WordsNeeded(field=place + "reason")
        base, unit = amount(one, line["quantity"], line["unit"], field=place + "quantity")
        said = [words.WORDS["loss_reason"][line["reason_code"]], line["reason"]]
        lines.append(
            {
                "ingredient_code": one.code,
                "quantity": Fraction(base, one.measure.content(unit)),
                "unit": unit,
                "reason": "；".join(part for part in said if part),
            }
        )

    def enter(paper):
        return stock.enter(county_id, canteen_id, "loss", paper["doc_no"], paper, by=by, now=now)

    posted = post_signed(county_id, canteen_id, "loss", given | {"lines": lines}, enter, by=by, now=now)
    if given["photos"]:
        head = documents.find_head(county_id, canteen_id, "loss", given["doc_no"])
        stock.photograph(county_id, canteen_id, head, given["photos"], by=by, now=now)
    return posted
