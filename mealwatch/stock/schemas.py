"""Documents on the wire and in forms: the same shape for both, one schema for each kind.

What all lines have in common (the supplier, who accepted) may stand once beside
them; a line that says it too says it for itself.
"""

from marshmallow import Schema, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.kernel.quantity import UNITS
from mealwatch.stock.domain.documents import KINDS, LONGEST_USE, MEALS, MOST
from mealwatch.web.fields import Choice, DateField, Flag, QuantityField, Text, WholeNumber, YuanField
from mealwatch.web.wire import PageSchema, PagingSchema

MOST_LINES = 200


def said(text, **more):
    """The description of a field in the API's document."""
    return {"metadata": {"description": text, **more}}


def optional(field, **options):
    """A field that may be left out or null, which means unknown."""
    return field(required=False, allow_none=True, load_default=None, **options)


def lines_of(schema):
    most = validate.Length(max=MOST_LINES, error=mark("一张单据最多 {max} 行"))
    return fields.List(fields.Nested(schema), required=True, validate=most)


class IngredientLine(Schema):
    ingredient_code = Text(most=40, required=True, metadata={"example": "GS01"})


class QuantityLine(IngredientLine):
    quantity = QuantityField(required=True)
    unit = Choice("unit", of=UNITS, required=True)


class OpeningLineSchema(QuantityLine):
    amount_fen = YuanField(required=True, data_key="amount_yuan")
    expires_on = optional(DateField)
    counted_by = optional(Text, most=40)
    witnessed_by = optional(Text, most=40)


class ReceiptLineSchema(QuantityLine):
    amount_fen = YuanField(required=True, data_key="amount_yuan", **said("For the whole quantity, carriage included"))
    supplier_code = optional(Text, most=40)
    batch_no = optional(Text, most=60)
    produced_on = optional(DateField)
    expires_on = optional(DateField, **said("Last day on which it may be used"))
    buyer = optional(Text, most=40)
    acceptor_1 = optional(Text, most=40)
    acceptor_2 = optional(Text, most=40, **said("Another person than acceptor_1"))


class IssueLineSchema(QuantityLine):
    use_days = WholeNumber(
        least=1,
        most=LONGEST_USE,
        load_default=1,
        **said("Supply days over which the cost is spread: a barrel of oil, a sack of salt"),
    )
    storekeeper = optional(Text, most=40)
    collector = optional(Text, most=40)


class DeliveryLineSchema(Schema):
    portions = WholeNumber(least=1, most=MOST, required=True)
    amount_fen = YuanField(required=True, data_key="amount_yuan")
    food_cost_fen = optional(YuanField, data_key="food_cost_yuan", **said("Without it the whole amount counts"))
    supplier_code = optional(Text, most=40)
    acceptor_1 = optional(Text, most=40)
    acceptor_2 = optional(Text, most=40)


class LossLineSchema(QuantityLine):
    reason = optional(Text, most=200)
    approved_by = optional(Text, most=40)


class StocktakeLineSchema(IngredientLine):
    counted = QuantityField(required=True, zero=True, data_key="counted_quantity", **said("0 is a count"))
    unit = Choice("unit", of=UNITS, required=True)
    reason = optional(Text, most=200)
    counted_by = optional(Text, most=40)
    witnessed_by = optional(Text, most=40)


class DocumentSchema(Schema):
    dated_on = DateField(required=True, metadata={"example": "2026-11-02"})


class MealDocumentSchema(DocumentSchema):
    meal = Choice("meal", of=MEALS, required=True)


class OpeningSchema(DocumentSchema):
    """What lay in the store when the records began, counted and valued by two people."""

    lines = lines_of(OpeningLineSchema)
    counted_by = optional(Text, most=40)
    witnessed_by = optional(Text, most=40)


class ReceiptSchema(DocumentSchema):
    """Goods received, weighed and accepted."""

    lines = lines_of(ReceiptLineSchema)
    supplier_code = optional(Text, most=40)
    buyer = optional(Text, most=40)
    acceptor_1 = optional(Text, most=40)
    acceptor_2 = optional(Text, most=40)


class IssueSchema(MealDocumentSchema):
    """Goods that left the store for one meal."""

    lines = lines_of(IssueLineSchema)
    storekeeper = optional(Text, most=40)
    collector = optional(Text, most=40)


class DeliverySchema(MealDocumentSchema):
    """Meals bought from a contractor."""

    lines = lines_of(DeliveryLineSchema)
    supplier_code = optional(Text, most=40)
    acceptor_1 = optional(Text, most=40)
    acceptor_2 = optional(Text, most=40)


class LossSchema(DocumentSchema):
    """Spoiled goods: they leave the stock and are no meal's cost."""

    lines = lines_of(LossLineSchema)
    approved_by = optional(Text, most=40)


class StocktakeSchema(DocumentSchema):
    """Goods counted against the book."""

    lines = lines_of(StocktakeLineSchema)
    counted_by = optional(Text, most=40)
    witnessed_by = optional(Text, most=40)


SCHEMAS = {
    "opening": OpeningSchema,
    "receipt": ReceiptSchema,
    "issue": IssueSchema,
    "delivery": DeliverySchema,
    "loss": LossSchema,
    "stocktake": StocktakeSchema,
}


