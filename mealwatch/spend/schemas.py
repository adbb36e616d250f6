"""Weekly figures, statements and reopenings, on the wire and in forms."""

from marshmallow import Schema, fields

from mealwatch.kernel.errors import mark
from mealwatch.spend.domain.result import COLUMNS
from mealwatch.web.fields import Choice, DateField, Text, WeekField, WholeNumber, YuanField
from mealwatch.web.wire import PageSchema, PagingSchema

_YUAN4 = {
    "pattern": r"^-?\d+\.\d{4}$",
    "example": "23.0600",
    "description": "Yuan, rounded half up from the exact value",
}
_EXACT = {"pattern": r"^-?\d+/\d+$", "example": "576500/250", "description": "The exact value in fen"}


def _yuan4():
    return fields.String(metadata=_YUAN4)


def _exact():
    return fields.String(metadata=_EXACT)


class ReasonSchema(Schema):
    """Why a week is to be reopened."""

    reason = Text(most=500, required=True, error_messages={"required": mark("请写明为什么要重开")})


class SpendQuery(PagingSchema):
    """Which pupil groups of a week: of one school, of one town, or all."""

    school = Text(most=40, load_default=None)
    town = Text(most=100, load_default=None)


class MissingSchema(Schema):
    """What a day lacks: ``record`` (who ate) or ``cost`` (what went into the pot)."""

    school_code = fields.String()
    group_code = fields.String()
    date = DateField()
    meal = Choice("meal")
    what = fields.String(metadata={"enum": ["record", "cost"]})


class ResultSchema(Schema):
    """A pupil group's week: the printed result, its exact readings, and what is missing."""

    school_code = fields.String()
    group_code = fields.String()
    week = WeekField()
    supply_days = fields.Integer()
    complete_days = fields.Integer()
    spend_yuan = _yuan4()
    spend_person_days_yuan = _yuan4()
    spend_enrolled_yuan = _yuan4()
    floor_yuan = _yuan4()
    gap_yuan = _yuan4()
    standard_yuan = _yuan4()
    standard_gap_yuan = _yuan4()
    outcome = Choice("outcome", metadata={"description": "What it is, or would be if the week closed now"})
    complete = fields.String(metadata={"enum": ["yes", "no"]})
    closed = fields.String(metadata={"enum": ["yes", "no"]})
    state = Choice("outcome", metadata={"description": "What may be said of the week as it stands"})
    deciding = Choice("deciding")
    policy_version = fields.Integer()
    statement_version = fields.Integer(allow_none=True)
    spend_exact_fen = _exact()
    spend_person_days_exact_fen = _exact()
    spend_enrolled_exact_fen = _exact()
    missing = fields.List(fields.Nested(MissingSchema))


assert set(COLUMNS) <= set(ResultSchema._declared_fields)  # noqa: S101 - the result is printed in one form  # nosec B101


class ResultsSchema(PageSchema):
    week = WeekField()
    items = fields.List(fields.Nested(ResultSchema))


class WeekMealSchema(Schema):
    """A subsidised meal of a supply day, as the group sees it; its pot is among ``pots``."""

    meal = Choice("meal")
    canteen_code = fields.String()
    pot_yuan = YuanField()
    eaters = fields.Integer()
    unit_price_yuan = _yuan4()
    unit_price_exact_fen = _exact()
    verified = fields.Boolean()
    counts = fields.Boolean()
    complete = fields.Boolean()
    top_up_yuan = YuanField()
    beneficiaries_enrolled = fields.Integer()
    other_pupils_enrolled = fields.Integer()
    beneficiaries_served = fields.Integer(allow_none=True)
    other_pupils_served = fields.Integer(allow_none=True)
    staff_served = fields.Integer(allow_none=True)
    silent = fields.List(fields.String(), metadata={"description": "Groups without a record, as S001/G16"})


class WeekDaySchema(Schema):
    date = DateField()
    subsidy_yuan = YuanField()
    complete = fields.Boolean()
    meals = fields.List(fields.Nested(WeekMealSchema))


class CausesSchema(Schema):
    """Spend less floor, split; the exact parts add up to ``total_exact_fen``."""

    total_exact_fen = _exact()
    parts_exact_fen = fields.Dict(keys=fields.String(), values=_exact())
    unpriced = fields.List(fields.String(), metadata={"description": "Ingredients without a price or an amount"})


class FrozenGroupSchema(ResultSchema):
    """A pupil group's week with its days."""

    name = fields.String()
    sentence = fields.String(metadata={"description": "The arithmetic in one sentence, in the language asked for"})
    days = fields.List(fields.Nested(WeekDaySchema))


