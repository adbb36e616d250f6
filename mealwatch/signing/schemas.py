"""What forms send about the second person, and about exceptions."""

from marshmallow import Schema, fields

from mealwatch.accounts.schemas import Password
from mealwatch.signing.domain.purposes import HOWS, PURPOSES
from mealwatch.web.fields import Choice, DateField, Flag, Text


class SecondSchema(Schema):
    """The fields of macro ``second_person``, to mix into a form's schema; ``service.second`` says what is wanting."""

    second_how = Choice("second_how", of=HOWS, load_default=None)
    second_account = Text(most=40, load_default=None)
    second_pin = Password(load_default=None)
    second_guest_name = Text(most=40, load_default=None)
    second_guest_kind = Choice("guest_kind", load_default=None)
    second_strokes = fields.String(load_default=None)
    #: Whoever cannot draw types the name and ticks that it is their own.
    second_typed = Flag(load_default=False)


class ReturnSchema(Schema):
    reason = Text(required=True)


class AskExceptionSchema(Schema):
    """Each purpose is a ticked box of its own."""

    accept = Flag(load_default=False)
    collect = Flag(load_default=False)
    witness = Flag(load_default=False)
    supervise = Flag(load_default=False)
    from_date = DateField(required=True)
    until_date = DateField(required=True)
    reason = Text(required=True)
    instead = Text(required=True)

    @staticmethod
    def purposes(given):
        """The codes of what was ticked."""
        return tuple(purpose for purpose in PURPOSES if given[purpose])


class DecideExceptionSchema(Schema):
    decision = Choice("decision", of=("approved", "refused"), required=True)
    until_date = DateField(load_default=None)
    note = Text(load_default=None)


class EndExceptionSchema(Schema):
    reason = Text(required=True)