class NumberSchema(Schema):
    """The document's number, which a form carries in a field and the API in the address."""

    doc_no = Text(most=40, required=True, validate=validate.Regexp(r"[^/]+\Z", error=mark("单号里不能有斜杠")))


class ReversalSchema(Schema):
    """Undoes a whole posted document, with the reason; the document stays readable."""

    dated_on = DateField(required=True)
    reason = Text(most=200, required=True)
    reversed_by = Text(most=40, required=True)


class PostedReversalSchema(ReversalSchema):
    entered_at = fields.AwareDateTime(dump_only=True)
    entered_by = fields.String(dump_only=True)


class DrawSchema(Schema):
    """What was taken from one lot."""

    lot_kind = Choice("kind", of=KINDS)
    lot_doc_no = fields.String()
    received_on = DateField()
    expires_on = DateField(allow_none=True)
    quantity = QuantityField(**said("In base units"))
    cost_fen = YuanField(data_key="cost_yuan", metadata={"pattern": r"^-?\d{1,12}(\.\d{1,2})?$"})


class PostedLineSchema(Schema):
    """A line as posted; what its kind does not have is left out."""

    line_no = WholeNumber(least=1)
    ingredient_code = fields.String()
    ingredient_name = fields.String()
    quantity = QuantityField()
    counted_quantity = QuantityField(zero=True)
    book_quantity = QuantityField(zero=True, **said("What the book said when the count was entered"))
    unit = Choice("unit", of=UNITS)
    portions = WholeNumber()
    amount_fen = YuanField(data_key="amount_yuan")
    food_cost_fen = YuanField(data_key="food_cost_yuan", allow_none=True)
    cost_fen = YuanField(data_key="cost_yuan", metadata={"pattern": r"^-?\d{1,12}(\.\d{1,2})?$"})
    use_days = WholeNumber(least=1)
    supplier_code = fields.String(allow_none=True)
    batch_no = fields.String(allow_none=True)
    produced_on = DateField(allow_none=True)
    expires_on = DateField(allow_none=True)
    buyer = fields.String(allow_none=True)
    acceptor_1 = fields.String(allow_none=True)
    acceptor_2 = fields.String(allow_none=True)
    storekeeper = fields.String(allow_none=True)
    collector = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    approved_by = fields.String(allow_none=True)
    counted_by = fields.String(allow_none=True)
    witnessed_by = fields.String(allow_none=True)
    draws = fields.List(fields.Nested(DrawSchema))


class HeadSchema(Schema):
    """A posted document without its lines."""

    kind = Choice("kind", of=KINDS)
    canteen_code = fields.String()
    doc_no = fields.String()
    dated_on = DateField()
    meal = Choice("meal", of=MEALS, allow_none=True)
    total_fen = YuanField(data_key="total_yuan", metadata={"pattern": r"^-?\d{1,12}(\.\d{1,2})?$"})
    entered_at = fields.AwareDateTime()
    entered_by = fields.String()
    imported = Flag()
    reversal = fields.Nested(PostedReversalSchema, allow_none=True)


class PostedDocumentSchema(HeadSchema):
    """A posted document: it never changes, and may be reversed once."""

    lines = fields.List(fields.Nested(PostedLineSchema))


class DocumentsQuery(PagingSchema):
    kind = Choice("kind", of=KINDS, load_default=None)
    first = DateField(load_default=None, **said("From this date of the documents on"))
    last = DateField(load_default=None, **said("Up to this date, included"))


class DocumentsSchema(PageSchema):
    items = fields.List(fields.Nested(HeadSchema))


class BalanceSchema(Schema):
    """What a canteen holds of one ingredient."""

    ingredient_code = fields.String()
    ingredient_name = fields.String()
    quantity = QuantityField(zero=True, **said("In base units"))
    base_unit = Choice("unit", of=("g", "ml", "piece"))
    value_fen = YuanField(data_key="value_yuan", metadata={"pattern": r"^-?\d{1,12}(\.\d{1,2})?$"})
    lots = WholeNumber()
    expires_on = DateField(allow_none=True, **said("The nearest expiry of its lots"))


class LedgerQuery(Schema):
    first = DateField(load_default=None)
    last = DateField(load_default=None)


_SIGNED = {"pattern": r"^-?\d{1,15}(\.\d{1,9})?$"}


class LedgerEntrySchema(Schema):
    dated_on = DateField()
    kind = Choice("kind", of=KINDS)
    doc_no = fields.String()
    meal = Choice("meal", of=MEALS, allow_none=True)
    is_reversal = Flag()
    quantity = QuantityField(metadata=_SIGNED | {"description": "In base units; below 0: it left the stock"})
    amount_fen = YuanField(data_key="amount_yuan", metadata={"pattern": r"^-?\d{1,12}(\.\d{1,2})?$"})
    held = QuantityField(data_key="held_quantity", zero=True)
    held_fen = YuanField(data_key="held_yuan", metadata={"pattern": r"^-?\d{1,12}(\.\d{1,2})?$"})


class LedgerSchema(Schema):
    """Every movement of an ingredient in a canteen, with what was there after it."""

    ingredient_code = fields.String()
    ingredient_name = fields.String()
    base_unit = Choice("unit", of=("g", "ml", "piece"))
    before = QuantityField(data_key="before_quantity", zero=True)
    before_fen = YuanField(data_key="before_yuan")
    entries = fields.List(fields.Nested(LedgerEntrySchema))
