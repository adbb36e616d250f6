"""A canteen's papers: the food licence and the health certificates, entered, renewed, put away."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.duty import queries, service
from mealwatch.duty.schemas import PaperSchema
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard

blueprint = Blueprint("papers", __name__, template_folder="templates")


@blueprint.get("/canteens/<canteen_code>/papers")
@guard("read_school")
def index(canteen_code):
    """The canteen's papers, the first to run out first, and the form for another."""
    return _page(the_canteen(canteen_code), Form(start={"kind": "health"}).fresh())


@blueprint.post("/canteens/<canteen_code>/papers")
@guard("keep_papers")
def enter(canteen_code):
    """Enter a paper."""
    return _kept(the_canteen(canteen_code), Form(PaperSchema()))


@blueprint.get("/canteens/<canteen_code>/papers/<int:paper_id>")
@guard("keep_papers")
def one(canteen_code, paper_id):
    """One paper, to be renewed or put away."""
    canteen = the_canteen(canteen_code)
    paper = queries.get_paper(current_viewer().county_id, canteen.id, paper_id)
    start = {name: getattr(paper, name) for name in ("kind", "holder", "number")}
    return _page(canteen, Form(start=start | {"expires_on": paper.expires_on.isoformat()}).fresh(), paper)


@blueprint.post("/canteens/<canteen_code>/papers/<int:paper_id>")
@guard("keep_papers")
def change(canteen_code, paper_id):
    """Renew or correct a paper."""
    canteen = the_canteen(canteen_code)
    return _kept(canteen, Form(PaperSchema()), queries.get_paper(current_viewer().county_id, canteen.id, paper_id))


@blueprint.post("/canteens/<canteen_code>/papers/<int:paper_id>/end")
@guard("keep_papers")
def end(canteen_code, paper_id):
    """Put a paper away."""
    viewer, canteen = current_viewer(), the_canteen(canteen_code)
    in_transaction(
        lambda: service.end_paper(viewer.county_id, canteen.id, paper_id, by=viewer.actor(), now=clock.now())
    )
    flash(_("已停用，不再提醒"), "done")
    return redirect(url_for(".index", canteen_code=canteen.code))


def _kept(canteen, form, paper=None):
    viewer = current_viewer()

    def work(given):
        return service.put_paper(
            viewer.county_id,
            canteen.id,
            **given,
            paper_id=paper.id if paper else None,
            by=viewer.actor(),
            now=clock.now(),
        )

    if not form.accepted(work):
        return _page(canteen, form, paper)
    flash(_("已保存"), "done")
    return redirect(url_for(".index", canteen_code=canteen.code))


def _page(canteen, form, paper=None):
    viewer = current_viewer()
    html = render_template(
        "duty/papers.html",
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        papers=queries.papers_of(viewer.county_id, [canteen.id]),
        today=clock.today(),
        form=form,
        paper=paper,
        may_keep=viewer.may("keep_papers", canteen=canteen),
    )
    return html, form.status
