"""Menus with quantities, on the wire and in forms."""

import json
import re

from marshmallow import Schema, ValidationError, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.kernel.quantity import decimal
from mealwatch.menus.domain.menu import AGE_BANDS, MEALS, MOST_MG
from mealwatch.web.fields import Choice, DateField, QuantityField, Text, WeekField, normal
from mealwatch.web.language import translate

MOST_ROWS = 200
_MOST_DISHES, _MOST_PORTIONS, _MOST_SIGNS = 30, 40, 60_000


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


def milligrams(text):
    """Whole milligrams of grams as somebody wrote them; None where nothing is. Raises ValueError."""
    written = re.sub("(克|g|G)$", "", normal(text))
    if not written:
        return None
    amount = decimal(written) * 1000
    if amount.denominator != 1 or amount > MOST_MG:
        raise ValueError(text)
    return int(amount)


class Dishes(fields.String):
    """The dishes of one meal as the planner writes them, in JSON: ``[{"name", "method", "rows": [{"code", "name",
    "grams": {band: text}}]}]``. Grams become exact numbers; an empty text is an amount not stated."""

    default_error_messages = {
        "broken": mark("食谱的内容不完整，请刷新页面再试"),
        "many": mark("一餐最多 {most} 个菜，一个菜最多 {portions} 种食材"),
        "grams": mark("“{dish}”里 {name} 的克数“{value}”不对，请写 0 到 2000 的数"),
    }

    def _deserialize(self, value, attr, data, **kwargs):
        try:
            dishes = [self._dish(one) for one in json.loads(str(value)[:_MOST_SIGNS])]
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            if isinstance(error, ValidationError):
                raise
            raise self._wrong("broken") from None
        if len(dishes) > _MOST_DISHES or any(len(dish["rows"]) > _MOST_PORTIONS for dish in dishes):
            raise self._wrong("many", most=_MOST_DISHES, portions=_MOST_PORTIONS)
        return dishes

    def _dish(self, one):
        name, method = Text(most=60, empty=True).deserialize(one["name"]), str(one["method"])[:10]
        rows = [self._row(name, row) for row in one["rows"]]
        return {"name": name, "method": method, "rows": [row for row in rows if row["code"] or row["name"]]}

    def _row(self, dish, row):
        name = str(row["name"]).strip()[:60]
        grams = {}
        for band, text in row["grams"].items():
            if band not in AGE_BANDS:
                raise ValueError(band)
            grams[band] = self._grams(dish, name, str(text))
        return {"code": str(row["code"]).strip()[:40], "name": name, "grams": grams}

    def _grams(self, dish, name, text):
        try:
            return milligrams(text)
        except ValueError:
            raise self._wrong("grams", dish=dish, name=name, value=text[:20]) from None

    def _wrong(self, key, **places):
        return ValidationError(translate(str(self.error_messages[key])).format(**places))


class MealSchema(Schema):
    """One meal of the planner's week."""

    on = DateField(required=True)
    meal = Choice("meal", of=MEALS, required=True)
    at = fields.String(load_default=None)
    copied = WeekField(load_default=None)
    dishes = Dishes(load_default=list)


class AnswerSchema(Schema):
    key = Text(most=120, required=True)
    reason = Text(most=200, load_default="", empty=True)


class WeekSchema(Schema):
    """The planner's form: every meal of the week, answers to what was asked, why a published week changes."""

    meals = fields.List(fields.Nested(MealSchema), load_default=list, validate=validate.Length(max=28))
    asks = fields.List(fields.Nested(AnswerSchema), load_default=list, validate=validate.Length(max=200))
    reason = Text(most=200, load_default=None, allow_none=True)
    act = fields.String(load_default="plan", validate=validate.OneOf(("plan", "publish")))


class ChangedRowSchema(Schema):
    """An ingredient of a dish that is changed everywhere; grams may be written for each age band: 80/90/110."""

    ingredient_code = Text(most=40, required=True)
    grams = Text(most=40, required=True)


class EverywhereSchema(Schema):
    """One dish changed on all its days from a day on."""

    since = DateField(required=True)
    dish = Text(most=60, required=True)
    name = Text(most=60, required=True)
    rows = fields.List(
        fields.Nested(ChangedRowSchema), required=True, error_messages={"required": mark("请至少填一种食材")}
    )
    reason = Text(most=200, load_default=None, allow_none=True)
    act = fields.String(load_default="look")
