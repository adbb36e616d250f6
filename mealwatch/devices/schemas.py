"""The forms of the pages."""

from marshmallow import Schema, fields, validate

from mealwatch.web.fields import WholeNumber


class ReasonSchema(Schema):
    reason = fields.String(load_default="")


class LookSchema(Schema):
    about = fields.String(load_default="")
    words = fields.String(load_default="")


class GapSchema(Schema):
    first = WholeNumber(required=True, validate=validate.Range(min=1))
    last = WholeNumber(required=True, validate=validate.Range(min=1))
    words = fields.String(load_default="")
