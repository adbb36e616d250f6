"""Goods in, in words: differences between the papers and the scales, prices, licences."""

from flask_babel import gettext as _

from mealwatch.acceptance.domain import licences, prices
from mealwatch.acceptance.domain.record import CERTIFICATES, CHECKS, degrees
from mealwatch.kernel.quantity import UnitDoesNotFit
from mealwatch.kernel.ratio import Ratio
from mealwatch.stock.presenters import given as said_in_unit
from mealwatch.web import formats, words


def quantity(amount, one):
    """Base units of an ingredient (None: portions) for reading."""
    if amount is None:
        return formats.NOTHING
    return formats.quantity(amount, one.base_unit) if one else _("%(count)s 份", count=amount)


def said(amount, unit, one):
    """A quantity in the unit in which it was given, and in kilograms beside it."""
    return said_in_unit(amount, unit, one) if one else quantity(amount, one)


def differences(quantities, one):
    """Sentences, neutral: what the slip says against the order, what the scales say against the slip."""
    found = [_difference(what, than, quantity(abs(gap), one), gap) for what, than, gap in quantities.differences()]
    if quantities.returned:
        found.append(_("退货 %(quantity)s", quantity=quantity(quantities.returned, one)))
    return found


def _difference(what, than, amount, gap):
    if what == "noted":
        return (
            _("送货单比订购少 %(quantity)s", quantity=amount)
            if gap < 0
            else _("送货单比订购多 %(quantity)s", quantity=amount)
        )
    if than == "noted":
        return (
            _("实称比送货单少 %(quantity)s", quantity=amount)
            if gap < 0
            else _("实称比送货单多 %(quantity)s", quantity=amount)
        )
    return (
        _("实收比订购少 %(quantity)s", quantity=amount) if gap < 0 else _("实收比订购多 %(quantity)s", quantity=amount)
    )


def price_per(price, one, per):
    """An exact price (fen per base unit) in yuan for a unit: ``4.80 元/斤``."""
    try:
        content = one.measure.content(per)
    except UnitDoesNotFit:
        content, per = 1, one.base_unit
    return f"{formats.yuan(price * content)} {_('元')}/{unit_short(per, one)}"


def unit_short(per, one):
    """A unit in one word; a package by its name."""
    if per == "package" and one.package_name:
        return one.package_name
    return words.word(per, "unit")


def both_prices(price, one):
    """A price as people compare it: for goods by weight in 公斤 and in 斤."""
    units = {"g": ("kg", "jin"), "ml": ("L",), "piece": ("piece",)}[one.base_unit]
    return "，".join(price_per(price, one, unit) for unit in units)


def question(found, one):
    """A Question in words: its sentence, what is usual, and the answers as (code, words)."""
    if found.readings:
        sentence = _("%(name)s：是单价 元/斤 还是 元/公斤？", name=one.name)
        first = found.readings[0].per
        answers = [
            (
                prices.KEPT if reading.per == first else reading.per,
                _(
                    "%(price)s，这一行 %(yuan)s 元",
                    price=price_per(reading.price, one, reading.per),
                    yuan=formats.yuan(reading.goods_fen),
                ),
            )
            for reading in found.readings
        ]
    else:
        sentence = _("%(name)s合 %(price)s，对吗？", name=one.name, price=both_prices(found.price, one))
        answers = [(prices.KEPT, _("对，就是这个价；不对就改单价、金额或数量"))]
    return {"sentence": sentence, "usual": usual(found.usual, one), "answers": answers}


def usual(found, one):
    """What is usual, in words; empty where nothing is known."""
    per = {"g": "jin", "ml": "L", "piece": "piece"}[one.base_unit]
    told = []
    if found.low is not None:
        low, high = price_per(found.low, one, per).split(" ")[0], price_per(found.high, one, per)
        told.append(_("平时 %(low)s—%(high)s", low=low, high=high))
    if found.median is not None:
        told.append(_("全县近两周中间价 %(price)s", price=price_per(found.median, one, per)))
    return "；".join(told)


def price_story(line, one):
    """What was asked about a line's price and what was answered, from the record."""
    asked = line.price_question
    if not asked:
        return ""
    kept = {name: Ratio.parse(asked[name]) if asked[name] else None for name in ("low", "high", "median")}
    return _(
        "单价问过一次：按所填合 %(price)s（%(usual)s）；回答：%(answer)s",
        price=both_prices(Ratio.parse(asked["price"]), one),
        usual=usual(prices.Usual(**kept), one),
        answer=words.word(line.price_answer, "price_answer"),
    )


def papers(line):
    """(kind in words, number) of the papers that came with a line."""
    return [
        (words.word(kind, "certificate"), line.certificates[kind]) for kind in CERTIFICATES if kind in line.certificates
    ]


def looks(line):
    """(what was looked at, good or bad) of a line."""
    return [(words.word(name, "looked_at"), line.checks[name]) for name in CHECKS if name in line.checks]


def details(line):
    """(label, text) of what else is known of a line."""
    found = [
        (_("规格"), line.spec),
        (_("品牌"), line.brand),
        (_("等级"), line.grade),
        (_("产地"), line.origin),
        (_("生产者"), line.producer),
        (_("运费"), _("%(yuan)s 元", yuan=formats.yuan(line.freight_fen)) if line.freight_fen else None),
        (_("到货温度"), f"{degrees(line.temperature_tenths)} ℃" if line.temperature_tenths is not None else None),
        (_("农残快检"), _quick_test(line)),
        (_("退货原因"), line.return_reason),
        (_("要确认的食品"), _("验收人已确认") if line.risk_confirmed else None),
        (_("备注"), line.note),
    ]
    return [(label, text) for label, text in found if text]


def _quick_test(line):
    words_ = words.word(line.quick_test, "quick_test") if line.quick_test else ""
    return " ".join(part for part in (words_, line.quick_test_note) if part)


def licence(supplier, on, allowance=None, rule=licences.TAKE):
    """(words, kind of mark, whether goods are stopped) of a supplier's licence on a day."""
    state = licences.standing(supplier.licence_expires_on, on)
    until = supplier.licence_expires_on.isoformat() if supplier.licence_expires_on else ""
    if allowance is not None and state in ("expired", "unknown"):
        return _("许可证已到期，教体局放行到%(day)s", day=allowance.until_date.isoformat()), "missing", False
    if state == "expired":
        return _("许可证已于%(day)s到期，不能入库；请联系县教体局放行", day=until), "short", True
    if state == "unknown" and rule == licences.STOP:
        return _("没有登记许可证到期日，本县规定不能入库"), "short", True
    if state == "unknown":
        return _("没有登记许可证到期日，请提醒供货商"), "missing", False
    if state == "ending":
        left = (supplier.licence_expires_on - on).days
        return _("许可证还有%(left)s天到期（%(day)s），请提醒供货商换证", left=left, day=until), "missing", False
    return _("许可证有效至%(day)s", day=until), "met", False
