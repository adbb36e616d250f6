"""What visits leave for the bureau to look at, on its first page: each a line with a link; nothing to do, no line."""

from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from mealwatch.devices import queries as devices
from mealwatch.inspections import queries as visited
from mealwatch.inspections.office import queries

#: New visits and differences are told of for so long.
_NEW, _BACK = timedelta(days=7), timedelta(days=120)


@dataclass(frozen=True)
class Line:
    """One line: its text, where it leads, and the mark behind it."""

    text: str
    address: str
    mark: str
    look: str


def lines(viewer, now):
    """[Line] for a person who reads visits; nothing for others."""
    if not viewer.may("read_visits"):
        return []
    county_id, here, today = viewer.county_id, viewer.reach("read_visits").school_ids, now.date()
    return [
        *_new(county_id, here, today),
        *_due(county_id, here, today),
        *_differ(county_id, here, today),
        *_tablets(viewer, now),
    ]


def _new(county_id, here, today):
    new = visited.visits(county_id, here, first=today - _NEW, last=today)
    if new:
        red = sum(1 for one in new if one.red_lines)
        text = _("近 7 天交回 %(n)s 次督查", n=len(new))
        address = url_for("inspections.index", first=(today - _NEW).isoformat())
        mark = _("%(n)s 次触碰红线", n=red) if red else _("查看")
        yield Line(text, address, mark, "short" if red else "info")


def _due(county_id, here, today):
    found = [one for one in queries.findings(county_id, here, open_only=True) if one.pending]
    overdue, answered = sum(1 for one in found if one.overdue(today)), [one for one in found if one.state == "answered"]
    if overdue:
        address = url_for("inspections.findings", state="overdue")
        yield Line(_("%(n)s 个督查问题逾期没有改好", n=overdue), address, _("逾期"), "short")
    if answered:
        address = url_for("inspections.findings", state="answered")
        yield Line(_("%(n)s 个问题学校已答复，等核查", n=len(answered)), address, _("待核查"), "missing")


def _differ(county_id, here, today):
    waiting = sum(1 for one in queries.differences(county_id, here, first=today - _BACK) if one.waits)
    if waiting:
        address = url_for("inspections.differences", state="waiting")
        yield Line(_("%(n)s 条称重盘点差异等人核实", n=waiting), address, _("等核实"), "missing")


def _tablets(viewer, now):
    if viewer.may("manage_devices"):
        found = devices.alerts(viewer.county_id, now)
        if found:
            text = _("平板有 %(n)s 件事要看：缺号、照片没传齐或待处理", n=len(found))
            yield Line(text, url_for("devices.index"), _("平板"), "missing")