class GroupWeekSchema(FrozenGroupSchema):
    """A pupil group's week with its days and the causes of its difference to the floor."""

    causes = fields.Nested(CausesSchema)


class PotLotSchema(Schema):
    """Where goods came from: one line of a receipt, of an opening, or a stocktake's surplus."""

    kind = Choice("kind")
    doc_no = fields.String()
    line_no = fields.Integer()
    received_on = DateField()
    expires_on = DateField(allow_none=True)
    supplier_code = fields.String(allow_none=True)
    batch_no = fields.String(allow_none=True)
    bought = fields.Integer(metadata={"description": "Base units"})
    cost_yuan = YuanField()


class PotDrawSchema(Schema):
    quantity = fields.Integer(metadata={"description": "Base units"})
    cost_yuan = fields.String()
    lot = fields.Nested(PotLotSchema)


class PotLineSchema(Schema):
    """An issue line and what of it fell on this meal."""

    doc_no = fields.String()
    line_no = fields.Integer()
    issued_on = DateField()
    ingredient_code = fields.String()
    ingredient_name = fields.String()
    quantity = fields.Integer(metadata={"description": "Base units of the whole line"})
    base_unit = fields.String()
    use_days = fields.Integer()
    day_no = fields.Integer()
    line_cost_yuan = fields.String()
    cost_yuan = fields.String(metadata={"description": "What of the line's cost fell on this meal"})
    draws = fields.List(fields.Nested(PotDrawSchema))


class PotNoteSchema(Schema):
    """A contractor's delivery note."""

    doc_no = fields.String()
    portions = fields.Integer()
    amount_yuan = YuanField()
    food_cost_yuan = YuanField(allow_none=True)
    supplier_code = fields.String(allow_none=True)


class PotHeadSchema(Schema):
    """A pupil group at a pot; without a record it counts with all its pupils where it must eat."""

    school_code = fields.String()
    group_code = fields.String()
    recorded = fields.Boolean()
    beneficiaries = fields.Integer()
    other_pupils = fields.Integer()
    staff = fields.Integer()


class PotSchema(Schema):
    canteen_code = fields.String()
    date = DateField()
    meal = Choice("meal")
    cost_yuan = fields.String()
    eaters = fields.Integer()
    lines = fields.List(fields.Nested(PotLineSchema))
    deliveries = fields.List(fields.Nested(PotNoteSchema))
    heads = fields.List(fields.Nested(PotHeadSchema))


class StatementSchema(Schema):
    """One closing of a school's week."""

    school_code = fields.String()
    week = WeekField()
    version = fields.Integer()
    standing = fields.Boolean(metadata={"description": "False once the week was reopened"})
    closed_how = Choice("closed_how")
    closed_at = fields.AwareDateTime()
    closed_by = fields.String()
    policy_version = fields.Integer()
    missing = fields.List(fields.Nested(MissingSchema))
    reopening_asked_by = fields.String(allow_none=True)
    reopening_reason = fields.String(allow_none=True)
    reopened_by = fields.String(allow_none=True)
    reopened_at = fields.AwareDateTime(allow_none=True)


class FullStatementSchema(StatementSchema):
    groups = fields.List(fields.Nested(FrozenGroupSchema))


class SchoolWeekSchema(Schema):
    """A school's week with everything it stands on."""

    school_code = fields.String()
    school_name = fields.String()
    week = WeekField()
    closes_at = fields.AwareDateTime()
    statement = fields.Nested(StatementSchema, allow_none=True)
    groups = fields.List(fields.Nested(GroupWeekSchema))
    pots = fields.List(fields.Nested(PotSchema), metadata={"description": "The ledger as it is now"})


class StatementVersionSchema(Schema):
    """``version`` names the closing: 1 for the first, after a reopening the next."""

    version = WholeNumber(least=1, required=True)


class ReopeningAskedSchema(StatementVersionSchema, ReasonSchema):
    """Ask to reopen this version."""


class ReopeningSchema(Schema):
    school_code = fields.String()
    week = WeekField()
    version = fields.Integer()
    reason = fields.String()
    asked_by = fields.String()
    asked_at = fields.AwareDateTime()
    agreed_by = fields.String(allow_none=True)
    agreed_at = fields.AwareDateTime(allow_none=True)


class ReopeningsSchema(PageSchema):
    items = fields.List(fields.Nested(ReopeningSchema))


class ClosedSchema(Schema):
    """What the deadline's close locked."""

    week = WeekField()
    closed = fields.List(fields.String(), metadata={"description": "Codes of the schools closed by this call"})
