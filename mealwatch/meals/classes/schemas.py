"""A school's classes and what a teacher tells, in forms."""

from marshmallow import Schema, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.meals.classes.service import MOST_PUPILS
from mealwatch.meals.domain.served import MEALS
from mealwatch.web.fields import Choice, Text, WholeNumber

MOST_CLASSES = 200


class ClassSchema(Schema):
    name = Text(most=40, required=True)
    group_code = Text(most=40, required=True)
    enrolled = WholeNumber(most=MOST_PUPILS, required=True)


class ClassesSchema(Schema):
    """All classes of a school; one that is left out is no longer counted."""

    classes = fields.List(
        fields.Nested(ClassSchema),
        required=True,
        validate=validate.Length(max=MOST_CLASSES, error=mark("一所学校最多 {max} 个班")),
        error_messages={"required": mark("请至少填写一个班")},
    )


class ToldSchema(Schema):
    """How many of a class eat, told and signed by its teacher for the day."""

    class_id = WholeNumber(least=1, required=True, error_messages={"required": mark("请选择班级")})
    meal = Choice("meal", of=MEALS, load_default="lunch")
    present = WholeNumber(most=MOST_PUPILS, required=True)
    eating = WholeNumber(most=MOST_PUPILS, required=True)
    signed_by = Text(most=20, required=True, error_messages={"required": mark("请写上您的姓名")})
