"""From what was typed to what the service takes: names, spoken quantities, shelf lives; the same for a waiting paper.

A paper that waits for its second person is kept as it was typed and comes
through here again when it is signed.
"""

from marshmallow import EXCLUDE

from mealwatch.acceptance import errors, service
from mealwatch.acceptance.domain import record
from mealwatch.acceptance.domain.shelf import last_good_day
from mealwatch.acceptance.schemas import DeliveryForm, ReceiptForm
from mealwatch.catalogue import errors as catalogue_errors
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.names import Names, the_one
from mealwatch.catalogue.domain.search import folded
from mealwatch.catalogue.presenters import units_of
from mealwatch.kernel.quantity import NotWhole, UnitDoesNotFit
from mealwatch.kernel.spoken import heard
from mealwatch.signing import service as signing
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.web import words
from mealwatch.web.forms import nested

SCHEMAS = {"receipt": ReceiptForm, "delivery": DeliveryForm}
_QUANTITIES = ("ordered", "noted", "returned", "accepted")
_SECOND = "second_"


def names_of(county_id):
    """The county's ingredients and suppliers, to resolve what was typed."""
    return Names(catalogue.ingredients_of(county_id), catalogue.suppliers_of(county_id))


def accept(county_id, canteen_id, kind, given, known, *, second=None, by, now):
    """Post what a schema loaded. ``second``: who signed already; else the form names the second person.

    Raises what ``service.accept`` raises, with fields as they were typed.
    """
    resolved = resolve(kind, given, known) | {"acceptor_1": plain_name(by.name)}

    def sign(doc_no, content):
        return second or signing.second(
            county_id,
            canteen_id,
            given,
            purpose="accept",
            subject=kind,
            key=doc_no,
            content=content,
            on=given["dated_on"],
            by=by,
            now=now,
            others=(given.get("buyer"),),
        )

    own = given.get("proposed_no") == given["doc_no"]
    return service.accept(
        county_id, canteen_id, kind, given["doc_no"], resolved, sign=sign, by=by, now=now, renumber=own
    )


def loaded(kind, typed):
    """A waiting paper's typed fields as the schema reads them. Raises ValidationError."""
    return SCHEMAS[kind]().load(nested(typed), unknown=EXCLUDE)


def resolve(kind, given, known):
    """What the service takes: the supplier and the ingredients as values, quantities in base units.

    Raises SellerUnknown, SellerMissing, NoIngredient, QuantityUnclear, QuantityUnit, QuantityParts, ExpiryUnclear,
    TemperatureUnclear.
    """
    supplier, seller = _seller(given, known)
    head = {name: value for name, value in given.items() if not name.startswith(_SECOND) and name != "lines"}
    lines = [_line(kind, line, number, given["dated_on"], known) for number, line in enumerate(given["lines"])]
    return head | {"supplier": supplier, "seller": seller, "lines": lines, "arrived_at": _clock(given)}


def find_supplier(known, text):
    """The supplier that a text names by code, name or other name; None where no one or several do."""
    wanted = folded(text)
    found = [
        one
        for one in known.suppliers.values()
        if wanted in {folded(one.code), folded(one.name), *map(folded, one.aliases)}
    ]
    return found[0] if len(found) == 1 else None


def _seller(given, known):
    text = given.get("supplier_code")
    if not text:
        raise errors.SellerMissing(field="supplier_code")
    found = find_supplier(known, text)
    if found:
        return found, None
    if not given["unlisted"]:
        raise errors.SellerUnknown(field="supplier_code", value=text)
    return None, text


def _line(kind, line, number, dated_on, known):
    place = f"lines.{number}."
    rest = {
        name: value
        for name, value in line.items()
        if not name.startswith(("cert_", "check_")) and name != "temperature"
    }
    rest["certificates"] = {one: line[f"cert_{one}"] for one in record.CERTIFICATES if line.get(f"cert_{one}")}
    rest["checks"] = {one: line[f"check_{one}"] for one in record.CHECKS if line.get(f"check_{one}")}
    rest["temperature_tenths"] = _tenths(line.get("temperature"), place)
    return rest if kind == "delivery" else _goods(rest, place, dated_on, known)


def _goods(rest, place, dated_on, known):
    text = rest.pop("ingredient_code")
    ingredient = the_one(known.ingredients.values(), text)
    if ingredient is None:
        raise catalogue_errors.NoIngredient(field=place + "ingredient_code", value=text)
    usual = units_of(ingredient)
    unit = rest["unit"] if rest.get("unit") in dict(usual) else usual[0][0]
    said = rest.get("weighed")
    if said:
        rest["weighed"], unit = _heard(said, ingredient, unit, place + "weighed")
    for name in _QUANTITIES:
        if rest.get(name):
            rest[name], _unit = _heard(rest[name], ingredient, unit, place + name)
    expires = rest.pop("expires", None)
    made = rest.get("produced_on") or dated_on
    rest["expires_on"] = last_good_day(expires, made) if expires else None
    if expires and rest["expires_on"] is None:
        raise errors.ExpiryUnclear(field=place + "expires_on", value=expires)
    asked = rest.pop("asked_per", None)
    rest["per"] = (asked if rest.get("price_answer") and asked else rest.get("per")) or unit
    return rest | {"ingredient": ingredient, "unit": unit}


def _heard(text, ingredient, unit, field):
    try:
        return heard(text, ingredient.measure, unit)
    except UnitDoesNotFit as problem:
        options = "、".join(word for _code, word in units_of(ingredient))
        word = words.word(str(problem), "unit")
        raise errors.QuantityUnit(field=field, name=ingredient.name, value=word, options=options) from None
    except NotWhole:
        raise errors.QuantityParts(field=field, name=ingredient.name, value=text) from None
    except ValueError:
        raise errors.QuantityUnclear(field=field, value=text) from None


def _tenths(text, place):
    try:
        return record.tenths(text) if text else None
    except ValueError:
        raise errors.TemperatureUnclear(field=place + "temperature", value=text) from None


def _clock(given):
    text = (given.get("arrived_at") or "").replace("：", ":")
    return text.rjust(5, "0") if text else None
