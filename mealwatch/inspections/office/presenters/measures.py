"""What was weighed and counted, with its arithmetic in one line."""

from flask_babel import gettext as _

from mealwatch.inspections.office.domain.allowed import share_tenths
from mealwatch.web.formats import quantity


def arithmetic(one):
    """The sum of a weighing or a count, from what was read off to the difference, as text."""
    taken = last_taken(one)
    if one.kind == "weigh":
        net = _said(one, taken["net"]) if taken else "—"
        first = _("毛重 %(gross)s − 皮重 %(tare)s = 净重 %(net)s", **_scale(one, taken)) if taken else net
        return _(
            "%(first)s；净重 %(net)s − 单据 %(written)s = %(difference)s",
            first=first,
            net=net,
            written=_said(one, one.written),
            difference=_left(one),
        )
    return _(
        "实点 %(found)s − 账面 %(written)s = %(difference)s",
        found=_said(one, one.found),
        written=_said(one, one.written),
        difference=_left(one),
    )


def first_taken(one):
    """Of what was weighed twice, the first reading in words; empty where it was weighed once."""
    if not one.detail.get("second"):
        return ""
    first = one.detail["first"]
    value = first.get("net", first.get("quantity"))
    return _("第一次 %(found)s，复核后以第二次为准", found=_said(one, value))


def last_taken(one):
    """The reading that counts: the second where there is one."""
    return one.detail.get("second") or one.detail.get("first")


def signed(one):
    """``−600 克``, ``+2 个``, ``一致``."""
    if one.difference is None:
        return _("没有可比的数")
    if not one.difference:
        return _("一致")
    text = quantity(abs(one.difference), one.base)
    return f"−{text}" if one.difference < 0 else f"+{text}"


def share(one):
    """``97.3%``: found over written; empty where nothing is written."""
    tenths = share_tenths(one.found, one.written)
    return "" if tenths is None else f"{tenths // 10}.{tenths % 10}%"


def portion(one):
    """The portions of a dish: each weighed, their mean to a gram, the plan."""
    weighed = one.detail.get("weighed_g") or []
    if not weighed:
        return ""
    total, count = sum(weighed), len(weighed)
    mean = (2 * total + count) // (2 * count)
    return _(
        "称了 %(weighed)s 克，平均 %(mean)s 克；食谱 %(planned)s 克",
        weighed="、".join(str(each) for each in weighed),
        mean=mean,
        planned=one.detail.get("planned_g", "—"),
    )


def _left(one):
    return signed(one) if one.difference else _said(one, one.difference)


def _scale(one, taken):
    return {name: _said(one, taken.get(name)) for name in ("gross", "tare", "net")}


def _said(one, amount):
    return quantity(amount, one.base)
