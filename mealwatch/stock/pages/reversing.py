"""Reversing a document, with a reason; both stay readable."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.stock import service
from mealwatch.stock.domain.documents import Reversal
from mealwatch.stock.pages.blueprint import blueprint, title_of
from mealwatch.stock.pages.documents import the_head
from mealwatch.stock.schemas import ReversalSchema
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.route("/canteens/<canteen_code>/reversals/<kind>/<path:doc_no>", methods=["GET", "POST"])
@guard("reverse_document")
def reversal(canteen_code, kind, doc_no):
    """Ask for the reason and reverse the document."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    head = the_head(canteen, kind, doc_no)
    form = Form(ReversalSchema(), start={"dated_on": clock.today().isoformat(), "reversed_by": viewer.name})

    def work(given):
        asked = Reversal(canteen.id, kind, head.doc_no, **given)
        return service.reverse(viewer.county_id, asked, by=viewer.actor(), now=clock.now())

    if form.sent and form.accepted(work):
        flash(_("已红冲，原单仍可查看"), "done")
        return redirect(url_for("stock.document", canteen_code=canteen.code, kind=kind, doc_no=head.doc_no))
    return render_template(
        "stock/reversal.html", form=form, canteen=canteen, head=head, title=title_of(head)
    ), form.status
