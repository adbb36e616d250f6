"""What the bureau's pages say of tablets."""

import json
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from mealwatch.devices import queries
from mealwatch.devices.domain import envelope, limits
from mealwatch.devices.queries.records import counts_of
from mealwatch.kernel.errors import mark
from mealwatch.web.formats import moment
from mealwatch.web.language import translate

ABOUT = {
    "gap": mark("编号有缺"),
    "incomplete": mark("照片没到齐"),
    "conflict": mark("同一编号两份内容"),
    "waiting": mark("待处理"),
    "chain": mark("前后接不上"),
}
_GONE = object()
#: Of a value in which two records differ so many signs are shown; the whole stands below.
_LONGEST = 300


class Row(NamedTuple):
    """A tablet in the list."""

    device: object
    seen_at: object
    app_ver: str
    clock: str
    records: int
    gaps: tuple
    open: int


def tablets(county_id, now):
    """The rows of the list of tablets."""
    uses, counts, gaps = queries.uses_of(county_id), counts_of(county_id), queries.gaps(county_id)
    open_ones = [one.device_id for one in queries.alerts(county_id, now)]
    rows = []
    for device in queries.devices_of(county_id):
        use = uses.get(device.id)
        own = tuple(one for one in gaps if one.device_id == device.id)
        rows.append(
            Row(
                device,
                use.seen_at if use else None,
                use.app_ver if use else "",
                clock_words(use, now),
                counts.get(device.id, 0),
                own,
                open_ones.count(device.id),
            )
        )
    return rows


def clock_words(use, now):
    """By how much a tablet's clock was off as it last said, or nothing."""
    if use is None or use.behind_s is None or abs(use.behind_s) <= limits.CLOCK_OFF.total_seconds():
        return ""
    found = envelope.clock(use.behind_s, "", now)
    if found is None:
        return ""
    return _("慢了 %(span)s", span=found[1]) if use.behind_s > 0 else _("快了 %(span)s", span=found[1])


def span(first, last):
    """Numbers missing, in words."""
    return _("第 %(n)s 号", n=first) if first == last else _("第 %(first)s—%(last)s 号", first=first, last=last)


def alert_rows(alerts):
    """``(mark, what, tablet, since, address)`` of each alert."""
    words = about_words()
    return [(words[one.kind], _what(one), one.device_name, moment(one.since), address(one)) for one in alerts]


def about_words():
    """What each kind of matter is called."""
    return {kind: translate(text) for kind, text in ABOUT.items()}


def address(alert):
    """Where an alert is dealt with."""
    if alert.deposit_id:
        return url_for("devices.deposit", deposit_id=alert.deposit_id)
    return url_for("devices.one", device_id=alert.device_id)


def readable(written):
    """A record for people: its JSON with line breaks."""
    try:
        return json.dumps(json.loads(written), ensure_ascii=False, indent=2)
    except ValueError:
        return written.decode(errors="replace")


def differences(written, other):
    """``(place, first, second)`` of everything in which two records differ, as far as both can be read."""
    try:
        return list(_differences(json.loads(written), json.loads(other), ""))
    except ValueError:
        return []


def _differences(one, other, place):
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            yield from _differences(one.get(name, _GONE), other.get(name, _GONE), f"{place}.{name}".lstrip("."))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True), start=1):
            yield from _differences(left, right, f"{place}.{number}")
    elif one != other or type(one) is not type(other):
        yield place, _shown(one), _shown(other)


def _shown(value):
    text = "—" if value is _GONE else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _what(alert):
    if alert.kind == "gap":
        return span(alert.first, alert.last)
    return alert.school_code or alert.deposit_id[:8]
