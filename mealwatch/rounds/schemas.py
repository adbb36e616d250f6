"""What the forms of rounds send."""

from marshmallow import Schema, fields, validate

from mealwatch.rounds.domain.plan import MOST_TEAMS
from mealwatch.rounds.domain.weights import CODES, MOST_COUNT, MOST_POINTS
from mealwatch.rounds.words import FACTORS as _FACTORS
from mealwatch.web.fields import Choice, DateField, Flag, Text, WholeNumber

#: What a factor may be called; the vocabulary of the choices is made where it comes from.
_CODES = tuple(code for code in CODES if code in _FACTORS)


class DaySchema(Schema):
    on = DateField(required=True)


class PickSchema(Schema):
    code = Text(most=40, required=True)


class WeightSchema(Schema):
    factor = Choice("round_factor", of=_CODES, required=True)
    each = WholeNumber(most=MOST_POINTS, load_default=0)
    most = WholeNumber(most=MOST_COUNT, load_default=0)


class PersonSchema(Schema):
    """One who goes along; with an account the name may be left to it."""

    n = WholeNumber(least=1, load_default=None)
    name = Text(most=40, load_default="")
    department = Text(most=60, load_default="")
    username = Text(most=60, load_default=None)
    phone = Text(most=30, load_default="")
    leads = Flag(load_default=False)
    team = WholeNumber(least=1, most=MOST_TEAMS, load_default=None)


class PlanSchema(Schema):
    seen = WholeNumber(load_default=0)
    title = Text(most=60, required=True)
    kind = Choice("round_kind", required=True)
    checklist = Text(most=40, load_default="default")
    days = fields.List(fields.Nested(DaySchema), load_default=())
    scope = Choice("round_scope", load_default="county")
    town = Text(most=60, load_default="")
    picks = fields.List(fields.Nested(PickSchema), load_default=())
    wanted = WholeNumber(least=1, most=2000, load_default=None)
    gap_days = WholeNumber(least=1, most=1000, required=True)
    seen_days = WholeNumber(most=30, load_default=1)
    teams = WholeNumber(least=1, most=MOST_TEAMS, required=True)
    weights = fields.List(fields.Nested(WeightSchema), load_default=())
    people = fields.List(fields.Nested(PersonSchema), load_default=())
    note = Text(load_default="")
    bring = Text(load_default="")


class ReasonSchema(Schema):
    reason = Text(required=True)


class DrawSchema(Schema):
    witness = Text(most=40, required=True)
    department = Text(most=60, required=True)
    words = Text(most=100, required=True)


class CarSchema(Schema):
    car = Text(most=20, load_default="")
    driver = Text(most=40, load_default="")
    driver_phone = Text(most=30, load_default="")


class SubstituteSchema(PersonSchema):
    reason = Text(required=True)


class MoveSchema(ReasonSchema):
    on = DateField(required=True)


class HandOverSchema(ReasonSchema):
    team = WholeNumber(least=1, most=MOST_TEAMS, required=True)


class ShiftSchema(Schema):
    way = fields.String(required=True, validate=validate.OneOf(("up", "down")))


class AvoidanceSchema(Schema):
    username = Text(most=60, load_default=None)
    name = Text(most=40, load_default="")
    department = Text(most=60, load_default="")
    school_code = Text(most=40, required=True)
    kind = Choice("avoidance", required=True)
    reason = Text(required=True)
