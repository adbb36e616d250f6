"""What the forms of cases send."""

from marshmallow import Schema, fields

from mealwatch.accounts.schemas import Password
from mealwatch.attachments.schemas import PhotosField
from mealwatch.cases import words as _words  # noqa: F401 - the choices of this feature
from mealwatch.cases.domain import deadlines
from mealwatch.web.fields import Choice, DateField, Text, WholeNumber


class WordingSchema(Schema):
    """The notice; no day given: what kind and severity propose."""

    text = Text(most=2000, required=True)
    basis = Text(most=2000, load_default="")
    severity = Choice("case_severity", of=deadlines.SEVERITIES, required=True)
    kind = Choice("case_kind", of=deadlines.KINDS, required=True)
    due_on = DateField(load_default=None)
    owner = WholeNumber(load_default=None)


class OpenSchema(WordingSchema):
    school = Text(most=40, required=True)
    source = Choice("case_source", of=("complaint", "hand"), load_default="hand")
    heard = Choice("case_heard", load_default="other")
    request_key = Text(most=40, load_default=None)


class StepSchema(Schema):
    reason = Choice("case_reason", load_default="")
    words = Text(most=1000, load_default="")
    due_on = DateField(load_default=None)


class SignSchema(Schema):
    strokes = fields.String(load_default=None)
    pin = Password(load_default=None)


class AnswerSchema(Schema):
    words = Text(most=1000, required=True)
    photos = PhotosField()
    then = Choice("case_then", of=("ask", "keep"), load_default="ask")


class DeputySchema(Schema):
    stands_for = WholeNumber(required=True)
    deputy = WholeNumber(required=True)
    from_date = DateField(required=True)
    until_date = DateField(required=True)
    reason = Text(required=True)
