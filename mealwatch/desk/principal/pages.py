"""The principal's card, the way on from it, the note on a week; and for the bureau who opened it how often.

Opening the card puts it on record with what it showed. Each thing's link leads
through here: that it was followed is noted, then the form opens.
"""

from datetime import datetime, time

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_school
from mealwatch.desk import weeks
from mealwatch.desk.principal import openings
from mealwatch.desk.principal.standing import standing
from mealwatch.desk.principal.things import things
from mealwatch.duty import queries, service
from mealwatch.duty.domain.card import EXPECTED, openings_by_week
from mealwatch.duty.schemas import NoteSchema
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Unavailable
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.sentence import explain
from mealwatch.spend.queries.figures import figures
from mealwatch.storage.transaction import in_transaction
from mealwatch.web import read_only
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import language
from mealwatch.web.paging import page_of_list

bp = Blueprint("desk_principal", __name__, template_folder="../templates")


@bp.get("/card")
@guard("read_card")
def home():
    """To the card of a person's school; where there are several, to choose."""
    viewer = current_viewer()
    found = schools.schools_of(viewer.county_id, viewer.reach("read_card").school_ids)
    if len(found) == 1:
        return redirect(url_for(".card", school_code=found[0].code))
    return render_template("desk/card_schools.html", schools=found)


@bp.get("/schools/<school_code>/card")
@guard("read_card")
def card(school_code):
    """The card: how the groups stand, then what needs somebody, the gravest first."""
    viewer, school, now = current_viewer(), the_school(school_code), clock.now()
    found = things(viewer, school, now)
    view = _on_record(viewer, school, [one.item() for one in found], now)
    monday = datetime.combine(Week.of(now.date()).monday, time(), clock.SHANGHAI)
    opened = queries.views_of(viewer.county_id, [school.id], since=monday, account_id=viewer.account_id)
    return render_template(
        "desk/card.html",
        school=school,
        now=now,
        lines=standing(viewer.county_id, school, now.date()),
        things=found,
        view=view,
        followed=view.did("followed") if view else [],
        opened=len(opened),
        expected=EXPECTED,
    )


@bp.get("/schools/<school_code>/card/<int:view_id>/<int:number>")
@guard("read_card")
def follow(school_code, view_id, number):
    """Note that a thing on the card was opened, and open it."""
    viewer, school = current_viewer(), the_school(school_code)
    if read_only.is_on():
        return redirect(queries.get_view(viewer.county_id, school.id, view_id).items[number].address)
    item = in_transaction(
        lambda: service.follow(viewer.county_id, school.id, view_id, number, by=viewer.actor(), now=clock.now())
    )
    return redirect(item.address)


@bp.post("/schools/<school_code>/card/<int:view_id>/read")
@guard("read_card")
def note_read(school_code, view_id):
    """Note that the card was read."""
    viewer, school = current_viewer(), the_school(school_code)
    in_transaction(lambda: service.note_read(viewer.county_id, school.id, view_id, by=viewer.actor(), now=clock.now()))
    flash(_("已记下：今天看过了"), "done")
    return redirect(url_for(".card", school_code=school.code))


@bp.route("/schools/<school_code>/weeks/<week>/note", methods=["GET"])
@guard("read_school")
def note(school_code, week):
    """What the school says of a week, and the form for it."""
    return _note_page(the_school(school_code), weeks.the_week(week), Form().fresh())


@bp.post("/schools/<school_code>/weeks/<week>/note")
@guard("read_card")
def write_note(school_code, week):
    """Write down what the school says of a week."""
    viewer, school, week, form = current_viewer(), the_school(school_code), weeks.the_week(week), Form(NoteSchema())
    if not form.accepted(
        lambda given: service.note_week(
            viewer.county_id, school.id, week, text=given["text"], by=viewer.actor(), now=clock.now()
        )
    ):
        return _note_page(school, week, form)
    flash(_("说明已提交，县教体局能看到"), "done")
    return redirect(url_for(".home"))


@bp.get("/cards")
@guard("read_county")
def cards():
    """For the bureau: whose principal opened the card how often, the rarest first."""
    viewer = current_viewer()
    rows = openings.rows(viewer.county_id, viewer.reach("read_county").school_ids, clock.today())
    text = request.args.get("q", "").strip()
    page = page_of_list([row for row in rows if not text or text in row.school.name or text in row.school.code])
    return render_template(
        "desk/cards.html", page=page, text=text, weeks=openings.weeks_shown(clock.today()), expected=EXPECTED
    )


@bp.get("/schools/<school_code>/card/openings")
@guard("read_county", "read_card")
def of_school(school_code):
    """Every opening of a school's card of the last weeks: what it showed, what was followed, read, settled."""
    viewer, school = current_viewer(), the_school(school_code)
    since = datetime.combine(openings.weeks_shown(clock.today())[-1].monday, time(), clock.SHANGHAI)
    views = queries.views_of(viewer.county_id, [school.id], since=since)
    return render_template(
        "desk/card_openings.html",
        school=school,
        page=page_of_list(views),
        by_week=[
            (weeks.label(viewer.county_id, week), count) for week, count in openings_by_week(views, Week.of).items()
        ],
        expected=EXPECTED,
    )


def _on_record(viewer, school, items, now):
    """The opening as it is on record; None where nothing may or can be written, the card is shown all the same."""
    if read_only.is_on() or request.method != "GET":
        return None
    try:
        return in_transaction(lambda: service.open_card(viewer.county_id, school.id, items, by=viewer.actor(), now=now))
    except Unavailable:
        current_app.logger.warning("the database was busy; an opening of the card was not written down")
        return None


def _note_page(school, week, form):
    viewer = current_viewer()
    found = figures(viewer.county_id, week, week, {school.id})
    label = weeks.label(viewer.county_id, week)
    names = {one.group_id: one.name for one in schools.enrolments_of(viewer.county_id, [school.id])}
    html = render_template(
        "desk/note.html",
        school=school,
        week=week,
        label=label,
        lines=[(names.get(one.group.group_id, ""), one, explain(one, label, language())) for one in found],
        notes=queries.notes_of(viewer.county_id, [school.id], week.monday, week.monday).get((school.id, week.monday)),
        form=form,
        may_write=viewer.may("read_card", school=school),
    )
    return html, form.status
