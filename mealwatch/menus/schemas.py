"""Menus with quantities, on the wire and in forms."""

from marshmallow import Schema, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.menus.domain.menu import AGE_BANDS, MEALS
from mealwatch.web.fields import Choice, DateField, QuantityField, Text

MOST_ROWS = 200


class RowSchema(Schema):
    """One ingredient of one dish, edible grams for one pupil; without a band it is for all."""

    dish = Text(most=60, required=True, metadata={"example": "白菜炖豆腐"})
    ingredient_code = Text(most=40, required=True)
    grams_per_pupil = QuantityField(
        zero=True,
        load_default=None,
        allow_none=True,
        metadata={"description": "Up to three places; null where the menu does not say"},
    )
    age_band = Choice("age_band", of=AGE_BANDS[1:], load_default=None, allow_none=True)


class MenuSchema(Schema):
    """The whole menu of one meal; rows that are not named are removed."""

    rows = fields.List(
        fields.Nested(RowSchema),
        required=True,
        validate=validate.Length(max=MOST_ROWS, error=mark("一餐最多 {max} 行")),
        error_messages={"required": mark("请至少填写一个菜")},
    )
    reason = Text(
        most=200,
        load_default=None,
        allow_none=True,
        metadata={"description": "Why it is changed; needed once there is a menu"},
    )


class PlannedRowSchema(RowSchema):
    ingredient_name = fields.String()


class PlannedSchema(Schema):
    """The menu of one meal as it stands."""

    canteen_code = fields.String()
    date = DateField()
    meal = Choice("meal", of=MEALS)
    rows = fields.List(fields.Nested(PlannedRowSchema))


class MenusQuery(Schema):
    first = DateField(required=True)
    last = DateField(required=True)
