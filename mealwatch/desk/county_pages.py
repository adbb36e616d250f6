"""The bureau's week: who fell short, by how much and why, what needs somebody first."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.desk import charts, inspected, presenters, weeks
from mealwatch.desk.domain import board
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.causes import causes_of_all
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import spreadsheet

bp = Blueprint("desk", __name__, template_folder="templates")


@bp.get("/weeks")
@guard("read_school")
def this_week():
    """To the week that is looked at on a Monday: the last one that is over."""
    return redirect(url_for(".week", week=weeks.latest(current_viewer())))


@bp.get("/weeks/<week>")
@guard("read_school")
def week(week):
    """Every school of the person's reach in one week, what needs somebody first."""
    week = weeks.the_week(week)
    viewer = current_viewer()
    rows = _rows(viewer, week)
    if len(rows) == 1 and not viewer.may("read_county"):
        return redirect(url_for("desk_school.week", school_code=rows[0].school.code, week=week))
    shown = presenters.filtered(rows, request.args)
    causes = _causes(viewer.county_id, week, shown)
    return render_template(
        "desk/week.html",
        week=week,
        label=weeks.label(viewer.county_id, week, presenters.days_of(rows)),
        policy=weeks.policy_of(viewer.county_id, week),
        trial=weeks.on_trial(viewer.county_id, week),
        inspected=inspected.lines(viewer, clock.now()),
        count=board.count(rows),
        before=board.count(_as_of(rows, week.shifted(-1))),
        exceptions=[presenters.line(row, causes.get(row.school.id)) for row in shown if row.needs_somebody],
        others=[presenters.line(row) for row in shown if not row.needs_somebody],
        trend=[
            (presenters.short_label(one), median, lowest) for one, median, lowest in board.trend(rows, weeks.span(week))
        ],
        towns=board.by_town(rows),
        filters=presenters.filters(rows, request.args),
    )


@bp.get("/weeks/<week>/trend.svg")
@guard("read_school")
def trend(week):
    """The county's twelve weeks as a drawing."""
    week = weeks.the_week(week)
    viewer = current_viewer()
    lines = board.trend(_rows(viewer, week), weeks.span(week))
    subsidy_fen = weeks.policy_of(viewer.county_id, week).subsidy_fen
    points = [charts.Point(presenters.short_label(one), median) for one, median, _lowest in lines]
    figure = charts.trend(
        points,
        floor_fen=subsidy_fen,
        floor_name=presenters.floor_name(subsidy_fen),
        lowest=[charts.Point("", low) for _week, _median, low in lines],
        names=(_("中位数"), _("最低")),
    )
    return drawing(charts.svg(figure, _("全县 12 周")))


@bp.get("/weeks/<week>.xlsx")
@guard("export_data")
def export(week):
    """The week's table as a spreadsheet, with the filters of the page."""
    week = weeks.the_week(week)
    viewer = current_viewer()
    rows = presenters.filtered(_rows(viewer, week), request.args)
    columns, table = presenters.spreadsheet_of(rows)
    conditions = [(_("周次"), str(week)), *presenters.conditions(request.args)]
    return spreadsheet(_("%(week)s 各校生均食材支出", week=week), columns, table, conditions)


def drawing(svg):
    """An SVG as an answer; its own styles are the drawing's, no page's."""
    answer = Response(svg, mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    answer.headers["Cache-Control"] = "private, max-age=300"
    return answer


def _rows(viewer, week):
    school_ids = viewer.reach("read_school").school_ids
    listed = schools.schools_of(viewer.county_id, school_ids)
    return board.rows_of(listed, weeks.figures_up_to(viewer.county_id, week, school_ids), week)


def _causes(county_id, week, rows):
    """{school id: the Causes of its worst group} of the schools that are short."""
    short = [row.leading for row in rows if row.state == "short"]
    found = causes_of_all(county_id, week, short) if short else []
    return {one.group.school_id: causes for one, causes in zip(short, found, strict=True)}


def _as_of(rows, week):
    return [board.Row(row.school, week, row.weeks) for row in rows if week in row.weeks]
