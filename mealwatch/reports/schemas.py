"""A canteen's month, on the wire."""

from marshmallow import Schema, fields

from mealwatch.web.fields import DateField


def _yuan(text=""):
    return fields.String(metadata={"pattern": r"^-?\d+\.\d{2}$", "example": "25480.00", "description": text})


class GoodsSchema(Schema):
    """One ingredient: what it was worth, what moved that; quantities in base units."""

    ingredient_code = fields.String()
    ingredient_name = fields.String()
    start_quantity = fields.Integer()
    start_yuan = _yuan()
    opened_yuan = _yuan()
    received_yuan = _yuan()
    surplus_yuan = _yuan()
    lost_yuan = _yuan()
    short_yuan = _yuan()
    issued_yuan = _yuan()
    end_quantity = fields.Integer()
    end_yuan = _yuan()


class CanteenMonthSchema(Schema):
    """start + opened + received + surplus - lost - short - end = issued_by_value = issue_lines."""

    canteen_code = fields.String()
    start_yuan = _yuan()
    opened_yuan = _yuan()
    received_yuan = _yuan()
    surplus_yuan = _yuan()
    lost_yuan = _yuan()
    short_yuan = _yuan()
    end_yuan = _yuan()
    issued_by_value_yuan = _yuan()
    issue_lines_yuan = _yuan("The month's standing issue lines, added up")
    difference_yuan = _yuan("0.00 in a ledger that is whole")
    subsidised_meals_yuan = _yuan("Of the issue lines: what fell on subsidised meals of the month")
    other_meals_yuan = _yuan("Of the issue lines: what fell on other meals of the month")
    other_months_yuan = _yuan("Of the issue lines: spread over days of other months")
    brought_subsidised_yuan = _yuan("Of earlier months' issues: what fell on subsidised meals of this month")
    brought_other_yuan = _yuan("Of earlier months' issues: what fell on other meals of this month")
    delivered_yuan = _yuan("Contractors' delivery notes, which pass no store")
    goods = fields.List(fields.Nested(GoodsSchema))


class SchoolMonthSchema(Schema):
    school_code = fields.String()
    month = fields.String(metadata={"pattern": r"^\d{4}-\d{2}$"})
    first = DateField()
    last = DateField()
    canteens = fields.List(fields.Nested(CanteenMonthSchema))
