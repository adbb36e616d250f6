"""Meals served, on the wire and in forms."""

from marshmallow import Schema, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.meals.domain.served import MEALS, MOST
from mealwatch.web.fields import Choice, DateField, Flag, Text, WholeNumber
from mealwatch.web.wire import PageSchema, PagingSchema


class ServedSchema(Schema):
    """Who ate: three kinds of heads, never mixed. What is not recorded is not zero."""

    beneficiaries = WholeNumber(most=MOST, required=True)
    other_pupils = WholeNumber(most=MOST, load_default=0)
    staff = WholeNumber(most=MOST, load_default=0)
    reason = Text(
        most=200,
        load_default=None,
        allow_none=True,
        metadata={"description": "Why it is corrected; needed once other counts have been recorded"},
    )


class CellSchema(Schema):
    """One group at one meal, of a day's table."""

    group_code = Text(most=40, required=True)
    meal = Choice("meal", of=MEALS, required=True)
    beneficiaries = WholeNumber(most=MOST, required=True)
    other_pupils = WholeNumber(most=MOST, load_default=0)
    staff = WholeNumber(most=MOST, load_default=0)


class DaySchema(Schema):
    """A school's day: every group at every meal that was filled in."""

    cells = fields.List(
        fields.Nested(CellSchema),
        required=True,
        validate=validate.Length(min=1),
        error_messages={"required": mark("请至少填写一个就餐人数；没有供餐的，请申请不供餐")},
    )
    reason = Text(most=200, load_default=None, allow_none=True)


class RecordSchema(Schema):
    """A recorded meal; ``version`` counts its corrections from 1."""

    school_code = fields.String()
    group_code = fields.String()
    date = DateField()
    meal = Choice("meal", of=MEALS)
    version = WholeNumber(least=1)
    beneficiaries = WholeNumber(most=MOST)
    other_pupils = WholeNumber(most=MOST)
    staff = WholeNumber(most=MOST)


class VersionSchema(Schema):
    version = WholeNumber(least=1)
    beneficiaries = WholeNumber()
    other_pupils = WholeNumber()
    staff = WholeNumber()
    reason = fields.String(allow_none=True)
    entered_at = fields.AwareDateTime()
    entered_by = fields.String()
    imported = Flag()


class HistorySchema(RecordSchema):
    """A recorded meal with all its versions, the first first."""

    versions = fields.List(fields.Nested(VersionSchema))


class MealsQuery(PagingSchema):
    first = DateField(required=True)
    last = DateField(required=True)


class RecordsSchema(PageSchema):
    items = fields.List(fields.Nested(RecordSchema))
