"""Schools and what is dated about them, on the wire and in forms."""

from marshmallow import Schema, fields, validate

from mealwatch.kernel.errors import mark
from mealwatch.schools.domain.checks import MOST_PUPILS
from mealwatch.schools.domain.school import AGE_BANDS, MEALS
from mealwatch.schools.staff import MOST_STAFF
from mealwatch.web.fields import Choice, DateField, Flag, Text, WholeNumber, YuanField
from mealwatch.web.wire import PageSchema, PagingSchema

_CODE = validate.Regexp(r"[^/\s]+\Z", error=mark("编码不含斜杠和空格"))


def code_field(**options):
    """A code that stands in addresses."""
    return Text(most=40, validate=_CODE, **options)


class SchoolSchema(Schema):
    """A legal school or a teaching point."""

    name = Text(required=True)
    town = Text(most=60, required=True)
    school_type = Choice("school_type", required=True)
    supply_mode = Choice("supply_mode", required=True)
    principal = Text(most=40, load_default=None, allow_none=True)
    aliases = fields.List(Text(most=60), metadata={"description": "Other names under which files may call it"})


class SchoolForm(Schema):
    """The same from a page: the code in a field, other names in one line."""

    code = code_field(required=True)
    name = Text(required=True)
    town = Text(most=60, required=True)
    school_type = Choice("school_type", required=True)
    supply_mode = Choice("supply_mode", required=True)
    principal = Text(most=40, load_default=None)
    aliases = Text(load_default="", empty=True)


class RegisteredSchoolSchema(SchoolSchema):
    code = fields.String()


class CanteenSchema(Schema):
    """A kitchen: the school at which it stands may not be the only one that it feeds."""

    school_code = code_field(required=True)
    name = Text(most=60, required=True)


class CanteenForm(Schema):
    code = code_field(required=True)
    name = Text(most=60, required=True)


class RegisteredCanteenSchema(CanteenSchema):
    code = fields.String()


class GroupStateSchema(Schema):
    """What holds for a pupil group from a date on."""

    name = Text(most=60, required=True, metadata={"example": "1-6年级"})
    age_band = Choice("age_band", of=AGE_BANDS, required=True)
    canteen_code = code_field(required=True)
    beneficiaries = WholeNumber(most=MOST_PUPILS, required=True)
    other_pupils = WholeNumber(most=MOST_PUPILS, load_default=0)


class GroupStateForm(GroupStateSchema):
    group_code = code_field(required=True)
    from_date = DateField(required=True)


class DatedGroupStateSchema(GroupStateSchema):
    from_date = DateField()


class GroupSchema(Schema):
    """A pupil group with everything that was said of it, the earliest first."""

    school_code = fields.String()
    code = fields.String()
    states = fields.List(fields.Nested(DatedGroupStateSchema))


class StandardSchema(Schema):
    """Whether a meal carries the subsidy, and what families pay for it, from a date on."""

    subsidised = Flag(required=True)
    top_up_fen = YuanField(data_key="top_up_yuan", required=True, metadata={"description": "X, for each supply day"})


class StandardForm(Schema):
    group_code = Text(most=40, load_default="", empty=True)
    from_date = DateField(required=True)
    meal = Choice("meal", of=MEALS, required=True)
    subsidised = Flag(load_default=False)
    top_up_fen = YuanField(data_key="top_up_yuan", required=True)


class StaffForm(Schema):
    """Who of the school's own people may eat with the pupils, from a date on."""

    from_date = DateField(required=True)
    teaching = WholeNumber(most=MOST_STAFF, required=True)
    other = WholeNumber(most=MOST_STAFF, load_default=0)


class DatedStandardSchema(StandardSchema):
    group_code = fields.String(allow_none=True, metadata={"description": "null: the whole school"})
    from_date = DateField()
    meal = Choice("meal", of=MEALS)


class CalendarDaySchema(Schema):
    """One entry of the supply calendar; the narrowest entry of a day counts."""

    day_type = Choice("day_type", required=True)
    note = Text(load_default=None, allow_none=True)


class CalendarEntrySchema(CalendarDaySchema):
    date = DateField()
    school_code = fields.String(allow_none=True, metadata={"description": "null: the whole county"})
    group_code = fields.String(allow_none=True, metadata={"description": "null: the whole school"})


class CalendarQuery(Schema):
    first = DateField(required=True)
    last = DateField(required=True)


class _ChosenDay(Schema):
    on = DateField(required=True)


class CalendarForm(Schema):
    """Days ticked in the month, and what to make of them; ``inherit`` takes the entry away."""

    days = fields.List(
        fields.Nested(_ChosenDay),
        required=True,
        error_messages={"required": mark("请在月历上勾选日期")},
    )
    day_type = fields.String(
        required=True,
        validate=validate.OneOf(("supply", "closed", "inherit"), error=mark("请选择供餐或不供餐")),
        error_messages={"required": mark("请选择供餐或不供餐")},
    )
    note = Text(load_default=None)


class TakeOverForm(Schema):
    first = DateField(required=True)
    last = DateField(required=True)


class TermSchema(Schema):
    """A term: teaching weeks are counted from the week of its first day."""

    ends_on = DateField(required=True)
    name = Text(most=60, required=True)


class TermForm(TermSchema):
    starts_on = DateField(required=True)


class DatedTermSchema(TermSchema):
    starts_on = DateField()


class ClosureSchema(Schema):
    """A school's request for a day without a meal; the day stays due until the bureau approves."""

    date = DateField(required=True)
    group_code = Text(most=40, load_default=None, allow_none=True, metadata={"description": "null: the whole school"})
    reason = Text(required=True)


class ClosureForm(Schema):
    request_key = code_field(required=True)
    date = DateField(required=True)
    group_code = Text(most=40, load_default="", empty=True)
    kind = fields.String(required=True, error_messages={"required": mark("请选择原因")})
    words = Text(most=150, load_default="", empty=True)


class DecisionSchema(Schema):
    """The bureau's answer; it is given once, by another person than who asked."""

    decision = Choice("decision", of=("approved", "refused"), required=True)
    note = Text(load_default=None, allow_none=True)


class _ChosenRequest(Schema):
    id = WholeNumber(least=1, required=True)


class DecisionForm(DecisionSchema):
    chosen = fields.List(
        fields.Nested(_ChosenRequest),
        required=True,
        error_messages={"required": mark("请先勾选要审批的申请")},
    )


class AskedClosureSchema(ClosureSchema):
    request_key = fields.String()
    school_code = fields.String()
    requested_by = fields.String()
    requested_at = fields.AwareDateTime()
    decision = Choice("decision", of=("approved", "refused"), allow_none=True)
    decided_by = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime(allow_none=True)
    decision_note = fields.String(allow_none=True)


class SchoolsQuery(PagingSchema):
    town = Text(most=60, load_default=None)


class SchoolsSchema(PageSchema):
    items = fields.List(fields.Nested(RegisteredSchoolSchema))


class CanteensSchema(PageSchema):
    items = fields.List(fields.Nested(RegisteredCanteenSchema))


class ClosuresQuery(PagingSchema):
    undecided = Flag(load_default=False)


class ClosuresSchema(PageSchema):
    items = fields.List(fields.Nested(AskedClosureSchema))
