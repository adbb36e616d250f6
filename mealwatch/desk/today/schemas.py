"""A day as its form sends it: who ate, what left the store, who collected it."""

from marshmallow import Schema, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.kernel.quantity import UNITS
from mealwatch.meals.domain.served import MOST
from mealwatch.schools.presenters import REASONS
from mealwatch.signing.schemas import SecondSchema
from mealwatch.stock.domain.documents import LONGEST_USE
from mealwatch.web.fields import Choice, DateField, Spoken, Text, WholeNumber

MOST_LINES = 200


class HeadSchema(Schema):
    """One pupil group at the meal; without beneficiaries nothing is recorded of it."""

    school_code = Text(most=40, required=True)
    group_code = Text(most=40, required=True)
    beneficiaries = WholeNumber(most=MOST, load_default=None)
    other_pupils = WholeNumber(most=MOST, load_default=0)
    staff = WholeNumber(most=MOST, load_default=0)


class LineSchema(Schema):
    """One ingredient that left the store; the quantity as people say it."""

    ingredient_code = Text(most=60, required=True)
    quantity = Spoken(required=True)
    unit = Choice("unit", of=UNITS, load_default=None)
    use_days = WholeNumber(least=1, most=LONGEST_USE, load_default=1)


class TodaySchema(SecondSchema):
    """The whole form; its document number is its identity, so sending it twice records once."""

    doc_no = Text(most=40, required=True, validate=validate.Regexp(r"[^/]+\Z", error=mark("单号里不能有斜杠")))
    heads = fields.List(fields.Nested(HeadSchema), load_default=list)
    lines = fields.List(
        fields.Nested(LineSchema),
        load_default=list,
        validate=validate.Length(max=MOST_LINES, error=mark("一张单据最多 {max} 行")),
    )
    reason = Text(most=200, load_default=None)
    copied_from = DateField(load_default=None)


class ClosureSchema(Schema):
    """That no meal is served that day, and why."""

    kind = Text(
        most=20,
        required=True,
        validate=validate.OneOf(tuple(REASONS), error=mark("请选择原因")),
        error_messages={"required": mark("请选择原因")},
    )
    words = Text(most=100, load_default="")
