"""The lists that safety checks go through; the bureau may put its own in their place, as a new version."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.safety import errors, queries, service
from mealwatch.safety.domain import list_text
from mealwatch.safety.domain.kinds.checks import LISTS
from mealwatch.safety.pages.blueprint import blueprint
from mealwatch.safety.schemas import ListSchema
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/check-lists")
@guard("read_school")
def check_lists():
    """The lists that count now."""
    viewer = current_viewer()
    found = [(kind, queries.check_list(viewer.county_id, code)) for code, kind in LISTS.items()]
    return render_template("safety/lists.html", lists=found, may_edit=viewer.may("edit_policy"))


@blueprint.route("/check-lists/<kind>", methods=["GET", "POST"])
@guard("edit_policy")
def edit_list(kind):
    """Put another list in the place of one."""
    viewer = current_viewer()
    if kind not in LISTS:
        raise errors.KindUnknown(value=kind)
    counts = queries.check_list(viewer.county_id, kind)
    form = Form(ListSchema(), start={"items": list_text.written(counts)})

    def work(given):
        items = list_text.read(given["items"])
        return service.put_list(viewer.county_id, kind, items, by=viewer.actor(), now=clock.now())

    if form.sent and form.accepted(work):
        flash(_("检查表已保存，从现在起用第 %(version)s 版", version=form.result), "done")
        return redirect(url_for("safety.check_lists"))
    return render_template("safety/list_form.html", form=form, kind=LISTS[kind], counts=counts), form.status
