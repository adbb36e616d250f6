"""Statements: every closing of a week, standing or superseded, readable for good."""

from flask import render_template, request
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_school
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.spend import errors, presenters, weeks
from mealwatch.spend.domain.sentence import explain
from mealwatch.spend.pages.blueprint import blueprint, names_for
from mealwatch.spend.queries.figures import figures
from mealwatch.spend.queries.reopenings import reopening_of
from mealwatch.spend.queries.statements import figures_of_version, standing, statements_of
from mealwatch.web import words
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import language
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column, spreadsheet


@blueprint.get("/weeks/<week>/statements")
@guard("read_school")
def week(week):
    """Which schools have closed a week, how, and what was missing; which have not."""
    viewer, week, now = current_viewer(), weeks.the_week(week), clock.now()
    until = weeks.closes_at(viewer.county_id, week)
    lines = _lines(viewer, week)
    state = request.args.get("state")
    shown = [line for line in lines if not state or (line[1] is not None) == (state == "closed")]
    return render_template(
        "spend/week.html",
        week=week,
        label=weeks.Labels(viewer.county_id)(week),
        page=page_of_list(shown),
        closed=sum(line[1] is not None for line in lines),
        total=len(lines),
        state=state,
        until=until,
        left=presenters.time_left(until, now),
        may_close_due=now >= until and viewer.may("close_week") and viewer.reach("close_week").everywhere,
        is_over=now.date() > week.sunday,
    )


@blueprint.get("/weeks/<week>/statements.xlsx")
@guard("export_data")
def week_xlsx(week):
    """The closings of a week as a spreadsheet."""
    viewer, week = current_viewer(), weeks.the_week(week)
    columns = [
        Column(_("学校编码")),
        Column(_("学校"), width=26),
        Column(_("乡镇")),
        Column(_("周结")),
        Column(_("版次"), "whole"),
        Column(_("方式")),
        Column(_("周结时间"), width=18),
        Column(_("周结人"), width=24),
        Column(_("周结时缺项"), "whole"),
        Column(_("现在缺项"), "whole"),
    ]
    rows = [
        (
            school.code,
            school.name,
            school.town,
            _("已周结") if one else _("未周结"),
            one.version if one else None,
            words.word(one.closed_how, "closed_how") if one else "",
            f"{one.closed_at:%Y-%m-%d %H:%M}" if one else "",
            one.closed_by if one else "",
            len(one.missing) if one else None,
            None if one else lacking,
        )
        for school, one, lacking in _lines(viewer, week)
    ]
    return spreadsheet(_("%(week)s 周结情况", week=week), columns, rows, [(_("周次"), str(week))])


@blueprint.get("/schools/<school_code>/weeks/<week>/statements")
@guard("read_school")
def statements(school_code, week):
    """Every version of a school's closed week, the newest first."""
    viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
    return render_template(
        "spend/statements.html",
        school=school,
        week=week,
        label=weeks.Labels(viewer.county_id)(week),
        known=statements_of(viewer.county_id, school.id, week),
    )


@blueprint.get("/schools/<school_code>/weeks/<week>/statements/<int:version>")
@guard("read_school")
def statement(school_code, week, version):
    """One version as it was frozen."""
    viewer, school, week = current_viewer(), the_school(school_code), weeks.the_week(week)
    known = statements_of(viewer.county_id, school.id, week)
    one = next((head for head in known if head.version == version), None)
    if one is None:
        raise errors.NoStatement(week=week, version=version)
    found = figures_of_version(viewer.county_id, school.id, week, version)
    days = sorted({day.on for figures in found for day in figures.days}) or None
    label = weeks.Labels(viewer.county_id)(week, days)
    return render_template(
        "spend/statement.html",
        school=school,
        week=week,
        label=label,
        one=one,
        known=known,
        asked=reopening_of(viewer.county_id, school.id, week, version),
        found=[(figures, explain(figures, label, language())) for figures in found],
        names=names_for(found),
        missing=[presenters.missing_words(lack) for lack in one.missing],
    )


def _lines(viewer, week):
    """``[(school, its standing statement or None, how much an open week lacks), ...]`` of the schools that are due.

    Those that lack most come first, the closed ones last.
    """
    county_id, school_ids = viewer.county_id, viewer.reach("read_school").school_ids
    closed = {one.school_id: one for one in standing(county_id, week, week, school_ids)}
    lacking = {}
    for one in figures(county_id, week, week, school_ids):
        lacking.setdefault(one.group.school_id, set()).update(() if one.closed else one.missing)
    lines = [
        (school, closed.get(school.id), len(lacking.get(school.id, ())))
        for school in schools.schools_of(county_id, school_ids)
        if school.id in lacking or school.id in closed
    ]
    return sorted(lines, key=lambda line: (line[1] is not None, -line[2]))
