"""Differences between what was weighed or counted and what is written: a person confirms or explains each.

What is confirmed becomes a proposal in the canteen's stock record; only the canteen posts anything there.
"""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from marshmallow import Schema

from mealwatch.devices import queries as devices
from mealwatch.inspections.office import queries, service
from mealwatch.inspections.office.domain.allowed import PROPOSED, receipt_in
from mealwatch.inspections.office.pages.blueprint import (
    blueprint,
    in_office,
    reach,
    schools_here,
    the_difference,
)
from mealwatch.inspections.office.presenters import measures
from mealwatch.inspections.office.proposing import address_of, posted_address
from mealwatch.kernel import clock
from mealwatch.kernel.errors import NotAllowed
from mealwatch.schools import queries as schools
from mealwatch.web import formats, words
from mealwatch.web.asked import asked_day, asks_for
from mealwatch.web.fields import Choice, Text
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.listing import Cell, Listing, choice, conditions, for_template, picked, place_choices
from mealwatch.web.xlsx import Column

STATES = ("waiting", "confirmed", "explained", "declined", "posted")
REACHES = ("beyond", "within", "all")
_STEPS = {"confirm": service.confirm, "explain": service.explain}


class StepSchema(Schema):
    what = Choice("difference_step", of=tuple(_STEPS), required=True)
    words = Text(most=500, required=True)


class DeclineSchema(Schema):
    words = Text(most=500, required=True)


@blueprint.get("/differences")
@guard("read_visits")
def differences():
    """Weighings and counts that differ from what is written, the newest visit first."""
    listing, choices, counts, allowed = _listing()
    return render_template(
        "visited/differences.html",
        counts=counts,
        allowed=allowed,
        **for_template(listing, choices),
    )


@blueprint.get("/differences.xlsx")
@guard("read_visits")
def differences_xlsx():
    """The list as it stands on the screen."""
    return _listing()[0].as_excel(_("称重盘点差异"))


@blueprint.get("/differences/<int:difference_id>")
@guard("read_visits", "read_school")
def difference(difference_id):
    """One difference: its arithmetic, what was said of it, what may be done now."""
    return _page(difference_id, Form(StepSchema()).fresh(), Form(DeclineSchema()).fresh())


