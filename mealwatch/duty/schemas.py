"""What forms send about papers and weeks."""

from marshmallow import Schema

from mealwatch.web.fields import Choice, DateField, Text


class PaperSchema(Schema):
    kind = Choice("paper_kind", required=True)
    holder = Text(most=40, load_default="")
    number = Text(most=60, load_default="")
    expires_on = DateField(required=True)


class NoteSchema(Schema):
    text = Text(required=True, most=500)
