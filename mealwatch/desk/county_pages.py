"""The bureau's week: what needs somebody first, who fell short, by how much and why."""

from base64 import b64encode
from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.desk import charts, filtering, inspected, presenters, showing, weeks
from mealwatch.desk.batch import offers, running
from mealwatch.desk.domain import board
from mealwatch.desk.exceptional import exceptional
from mealwatch.desk.tiles import tiles
from mealwatch.kernel import clock, collector
from mealwatch.kernel.ratio import Ratio
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.causes import causes_of_all
from mealwatch.spend.weeks import Labels
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Table, book

#: So many schools that need nobody are listed at once; of more, those of a town.
MOST_OTHERS = 200
bp = Blueprint("desk", __name__, template_folder="templates")


@bp.get("/weeks")
@guard("read_school")
def this_week():
    """To the week that is looked at on a Monday: the last one that is over."""
    return redirect(url_for(".week", week=weeks.latest(current_viewer())))


@bp.get("/weeks/<week>")
@guard("read_school")
@collector.paused()
def week(week):
    """What needs somebody first, then every school of the person's reach."""
    week = weeks.the_week(week)
    viewer, now = current_viewer(), clock.now()
    rows = _rows(viewer, week)
    if len(rows) == 1 and not viewer.may("read_county"):
        return redirect(url_for("desk_school.week", school_code=rows[0].school.code, week=week))
    found = exceptional(viewer, week, rows, now)
    asked = filtering.lines(found, request.args)
    named = {one.school.id for one in found if one.row is not None}
    others = [row for row in filtering.schools(rows, request.args) if row.school.id not in named]
    crowded = len(others) > MOST_OTHERS and not request.args.get("town")
    page = page_of_list(asked)
    causes = _causes(viewer.county_id, week, [one.row for one in page.rows if one.row is not None])
    labels = Labels(viewer.county_id)
    label = weeks.label(viewer.county_id, week, presenters.days_of(rows))
    trend = [(presenters.short_label(one), *prices) for one, *prices in board.trend(rows, weeks.span(week))]
    policy = weeks.policy_of(viewer.county_id, week)
    trial, count = weeks.on_trial(viewer.county_id, week), board.count(rows)
    return render_template(
        "desk/week.html",
        week=week,
        now=now,
        label=label,
        heading=presenters.heading(label, rows),
        policy=policy,
        trial=trial,
        behind=running.behind(viewer, now),
        briefing=_briefing(viewer, week),
        inspected=inspected.lines(viewer, now),
        tiles=tiles(found, count, board.count(_as_of(rows, week.shifted(-1))), trial, now.date()),
        page=replace(page, rows=[showing.shown(one, week, causes, now.date(), labels) for one in page.rows]),
        at_risk=Ratio.total(one.at_risk for one in asked),
        acts=offers.acts() if viewer.may("handle_alerts") else [],
        may_handle=viewer.may("handle_alerts"),
        others=others if crowded else [presenters.line(row) for row in others],
        crowded=crowded,
        trend=trend,
        chart=_chart(trend, policy.subsidy_fen),
        towns=board.by_town(rows),
        filters=filtering.filters(rows, found, request.args),
    )


@bp.get("/weeks/<week>.xlsx")
@guard("export_data")
def export(week):
    """The week as a spreadsheet, with the filters of the page: what needs somebody, and the figures of every group."""
    week = weeks.the_week(week)
    viewer, now = current_viewer(), clock.now()
    everyone = _rows(viewer, week)
    rows = filtering.schools(everyone, request.args)
    causes = _causes(viewer.county_id, week, everyone)
    found = filtering.lines(exceptional(viewer, week, everyone, now), request.args)
    tables = [
        Table(_("各校"), *presenters.spreadsheet_of(rows)),
        Table(_("需要处理"), *showing.spreadsheet_of(found, week, causes, now.date())),
    ]
    conditions = [(_("周次"), str(week)), *filtering.conditions(request.args)]
    return book(_("%(week)s 各校生均食材支出", week=week), tables, conditions)


def _chart(trend, subsidy_fen):
    """The county's twelve weeks, drawn into the page: figures of so many schools are not asked for twice."""
    figure = charts.trend(
        [charts.Point(label, median) for label, median, _lowest in trend],
        floor_fen=subsidy_fen,
        floor_name=presenters.floor_name(subsidy_fen),
        lowest=[charts.Point("", lowest) for _label, _median, lowest in trend],
        names=(_("中位数"), _("最低")),
    )
    return "data:image/svg+xml;base64," + b64encode(charts.svg(figure, _("全县 12 周"))).decode()


def drawing(svg):
    """An SVG as an answer; its own styles are the drawing's, no page's."""
    answer = Response(svg, mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    answer.headers["Cache-Control"] = "private, max-age=300"
    answer.vary.add("Cookie")  # its words are in the reader's language
    return answer


def _briefing(viewer, week):
    """Where the week's briefing is drafted, for whom may issue it."""
    may = viewer.may("issue_papers") and viewer.reach("issue_papers").everywhere
    return url_for("official.draft", kind="briefing", about=str(week)) if may else ""


def _rows(viewer, week):
    school_ids = viewer.reach("read_school").school_ids
    listed = schools.schools_of(viewer.county_id, school_ids)
    return board.rows_of(listed, weeks.figures_up_to(viewer.county_id, week, school_ids), week)


def _causes(county_id, week, rows):
    """{school id: the Causes of its worst group} of the schools that are short this week."""
    short = [row.leading for row in rows if row.week == week and row.state == "short"]
    found = causes_of_all(county_id, week, short) if short else []
    return {one.group.school_id: causes for one, causes in zip(short, found, strict=True)}


def _as_of(rows, week):
    return [board.Row(row.school, week, row.weeks) for row in rows if week in row.weeks]