@blueprint.post("/differences/<int:difference_id>/step")
@guard("inspect")
def difference_step(difference_id):
    """A person of the office confirms or explains it."""
    viewer = current_viewer()
    _found, school = the_difference(difference_id)
    if not viewer.may("inspect", school=school):
        raise NotAllowed
    form = Form(StepSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(
        lambda given: _STEPS[given["what"]](viewer.county_id, difference_id, words=given["words"], **stamp)
    ):
        flash(_("已记下"), "done")
        return redirect(url_for(".difference", difference_id=difference_id))
    return _page(difference_id, form, Form(DeclineSchema()).fresh())


@blueprint.post("/differences/<int:difference_id>/decline")
@guard("post_stocktake")
def decline(difference_id):
    """The canteen does not take the proposal up, with a reason that the office reads."""
    viewer = current_viewer()
    found, _school = the_difference(difference_id)
    canteen = schools.canteen_by_id(viewer.county_id, found.visit.canteen_id)
    if not viewer.may("post_stocktake", canteen=canteen):
        raise NotAllowed
    form = Form(DeclineSchema())
    stamp = {"by": viewer.actor(), "now": clock.now()}
    if form.accepted(lambda given: service.decline(viewer.county_id, difference_id, words=given["words"], **stamp)):
        flash(_("已退回县教体局，理由一并送到"), "done")
        return redirect(url_for("stock.canteen", canteen_code=canteen.code))
    return _page(difference_id, Form(StepSchema()).fresh(), form)


def _page(difference_id, deciding, declining):
    viewer = current_viewer()
    found, school = the_difference(difference_id)
    canteen = schools.canteen_by_id(viewer.county_id, found.visit.canteen_id)
    acts = [one for one in _STEPS if one in found.allowed()] if viewer.may("inspect", school=school) else []
    may_post = found.proposed and viewer.may("post_stocktake", canteen=canteen)
    return render_template(
        "visited/difference.html",
        one=found,
        measured=found.measured,
        visit=found.visit,
        school=school,
        canteen=canteen,
        show=measures,
        receipt_in=receipt_in,
        there={one.sha256 for one in devices.evidence(viewer.county_id, found.visit.deposit_id) if one.present},
        differences={},
        steps=acts,
        deciding=deciding,
        declining=declining,
        form=deciding if deciding.faults else declining,
        take_up=address_of(viewer.county_id, canteen, found) if may_post else "",
        posted=posted_address(canteen, found),
        office=in_office(school),
    ), max(deciding.status, declining.status)


def _listing():
    viewer, at = current_viewer(), schools_here()
    first, last = asked_day("first"), asked_day("last")
    found = queries.differences(viewer.county_id, reach(), first=first, last=last)
    choices = _choices(at)
    state = picked("state", STATES)
    range_of = picked("beyond", REACHES, unasked="beyond")
    there = [one for one in found if _lets_through(one, at)]
    narrowed = [one for one in there if range_of == "all" or (one.within is False) == (range_of == "beyond")]
    wanted = [one for one in narrowed if not state or _is(one, state)]
    rows = [_row(one, at[one.visit.school_id]) for one in wanted]
    canteens = {one.id: one for one in schools.canteens_of(viewer.county_id)} if wanted else {}
    shown = [_shown(one, at[one.visit.school_id], canteens[one.visit.canteen_id]) for one in wanted]
    counts = {name: sum(1 for one in narrowed if _is(one, name)) for name in STATES}
    allowed = sum(1 for one in there if one.within is not False) if range_of == "beyond" else 0
    told = conditions(choices, first, last)
    return Listing(_columns(), rows, told, (_shown_columns(), shown)), choices, counts, allowed


def _is(one, state):
    if state == "waiting":
        return one.waits
    return one.stands == state


def _lets_through(one, at):
    school = at.get(one.visit.school_id)
    return school is not None and asks_for(town=school.town, school=school.code, kind=one.measured.kind)


def _choices(at):
    states = [(one, words.word(one, "difference_state")) for one in STATES[1:]]
    return [
        choice("state", _("情况"), [("waiting", _("等人核实")), *states]),
        choice(
            "beyond",
            _("范围"),
            [("beyond", _("超出允许范围")), ("within", _("允许范围内")), ("all", _("全部"))],
            unasked="beyond",
        ),
        choice("kind", _("哪一种"), [(one, words.word(one, "measured")) for one in PROPOSED]),
        *place_choices(at.values()),
    ]


def _columns():
    return [
        Column(_("日期"), "date"),
        Column(_("学校"), width=26),
        Column(_("食材")),
        Column(_("哪一种")),
        Column(_("记录数"), width=14),
        Column(_("实际数"), width=14),
        Column(_("差异"), width=14),
        Column(_("实际/记录")),
        Column(_("允许范围")),
        Column(_("情况"), width=20),
        Column(_("说明"), width=40),
    ]


def _shown_columns():
    return [
        Column(_("日期"), "date"),
        Column(_("学校"), width=26),
        Column(_("食材"), width=14),
        Column(_("记录数"), width=14),
        Column(_("实际数"), width=14),
        Column(_("差异"), width=14),
        Column(_("情况"), "wordy"),
    ]


def _shown(one, school, canteen):
    measured = one.measured
    address = url_for("inspections.difference", difference_id=measured.id)
    said = one.steps[-1].words if one.steps else _("等人核实") if one.waits else ""
    written = formats.quantity(measured.written, measured.base)
    share = measures.share(measured)
    return [
        one.visit.dated_on,
        Cell(school.name, address=address),
        Cell(measured.name, address=address, below=words.word(measured.kind, "measured")),
        _written(one, canteen, written),
        formats.quantity(measured.found, measured.base),
        Cell(measures.signed(measured), below=_("实际是记录的 %(share)s", share=share) if share else ""),
        Cell(
            words.word(one.stands, "difference_state"), look=words.mark_of(one.stands, "difference_state"), below=said
        ),
    ]


def _written(one, canteen, written):
    """The quantity on record, leading to where it stands: the receipt's line, or the ingredient's ledger."""
    measured, receipt = one.measured, one.receipt
    if receipt:
        doc_no, line = receipt
        address = url_for(
            "stock.document", canteen_code=canteen.code, kind="receipt", doc_no=doc_no, _anchor=f"line-{line}"
        )
        return Cell(written, address=address, below=_("入库单 %(no)s 第 %(line)s 行", no=doc_no, line=line))
    if measured.kind == "count" and measured.ingredient_code:
        address = url_for("stock.ledger", canteen_code=canteen.code, ingredient_code=measured.ingredient_code)
        return Cell(written, address=address, below=_("%(name)s的台账", name=measured.name))
    return Cell(written, below=_("现场的纸质单据"))


def _row(one, school):
    measured = one.measured
    return [
        one.visit.dated_on,
        school.name,
        measured.name,
        words.word(measured.kind, "measured"),
        formats.quantity(measured.written, measured.base),
        formats.quantity(measured.found, measured.base),
        measures.signed(measured),
        measures.share(measured),
        _("超出") if one.within is False else _("以内"),
        words.word(one.stands, "difference_state"),
        one.steps[-1].words if one.steps else "",
    ]
