"""What the forms of goods in send: the shape and the types; quantities stay text until their ingredient is known."""

from marshmallow import Schema, fields, validate

from mealwatch.acceptance.domain.licences import UNKNOWN_RULES
from mealwatch.acceptance.domain.prices import ANSWERS
from mealwatch.acceptance.domain.record import CERTIFICATES, CHECKS, QUICK_TESTS
from mealwatch.attachments.schemas import PhotosField
from mealwatch.kernel.errors import mark
from mealwatch.kernel.quantity import UNITS
from mealwatch.signing.schemas import SecondSchema
from mealwatch.stock.schemas import MOST_LINES, NumberSchema
from mealwatch.web.fields import Choice, DateField, Flag, QuantityField, Spoken, Text, WholeNumber, YuanField

_CLOCK = validate.Regexp(r"([01]?\d|2[0-3])[:：][0-5]\d\Z", error=mark("时间请写成 07:30 的样子"))


def _maybe(field, **options):
    return field(load_default=None, **options)


class _Checked(Schema):
    """What every line can say of itself, goods or meals."""

    temperature = _maybe(Text, most=10)
    return_reason = _maybe(Text)
    photos = PhotosField()
    note = _maybe(Text)


#: One field for each paper and each thing to look at.
_SINGLE = {f"cert_{kind}": _maybe(Text, most=60) for kind in CERTIFICATES} | {
    f"check_{name}": Choice("check", load_default=None) for name in CHECKS
}
CheckedSchema = _Checked.from_dict(_SINGLE, name="CheckedSchema")


class GoodsLineSchema(CheckedSchema):
    """One kind of goods. ``price_asked``: the unit of the price as it stood when it was asked about."""

    ingredient_code = Text(most=40, required=True)
    weighed = _maybe(Spoken)
    unit = Choice("unit", of=UNITS, load_default=None)
    ordered = _maybe(Spoken)
    noted = _maybe(Spoken)
    returned = _maybe(Spoken)
    accepted = _maybe(Spoken)
    yuan = _maybe(QuantityField, zero=True, data_key="price")
    per = Choice("unit", of=UNITS, load_default=None, data_key="price_per")
    asked_per = Choice("unit", of=UNITS, load_default=None, data_key="price_asked")
    price_answer = Choice("price_answer", of=ANSWERS, load_default=None)
    amount_fen = _maybe(YuanField, data_key="amount_yuan")
    freight_fen = _maybe(YuanField, data_key="freight_yuan")
    spec = _maybe(Text, most=60)
    brand = _maybe(Text, most=60)
    grade = _maybe(Text, most=20)
    origin = _maybe(Text, most=60)
    producer = _maybe(Text, most=80)
    batch_no = _maybe(Text, most=60)
    produced_on = _maybe(DateField)
    expires = _maybe(Text, most=20, data_key="expires_on")
    quick_test = Choice("quick_test", of=QUICK_TESTS, load_default=None)
    quick_test_note = _maybe(Text, most=80)
    risk_confirmed = Flag(load_default=False)


class MealsLineSchema(CheckedSchema):
    """Meals of a contractor."""

    weighed = WholeNumber(required=True, data_key="portions")
    ordered = _maybe(WholeNumber)
    noted = _maybe(WholeNumber)
    returned = _maybe(WholeNumber)
    amount_fen = YuanField(required=True, data_key="amount_yuan")
    food_cost_fen = _maybe(YuanField, data_key="food_cost_yuan")


class _HeadSchema(SecondSchema, NumberSchema):
    dated_on = DateField(required=True)
    supplier_code = _maybe(Text, most=80)
    unlisted = Flag(load_default=False)
    slip_no = _maybe(Text, most=40)
    slip_photos = PhotosField()
    arrived_at = _maybe(Text, most=5, validate=_CLOCK)
    deliverer = _maybe(Text, most=40)
    plate = _maybe(Text, most=20)
    representative = _maybe(Text, most=40)
    note = _maybe(Text)
    form_key = _maybe(Text, most=40)
    proposed_no = _maybe(Text, most=40)


def _lines(schema):
    most = validate.Length(max=MOST_LINES, error=mark("一张单据最多 {max} 行"))
    return fields.List(fields.Nested(schema), required=True, validate=most)


class ReceiptForm(_HeadSchema):
    """Goods for the store."""

    lines = _lines(GoodsLineSchema)
    order_no = _maybe(Text, most=40)
    meal_use = Choice("meal", load_default=None)
    buyer = _maybe(Text, most=40)


class DeliveryForm(_HeadSchema):
    """A contractor's delivery note for one meal."""

    lines = _lines(MealsLineSchema)
    meal = Choice("meal", required=True)


class AllowanceForm(Schema):
    """The bureau lets a supplier deliver; without a canteen to every one."""

    supplier_code = Text(most=80, required=True)
    canteen_code = _maybe(Text, most=40)
    from_date = DateField(required=True)
    until_date = DateField(required=True)
    reason = Text(required=True)


class WithdrawForm(Schema):
    reason = Text(required=True)


class RuleForm(Schema):
    """What holds where nobody knows when a licence ends."""

    from_date = DateField(required=True)
    unknown_licence = Choice("unknown_licence", of=UNKNOWN_RULES, required=True)
