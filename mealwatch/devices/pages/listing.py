"""Tablets, one tablet, one record."""

from flask import render_template
from flask_babel import gettext as _

from mealwatch.devices import presenters, queries
from mealwatch.devices.pages.blueprint import blueprint
from mealwatch.kernel import clock
from mealwatch.web import xlsx
from mealwatch.web.formats import moment
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list


@blueprint.get("/devices")
@guard("manage_devices")
def index():
    """The county's tablets, and first what about them has to be looked at."""
    county_id, now = current_viewer().county_id, clock.now()
    rows = presenters.tablets(county_id, now)
    alerts = presenters.alert_rows(queries.alerts(county_id, now))
    return render_template("devices/tablets.html", rows=rows, alerts=alerts, span=presenters.span)


@blueprint.get("/devices.xlsx")
@guard("manage_devices")
def index_xlsx():
    """The same list as a spreadsheet."""
    columns = [
        xlsx.Column(_("平板")),
        xlsx.Column(_("编号")),
        xlsx.Column(_("登记人")),
        xlsx.Column(_("登记时间")),
        xlsx.Column(_("最近联系")),
        xlsx.Column(_("记录"), "whole"),
        xlsx.Column(_("缺号"), width=30),
        xlsx.Column(_("待看"), "whole"),
        xlsx.Column(_("状态")),
    ]
    rows = [
        (
            one.device.name,
            one.device.id,
            one.device.enrolled_by,
            moment(one.device.enrolled_at),
            moment(one.seen_at),
            one.records,
            "、".join(presenters.span(gap.first, gap.last) for gap in one.gaps),
            one.open,
            _("已停用") if one.device.revoked_at else _("在用"),
        )
        for one in presenters.tablets(current_viewer().county_id, clock.now())
    ]
    return xlsx.spreadsheet(_("平板名单"), columns, rows)


@blueprint.get("/devices/<device_id>")
@guard("manage_devices")
def one(device_id):
    """One tablet: its numbers, its records."""
    return device_page(device_id)


@blueprint.get("/devices/deposits/<deposit_id>")
@guard("manage_devices")
def deposit(deposit_id):
    """One record, to the byte, with everything that came under its number."""
    return deposit_page(deposit_id)


def device_page(device_id, form=None):
    """The page of a tablet, with the form that was refused."""
    county_id, now = current_viewer().county_id, clock.now()
    device = queries.device(county_id, device_id)
    page = page_of_list(queries.deposits_of(county_id, device_id))
    alerts = [one for one in queries.alerts(county_id, now) if one.device_id == device_id]
    use = queries.uses_of(county_id).get(device_id)
    return render_template(
        "devices/tablet.html",
        device=device,
        use=use,
        clock=presenters.clock_words(use, now),
        through=queries.contiguous_through(county_id, device_id),
        gaps=queries.gaps(county_id, device_id),
        alerts=presenters.alert_rows([one for one in alerts if one.kind != "gap"]),
        looks=[one for one in queries.looks_of(county_id, device_id) if one.about == "gap"],
        missing=queries.missing_of(county_id, [one.id for one in page.rows]),
        page=page,
        form=form or Form(start={}).fresh(),
        span=presenters.span,
    ), form.status if form else 200


def deposit_page(deposit_id, form=None):
    """The page of a record, with the form that was refused."""
    county_id = current_viewer().county_id
    found = queries.deposit(county_id, deposit_id)
    conflicts, body = queries.conflicts_of(county_id, deposit_id), queries.body_of(county_id, deposit_id)
    missing = queries.missing_of(county_id, [deposit_id])
    matters = {
        "waiting": found.waiting,
        "conflict": bool(conflicts),
        "chain": bool(found.chain_fault),
        "incomplete": bool(missing),
    }
    return render_template(
        "devices/deposit.html",
        one=found,
        device=queries.find_device(county_id, found.device_id),
        written=presenters.readable(body),
        conflicts=[(one, presenters.readable(one.body), presenters.differences(body, one.body)) for one in conflicts],
        evidence=queries.evidence(county_id, deposit_id),
        looks=queries.looks_of(county_id, deposit_id=deposit_id),
        matters=[about for about, is_so in matters.items() if is_so],
        about=presenters.about_words(),
        form=form or Form(start={}).fresh(),
    ), form.status if form else 200
