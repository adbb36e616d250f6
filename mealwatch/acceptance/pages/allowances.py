"""What the bureau allows about licences: suppliers who may deliver all the same, and the rule for unknown ones."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.acceptance import entering, errors, presenters, queries, service
from mealwatch.acceptance.domain import licences
from mealwatch.acceptance.pages.blueprint import blueprint
from mealwatch.acceptance.schemas import AllowanceForm, RuleForm, WithdrawForm
from mealwatch.catalogue.domain.names import Names
from mealwatch.catalogue.queries import suppliers_of
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

_USUAL_DAYS = 14


@blueprint.get("/licences")
@guard("read_school")
def allowances():
    """Which licences ran out or run out soon, what was allowed, and the rule for unknown ones."""
    return _page()


@blueprint.post("/licences/allow")
@guard("allow_licence")
def allow():
    """Let a supplier deliver for a while."""
    form = Form(AllowanceForm())
    viewer = current_viewer()
    known = Names((), suppliers_of(viewer.county_id))

    def work(given):
        supplier = entering.find_supplier(known, given.pop("supplier_code"))
        if supplier is None:
            raise errors.SellerMissing(field="supplier_code")
        code = given.pop("canteen_code")
        canteen_id = schools.get_canteen(viewer.county_id, code).id if code else None
        return service.allow(
            viewer.county_id, supplier, canteen_id=canteen_id, by=viewer.actor(), now=clock.now(), **given
        )

    if form.accepted(work):
        flash(_("已放行"), "done")
        return redirect(url_for("acceptance.allowances"))
    return _page(allowing=form)


@blueprint.route("/licences/allowances/<int:allowance_id>/withdraw", methods=["GET", "POST"])
@guard("allow_licence")
def withdraw(allowance_id):
    """Take an allowance back, with the reason."""
    viewer, form = current_viewer(), Form(WithdrawForm())
    one = queries.get_allowance(viewer.county_id, allowance_id)

    def work(given):
        return service.withdraw(viewer.county_id, allowance_id, by=viewer.actor(), now=clock.now(), **given)

    if form.sent and form.accepted(work):
        flash(_("放行已收回"), "done")
        return redirect(url_for("acceptance.allowances"))
    supplier = next(each for each in suppliers_of(viewer.county_id) if each.id == one.supplier_id)
    page = render_template("acceptance/withdraw.html", form=form, one=one, supplier=supplier)
    return page, form.status


@blueprint.post("/licences/rule")
@guard("allow_licence")
def rule():
    """Decide what holds where nobody knows when a licence ends."""
    viewer, form = current_viewer(), Form(RuleForm())

    def work(given):
        service.decide_unknown(viewer.county_id, by=viewer.actor(), now=clock.now(), **given)

    if form.accepted(work):
        flash(_("已保存"), "done")
        return redirect(url_for("acceptance.allowances"))
    return _page(ruling=form)


def _page(allowing=None, ruling=None):
    viewer, today = current_viewer(), clock.today()
    suppliers = suppliers_of(viewer.county_id)
    found = queries.allowances_of(viewer.county_id)
    open_ones = {one.supplier_id for one in found if one.state(today) == "open"}
    due = [
        (one, presenters.licence(one, today)[:2], one.id in open_ones)
        for one in suppliers
        if licences.standing(one.licence_expires_on, today) != "valid"
    ]
    due.sort(key=lambda row: (row[0].licence_expires_on is None, row[0].licence_expires_on or today, row[0].code))
    start = {
        "supplier_code": request.args.get("supplier", ""),
        "from_date": today.isoformat(),
        "until_date": (today + timedelta(days=_USUAL_DAYS)).isoformat(),
    }
    rules = queries.licence_rules(viewer.county_id)
    places = {one.id: one for one in schools.schools_of(viewer.county_id)}
    canteens = {one.id: one for one in schools.canteens_of(viewer.county_id)}
    page = render_template(
        "acceptance/allowances.html",
        due=due,
        allowances=found,
        suppliers={one.id: one for one in suppliers},
        stopped=[(one.name, one.name) for one, _state, _open in due],
        canteens=canteens,
        places=places,
        kitchens=[(one.code, f"{places[one.school_id].name} {one.name}") for one in canteens.values()],
        rules=rules,
        now_rule=queries.unknown_licence_rule(viewer.county_id, today),
        allowing=allowing or Form(AllowanceForm(), start=start).fresh(),
        ruling=ruling
        or Form(
            RuleForm(),
            start={
                "from_date": today.isoformat(),
                "unknown_licence": queries.unknown_licence_rule(viewer.county_id, today),
            },
        ).fresh(),
        may_allow=viewer.may("allow_licence"),
        today=today,
    )
    return page, next((form.status for form in (allowing, ruling) if form), 200)
