"""What orders look like on a page, as text for WeChat, and as the data of their picture."""

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import force_locale
from flask_babel import gettext as _

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.catalogue.presenters import units_of
from mealwatch.kernel import spoken
from mealwatch.purchasing.domain.proposal import Proposal
from mealwatch.signing.domain.purposes import plain_name
from mealwatch.stock.presenters import given
from mealwatch.web import formats


@dataclass(frozen=True)
class Row:
    """One proposed ingredient in the form; its fields are named by the ingredient's id."""

    proposal: Proposal
    ingredient: Ingredient
    unit: str
    supplier_code: str

    @property
    def at(self):
        return f"lines-{self.ingredient.id}-"

    @property
    def text(self):
        """What is proposed, as people say it; empty where the menu does not tell, and where there is enough."""
        return said(self.proposal.quantity, self.ingredient, self.unit)

    def is_asked(self, form):
        """Whether it stands among what is to be ordered: proposed, typed, or to be thought about."""
        if form.sent:
            return bool(form.typed.get(self.at + "quantity", "").strip()) or self.text != ""
        return self.proposal.quantity != 0

    def value(self, form):
        return (
            form.typed.get(self.at + "quantity", "") if form.sent and self.at + "quantity" in form.typed else self.text
        )

    def supplier(self, form):
        return form.typed.get(self.at + "supplier_code", "") if form.sent else self.supplier_code

    def why(self):
        """``需要 18.5 公斤 · 库存 2 公斤 · 在途 3 公斤``."""
        one, unit = self.proposal, self.ingredient.base_unit
        if one.need is None:
            parts = [_("食谱没有写用量，请自己填")]
        else:
            parts = [_("需要 %(amount)s", amount=formats.quantity(_up(one.need, unit), unit))]
        if one.before:
            parts.append(_("之前的餐还要用 %(amount)s", amount=formats.quantity(_up(one.before, unit), unit)))
        parts.append(_("库存 %(amount)s", amount=formats.quantity(one.held, unit)))
        if one.coming:
            parts.append(_("在途 %(amount)s", amount=formats.quantity(one.coming, unit)))
        return " · ".join(parts)


def unit_for(ingredient, used):
    """The unit of a bare number: packages where it comes in them, else the one used last, else the usual one."""
    codes = [code for code, _word in units_of(ingredient)]
    if ingredient.package_content:
        return "package"
    return used if used in codes else codes[0]


def said(base, ingredient, unit):
    """Base units as ``kernel.spoken`` reads them; empty for none and unknown."""
    return spoken.said(base, ingredient.measure, unit) if base else ""


def quantity_words(line, known):
    """A line's quantity as it was said, with kilograms beside: ``3 斤（1.5 公斤）``."""
    return given(line.quantity, line.unit, known.ingredients[line.ingredient_id])


def text_of(order, known, place):
    """The order as plain text for WeChat, in Chinese. ``place``: whose it is, such as ``青山镇中心小学 食堂``."""
    with force_locale("zh"):
        return _text_of(order, known, place)


def picture_of(order, known, place, supplier):
    """The data of the picture's template (paper/order.typ), in Chinese."""
    with force_locale("zh"):
        return _picture_of(order, known, place, supplier)


def _text_of(order, known, place):
    lines = [_("【订货单】%(no)s", no=order.no) + version_words(order), _("学校：%(place)s", place=place)]
    lines.append(_("送货：%(when)s", when=when_words(order)))
    lines += [
        f"{number}. {known.ingredients[line.ingredient_id].name} {quantity_words(line, known)}"
        for number, line in enumerate(order.lines, start=1)
    ]
    if order.note:
        lines.append(_("备注：%(note)s", note=order.note))
    if order.contact:
        lines.append(_("联系人：%(contact)s", contact=order.contact))
    if order.standing == "cancelled":
        lines.insert(1, _("本单已取消，请不要送货"))
    return "\n".join(lines)


def _picture_of(order, known, place, supplier):
    return {
        "title": _("订货单"),
        "no": order.no + version_words(order),
        "stop": _("本单已取消，请不要送货") if order.standing == "cancelled" else "",
        "facts": [
            [_("学校"), place],
            [_("供货商"), supplier],
            [_("送货"), when_words(order)],
            *([[_("联系人"), order.contact]] if order.contact else []),
        ],
        "head": ["", _("食材"), _("数量")],
        "lines": [
            [str(number), known.ingredients[line.ingredient_id].name, quantity_words(line, known)]
            for number, line in enumerate(order.lines, start=1)
        ],
        "note": _("备注：%(note)s", note=order.note) if order.note else "",
        "foot": _("%(by)s %(at)s 下单", by=plain_name(order.ordered_by), at=formats.moment(order.ordered_at)),
    }


def when_words(order):
    """``11月24日 周二 07:30 前``."""
    if order.deliver_time:
        return _("%(day)s %(time)s 前", day=formats.day(order.deliver_on), time=order.deliver_time)
    return formats.day(order.deliver_on)


def version_words(order):
    """Which version it is, where it was changed: a supplier may hold an older one."""
    return _("（第 %(version)s 版，以此为准）", version=order.version) if order.version > 1 else ""


def days_words(order):
    """``11月24日 周二—11月26日 周四``."""
    if order.for_first == order.for_last:
        return formats.day(order.for_first)
    return f"{formats.day(order.for_first)}—{formats.day(order.for_last)}"


def _up(exact, base_unit):
    """Whole base units for reading, rounded up; a kilo or a litre and more to a tenth."""
    exact = Fraction(exact)
    step = 100 if exact >= 1000 and base_unit != "piece" else 1
    steps = exact / step
    return -(-steps.numerator // steps.denominator) * step
