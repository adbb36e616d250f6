"""Ingredients and suppliers, on the wire and in forms."""

from marshmallow import Schema, fields, validate

from mealwatch.catalogue.domain.checks import MOST_CONTENT
from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS
from mealwatch.kernel.errors import mark
from mealwatch.kernel.quantity import BASE_UNITS
from mealwatch.web.fields import Choice, DateField, QuantityField, Text, WholeNumber
from mealwatch.web.wire import PageSchema, PagingSchema

_CODE = validate.Regexp(r"[^/\s]+\Z", error=mark("编码不含斜杠和空格"))


def _optional(field, **options):
    return field(load_default=None, allow_none=True, **options)


class _Named(Schema):
    name = Text(most=60, required=True)


class IngredientFields(_Named):
    food_group = fields.String(
        required=True,
        validate=validate.OneOf(FOOD_GROUPS, error=mark("请从列表中选择类别")),
        metadata={"description": "One of the food groups, in Chinese"},
    )
    base_unit = Choice("unit", of=BASE_UNITS, required=True, metadata={"description": "In which stock is counted"})
    package_name = _optional(Text, most=10)
    package_content = _optional(
        WholeNumber, least=1, most=MOST_CONTENT, metadata={"description": "Base units in one package"}
    )
    grams_per_unit = _optional(
        QuantityField, metadata={"description": "Grams as bought of one base unit; 1 for g when empty"}
    )
    edible_percent = _optional(QuantityField, metadata={"description": "Edible part of what is bought, in percent"})


class IngredientSchema(IngredientFields):
    """A catalogue entry."""

    aliases = fields.List(Text(most=60), load_default=list)


class IngredientForm(IngredientFields):
    code = Text(most=40, required=True, validate=_CODE)
    aliases = Text(load_default="", empty=True)


class KnownIngredientSchema(IngredientSchema):
    code = fields.String()
    pinyin = fields.String(metadata={"description": "What a search matches beside the name"})


class SupplierFields(_Named):
    licence_no = _optional(Text, most=60)
    licence_from = DateField(
        allow_none=True,
        metadata={
            "description": "The licence's own first day; null counts it from the day on which it is entered, left out "
            "keeps what is known of the same licence"
        },
    )
    licence_expires_on = _optional(DateField)
    contact = _optional(Text, most=40)
    phone = _optional(Text, most=40)


class SupplierSchema(SupplierFields):
    """Who sells to canteens."""

    aliases = fields.List(Text(most=60), load_default=list)


class SupplierForm(SupplierFields):
    code = Text(most=40, required=True, validate=_CODE)
    aliases = Text(load_default="", empty=True)


class KnownSupplierSchema(SupplierSchema):
    code = fields.String()


class CatalogueQuery(PagingSchema):
    q = Text(most=60, load_default=None, metadata={"description": "Chinese, pinyin, initials, another name or code"})


class IngredientsSchema(PageSchema):
    items = fields.List(fields.Nested(KnownIngredientSchema))


class SuppliersSchema(PageSchema):
    items = fields.List(fields.Nested(KnownSupplierSchema))


class PriceListForm(Schema):
    """From when a price list counts, and where it comes from."""

    from_date = DateField(required=True)
    until_date = DateField(load_default=None)
    source = Text(most=120, required=True)
