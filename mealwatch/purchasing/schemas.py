"""What the forms of orders send."""

from marshmallow import Schema, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.kernel.quantity import UNITS
from mealwatch.purchasing.domain.order import MOST_LINES
from mealwatch.stock.domain.documents import MEALS
from mealwatch.web.fields import Choice, DateField, Spoken, Text, WholeNumber


class HeadsSchema(Schema):
    group_id = WholeNumber(least=1, required=True)
    meal = Choice("meal", of=MEALS, required=True)
    heads = WholeNumber(most=100_000, required=True)


class LineSchema(Schema):
    ingredient_code = Text(most=80, required=True)
    quantity = Spoken(load_default=None)
    unit = Choice("unit", of=UNITS, load_default=None)
    supplier_code = Text(most=40, load_default=None)
    #: What was proposed, to tell a row that somebody touched.
    proposed = Text(most=60, load_default=None)


_most = validate.Length(max=MOST_LINES, error=mark("一张单据最多 {max} 行"))


class DeliverySchema(Schema):
    deliver_on = DateField(required=True)
    deliver_time = Text(most=5, load_default=None)
    contact = Text(most=60, load_default=None)
    note = Text(load_default=None)


class OrdersSchema(DeliverySchema):
    """Orders to all suppliers of the chosen days, on one page; ``first_no`` numbers them, and is their identity."""

    days = Text(most=400, required=True)
    made_on = DateField(required=True)
    first_no = WholeNumber(least=1, most=9999, required=True)
    heads = fields.List(fields.Nested(HeadsSchema), load_default=())
    lines = fields.List(fields.Nested(LineSchema), required=True, validate=_most)


class ChangeSchema(DeliverySchema):
    supplier_code = Text(most=40, required=True)
    lines = fields.List(fields.Nested(LineSchema), required=True, validate=_most)
    reason = Text(required=True)


class SettleSchema(Schema):
    standing = Choice("order_standing", of=("closed", "cancelled"), required=True)
    reason = Text(required=True)
