"""Ingredients and suppliers, as values."""

from sqlalchemy import select

from mealwatch.audit.kept import Kept
from mealwatch.catalogue import errors, models
from mealwatch.catalogue.domain.ingredient import Ingredient, Supplier, aliases_of
from mealwatch.catalogue.known_forbidden import read_rule, usual_rules
from mealwatch.extensions import db

_ingredient = models.Ingredient.__table__.c
_supplier = models.Supplier.__table__.c
_INGREDIENT = select(*(_ingredient[name] for name in Ingredient.__dataclass_fields__))
_version = models.SupplierVersion.__table__.c
#: The first day of a licence stands with its version alone.
_LICENCE_FROM = (
    select(_version.licence_from)
    .where(_version.county_id == _supplier.county_id, _version.supplier_id == _supplier.id)
    .order_by(_version.number.desc())
    .limit(1)
    .scalar_subquery()
    .label("licence_from")
)
_SUPPLIER = select(
    *(_LICENCE_FROM if name == "licence_from" else _supplier[name] for name in Supplier.__dataclass_fields__)
)

#: What the journal keeps of the changeable tables.
KEPT = (
    Kept("ingredient", models.Ingredient.__table__),
    Kept("supplier", models.Supplier.__table__),
    Kept("supplier_version", models.SupplierVersion.__table__),
    Kept("forbidden_food", models.ForbiddenFood.__table__),
    Kept("price_list", models.PriceList.__table__),
    Kept("price_list_row", models.PriceListRow.__table__),
)


def ingredients_of(county_id, ingredient_ids=None):
    """The county's ingredients (or these of them), by code."""
    statement = _INGREDIENT.where(_ingredient.county_id == county_id).order_by(_ingredient.code)
    if ingredient_ids is not None:
        statement = statement.where(_ingredient.id.in_(list(ingredient_ids)))
    return [_as(Ingredient, row) for row in db.session.execute(statement)]


def find_ingredient(county_id, code):
    """The ingredient with this code, or None."""
    return _one(Ingredient, _INGREDIENT.where(_ingredient.county_id == county_id, _ingredient.code == code))


def get_ingredient(county_id, code):
    """The ingredient with this code. Raises NoIngredient."""
    ingredient = find_ingredient(county_id, code)
    if ingredient is None:
        raise errors.NoIngredient(field="ingredient_code", value=code)
    return ingredient


def suppliers_of(county_id):
    """The county's suppliers, by code."""
    statement = _SUPPLIER.where(_supplier.county_id == county_id).order_by(_supplier.code)
    return [_as(Supplier, row) for row in db.session.execute(statement)]


def find_supplier(county_id, code):
    """The supplier with this code, or None."""
    return _one(Supplier, _SUPPLIER.where(_supplier.county_id == county_id, _supplier.code == code))


def get_supplier(county_id, code):
    """The supplier with this code. Raises NoSupplier."""
    supplier = find_supplier(county_id, code)
    if supplier is None:
        raise errors.NoSupplier(field="supplier_code", value=code)
    return supplier


def forbidden_rules(county_id):
    """The rules on forbidden foods by code: the usual ones, those that the county changed or added in their place.

    A rule that is not ``active`` hits nothing.
    """
    table = models.ForbiddenFood.__table__
    own = db.session.execute(select(table).where(table.c.county_id == county_id)).mappings()
    known = usual_rules() | {row["code"]: read_rule(row) for row in own}
    return sorted(known.values(), key=lambda rule: rule.code)


def own_forbidden_codes(county_id):
    """The codes of the rules that the county changed or added."""
    table = models.ForbiddenFood.__table__.c
    return set(db.session.scalars(select(table.code).where(table.county_id == county_id)))


def get_forbidden_rule(county_id, code):
    """The rule with this code. Raises NoForbiddenFood."""
    found = next((rule for rule in forbidden_rules(county_id) if rule.code == code), None)
    if found is None:
        raise errors.NoForbiddenFood(field="code", value=code)
    return found


def _one(kind, statement):
    row = db.session.execute(statement).one_or_none()
    return _as(kind, row) if row else None


def _as(kind, row):
    return kind(*row[:3], aliases_of(row.aliases), *row[4:])
