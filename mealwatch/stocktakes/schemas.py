"""What the walk and the page of differences send."""

from marshmallow import Schema, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.kernel.quantity import UNITS
from mealwatch.signing.schemas import SecondSchema
from mealwatch.stock.schemas import MOST_LINES
from mealwatch.stocktakes.domain.differences import REASONS, SHARED_REASONS
from mealwatch.web.fields import Choice, DateField, Spoken, Text


class LineSchema(Schema):
    ingredient_code = Text(most=80, required=True)
    counted = Spoken(load_default=None, data_key="counted_quantity")
    unit = Choice("unit", of=UNITS, load_default=None)
    reason_code = Choice("count_reason", of=REASONS, load_default=None)
    reason = Text(most=100, load_default=None)


class CountSchema(Schema):
    """The walk: what was counted."""

    dated_on = DateField(required=True)
    doc_no = Text(most=40, required=True, validate=validate.Regexp(r"[^/]+\Z", error=mark("单号里不能有斜杠")))
    lines = fields.List(
        fields.Nested(LineSchema),
        required=True,
        validate=validate.Length(max=MOST_LINES, error=mark("一张单据最多 {max} 行")),
    )


class PostSchema(CountSchema, SecondSchema):
    """The differences: why, who counted, who watched."""

    counted_by = Text(most=40, required=True)
    shared_code = Choice("shared_reason", of=SHARED_REASONS, load_default=None)
    shared_reason = Text(most=100, load_default=None)
