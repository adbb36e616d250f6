"""The county's terms: from the week of a term's first day the teaching weeks are counted."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.schools import queries, service
from mealwatch.schools.pages.calendar import blueprint
from mealwatch.schools.pages.place import may_everywhere, refuse_unless_everywhere
from mealwatch.schools.schemas import TermForm
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/calendar/terms")
@guard("read_school")
def terms():
    """The terms, and a form for one more (or for another end and name of one that is there)."""
    return _terms(Form(TermForm()))


@blueprint.post("/calendar/terms")
@guard("edit_calendar")
def put_term():
    """Enter a term, or change the one that begins on that day."""
    refuse_unless_everywhere("edit_calendar")
    viewer, form = current_viewer(), Form(TermForm())
    if form.accepted(lambda given: service.put_term(viewer.county_id, by=viewer.actor(), now=clock.now(), **given)):
        flash(_("学期已保存"), "done")
        return redirect(url_for("calendar.terms"))
    return _terms(form)


@blueprint.post("/calendar/terms/<day:starts_on>/remove")
@guard("edit_calendar")
def remove_term(starts_on):
    """Take a term away."""
    refuse_unless_everywhere("edit_calendar")
    viewer = current_viewer()
    in_transaction(
        lambda: service.remove_term(viewer.county_id, starts_on=starts_on, by=viewer.actor(), now=clock.now())
    )
    flash(_("学期已删除"), "done")
    return redirect(url_for("calendar.terms"))


def _terms(form):
    known = queries.terms_of(current_viewer().county_id)
    page = render_template("calendar/terms.html", form=form, terms=known, may_edit=may_everywhere("edit_calendar"))
    return page, form.status
