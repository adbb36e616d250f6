"""A county and its policies, on the wire and in forms."""

from marshmallow import Schema, fields

from mealwatch.counties.domain.choices import CHOICES
from mealwatch.counties.domain.policy import DECIDING
from mealwatch.web.fields import Choice, DateField, Flag, Text, WholeNumber, YuanField

#: The choices that are kept by name, each with its own field on the page.
NAMED = tuple(choice for choice in CHOICES if choice.column is None)


class CountySchema(Schema):
    """A county; figures are shown and nothing is flagged until ``live_from`` (null: still on trial)."""

    code = Text(most=40, required=True)
    name = Text(most=60, required=True)
    live_from = DateField(load_default=None, allow_none=True)


class KnownCountySchema(CountySchema):
    is_demo = Flag(dump_only=True)


class PolicySchema(Schema):
    """What a county has decided from a date on; what is left out stays as it was."""

    subsidy_fen = YuanField(data_key="subsidy_yuan", load_default=None, allow_none=True)
    deciding = Choice("deciding", of=DECIDING, load_default=None, allow_none=True)
    tolerance_fen = YuanField(data_key="tolerance_yuan", load_default=None, allow_none=True)
    close_after_days = WholeNumber(least=1, most=14, load_default=None, allow_none=True)
    close_at = Text(most=5, load_default=None, allow_none=True, metadata={"example": "18:00"})
    choices = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        load_default=dict,
        metadata={"description": "The other choices by name", "example": {"short_week": "per_day"}},
    )


class DatedPolicySchema(PolicySchema):
    from_date = DateField()
    version = WholeNumber()


class PolicyForm(Schema):
    """A policy from a page; every other choice has its field ``choice_<name>``."""

    from_date = DateField(required=True)
    subsidy_fen = YuanField(data_key="subsidy_yuan", required=True)
    deciding = Choice("deciding", of=DECIDING, required=True)
    tolerance_fen = YuanField(data_key="tolerance_yuan", required=True)
    close_after_days = WholeNumber(least=1, most=14, required=True)
    close_at = Text(most=5, required=True)


def policy_form():
    """PolicyForm with a field for each choice that is kept by name."""
    named = {f"choice_{choice.name}": fields.String(load_default=choice.default) for choice in NAMED}
    return type("PolicyForm", (PolicyForm,), named)()
