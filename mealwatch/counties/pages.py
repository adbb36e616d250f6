"""The county's own page: name and code, the end of the trial, and the dated policies with every choice explained."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.counties import queries, service
from mealwatch.counties.domain.choices import BY_NAME, CHOICES
from mealwatch.counties.schemas import NAMED, CountySchema, policy_form
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.web import words
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, forget_viewer, guard
from mealwatch.web.language import translate
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("counties", __name__, template_folder="templates")


@blueprint.get("/county")
@guard("read_county")
def county():
    """The county as it is, the policy in force, and all policies."""
    viewer, today = current_viewer(), clock.today()
    book = queries.policies_of(viewer.county_id)
    now = next((policy for policy in reversed(book.policies) if policy.from_date <= today), None)
    return render_template(
        "counties/county.html",
        county=queries.get_county(viewer.county_id),
        today=today,
        policies=tuple(reversed(book.policies)),
        now=now,
        choices=[(choice, _chosen(choice, now)) for choice in CHOICES] if now else [],
        translate=translate,
    )


@blueprint.get("/county/policies.xlsx")
@guard("read_county")
def policies_xlsx():
    """The policies as a spreadsheet."""
    columns = [
        Column(_("版本"), "whole"),
        Column(_("生效日期"), "date"),
        Column(_("补助标准（元/供餐日）"), "yuan"),
        Column(_("核算口径"), width=20),
        Column(_("临界幅度（元）"), "yuan"),
        Column(_("周日后几天周结"), "whole"),
        Column(_("周结时间")),
    ]
    rows = [
        (
            one.version,
            one.from_date,
            one.subsidy_fen,
            words.word(one.deciding, "deciding"),
            one.tolerance_fen,
            one.close_after_days,
            one.close_at,
        )
        for one in queries.policies_of(current_viewer().county_id)
    ]
    return spreadsheet(_("政策"), columns, rows)


@blueprint.route("/county/edit", methods=["GET", "POST"])
@guard("edit_county")
def edit():
    """Change name and code, and say when the trial ends."""
    viewer = current_viewer()
    known = queries.get_county(viewer.county_id)
    form = Form(CountySchema(), start=vars(known))

    def work(given):
        return service.change_county(viewer.county_id, by=viewer.actor(), now=clock.now(), **given)

    if form.sent and form.accepted(work):
        forget_viewer()
        flash(_("县的登记已保存"), "done")
        return redirect(url_for("counties.county"))
    return render_template("counties/county_form.html", form=form, known=known), form.status


@blueprint.route("/county/policies/new", methods=["GET", "POST"])
@guard("edit_policy")
def new_policy():
    """Decide something from a date on; figures of that date on carry the new version."""
    viewer, today = current_viewer(), clock.today()
    book = queries.policies_of(viewer.county_id)
    earlier = [policy for policy in book.policies if policy.from_date <= today] or list(book.policies)
    form = Form(policy_form(), start=_start(earlier[-1], today))

    def work(given):
        choices = {choice.name: given.pop(f"choice_{choice.name}") for choice in NAMED}
        try:
            return service.set_policy(viewer.county_id, by=viewer.actor(), now=clock.now(), choices=choices, **given)
        except Problem as problem:
            names = {"subsidy_fen": "subsidy_yuan", "tolerance_fen": "tolerance_yuan"}
            names |= {choice.name: f"choice_{choice.name}" for choice in NAMED}
            problem.field = names.get(problem.field, problem.field)
            problem.facts = {
                name: translate(fact) if name == "question" else fact for name, fact in problem.facts.items()
            }
            raise

    if form.sent and form.accepted(work):
        flash(_("政策已保存，核算口径第%(version)s版", version=form.result.version), "done")
        return redirect(url_for("counties.county"))
    return render_template("counties/policy_form.html", form=form, choices=NAMED, translate=translate), form.status


def _start(policy, today):
    return {
        "from_date": today.isoformat(),
        "subsidy_yuan": fen_as_yuan(policy.subsidy_fen),
        "deciding": policy.deciding,
        "tolerance_yuan": fen_as_yuan(policy.tolerance_fen),
        "close_after_days": policy.close_after_days,
        "close_at": policy.close_at,
        **{f"choice_{name}": value for name, value in policy.choices.items()},
    }


def _chosen(choice, policy):
    """What the policy says to a choice, in words."""
    if choice.column == "deciding":
        return translate(BY_NAME["deciding"].options[policy.deciding])
    if choice.column == "subsidy_fen":
        return _("%(yuan)s 元/供餐日", yuan=fen_as_yuan(policy.subsidy_fen))
    if choice.column == "tolerance_fen":
        return _("%(yuan)s 元", yuan=fen_as_yuan(policy.tolerance_fen))
    if choice.column == "close_at":
        return _("周日后第 %(days)s 天 %(time)s", days=policy.close_after_days, time=policy.close_at)
    return translate(choice.options[policy.choices[choice.name]])
