"""督查通报: what a round found, as a page, as an official paper and as a spreadsheet."""

from urllib.parse import quote

from flask import Blueprint, Response, make_response, render_template
from flask_babel import gettext as _

from mealwatch.inspections.bulletin import presenters, printing
from mealwatch.inspections.bulletin.gathered import gathered
from mealwatch.kernel import clock
from mealwatch.rounds import errors
from mealwatch.rounds.scope import PLAN, the_round
from mealwatch.web import official, paper
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import TYPE, written_book

blueprint = Blueprint("bulletin", __name__, template_folder="templates")


@blueprint.get("/rounds/<int:round_id>/bulletin")
@guard(PLAN)
def show(round_id):
    """The bulletin on the screen."""
    told = _told(round_id)
    return render_template("bulletin/show.html", told=told, round=told.round, plan=told.round.plan, show=presenters)


@blueprint.get("/rounds/<int:round_id>/bulletin.pdf")
@guard(PLAN)
def paper_of(round_id):
    """The bulletin as an official paper, a draft: it gets its number with the bureau's papers."""
    viewer, told = current_viewer(), _told(round_id)
    made = printing.paper(
        told,
        issuer=f"{viewer.county_name}教育体育局",
        signed_on=clock.today(),
        to="各中心校、县直学校",
        demo=viewer.is_demo,
        draft=True,
    )
    return _file(Response(official.pdf(made), mimetype=paper.PDF_TYPE), f"{told.round.plan.title}通报.pdf", "inline")


@blueprint.get("/rounds/<int:round_id>/bulletin.xlsx")
@guard(PLAN)
def sheets_of(round_id):
    """The bulletin's tables."""
    told = _told(round_id)
    name = _("%(title)s通报", title=told.round.plan.title)
    content = written_book(name, presenters.tables(told), [(_("督查轮次"), told.round.plan.title)])
    answer = make_response(content)
    answer.headers["Content-Type"] = TYPE
    return _file(answer, f"{name}.xlsx", "attachment")


def _told(round_id):
    """Raises NotNow before the teams are off."""
    found = the_round(round_id)
    if found.state not in ("running", "finished"):
        raise errors.NotNow(state=found.state)
    return gathered(current_viewer().county_id, found)


def _file(answer, name, how):
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
