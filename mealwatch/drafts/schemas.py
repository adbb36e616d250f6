"""A form's fields as the browser hands them in."""

from marshmallow import Schema, fields, validate

from mealwatch.web.fields import Text, WholeNumber


class DraftSchema(Schema):
    """``fields``: each name with its values in the form's order; ``revision``: the one that the browser has seen."""

    given = fields.Dict(
        data_key="fields",
        keys=fields.String(validate=validate.Length(max=200)),
        values=fields.List(fields.String()),
        required=True,
    )
    revision = WholeNumber(required=True)
    device = Text(most=100, empty=True, load_default="")
