"""A school's week: where it stands, why, and every meal that it is added up from."""

from collections import defaultdict

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_school
from mealwatch.catalogue import queries as catalogue
from mealwatch.desk import charts, presenters, weeks
from mealwatch.desk.county_pages import drawing
from mealwatch.desk.domain import board
from mealwatch.desk.domain.meal import compared, largest_shortfall
from mealwatch.duty import queries as duty
from mealwatch.menus import queries as menus
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.sentence import explain
from mealwatch.spend.queries.causes import causes_of
from mealwatch.spend.queries.grounds import grounds
from mealwatch.spend.queries.statements import statements_of
from mealwatch.spend.queries.year import year_of
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import language

bp = Blueprint("desk_school", __name__, template_folder="templates")


@bp.get("/schools/<school_code>/weeks/<week>")
@guard("read_school")
def week(school_code, week):
    """One school's week; ``?group=`` chooses the pupil group, the worst without it."""
    week = weeks.the_week(week)
    school = the_school(school_code)
    county_id = current_viewer().county_id
    row = _row(county_id, school, week)
    chosen = _chosen(row)
    label = weeks.label(county_id, week, [day.on for day in chosen.days] if chosen else None)
    names = {one.group_id: one for one in schools.enrolments_of(county_id, [school.id])}
    return render_template(
        "desk/school_week.html",
        school=school,
        week=week,
        label=label,
        row=row,
        names=names,
        chosen=chosen,
        sentence=explain(chosen, label, language()) if chosen else "",
        causes=causes_of(county_id, chosen) if chosen else None,
        days=_days(county_id, chosen) if chosen else [],
        codes=_codes(county_id, row),
        canteens={one.id: one for one in schools.canteens_of(county_id)},
        trend=_trend(county_id, row, chosen, week) if chosen else [],
        year=year_of(county_id, school.id, week, chosen.group.group_id) if chosen else None,
        statements=statements_of(county_id, school.id, week),
        policy=weeks.policy_of(county_id, week),
        trial=weeks.on_trial(county_id, week),
        notes=duty.notes_of(county_id, [school.id], week.monday, week.monday).get((school.id, week.monday), ()),
        explains=row.state == "short" and current_viewer().may("read_card", school=school),
    )


@bp.get("/schools/<school_code>/weeks/<week>/trend.svg")
@guard("read_school")
def trend(school_code, week):
    """The group's twelve weeks as a drawing."""
    week = weeks.the_week(week)
    county_id = current_viewer().county_id
    row = _row(county_id, the_school(school_code), week)
    points = [
        charts.Point(presenters.short_label(one), presenters.drawn(figures), state)
        for one, figures, state in _weeks_of(row, _chosen(row), week)
    ]
    subsidy_fen = weeks.policy_of(county_id, week).subsidy_fen
    figure = charts.trend(points, floor_fen=subsidy_fen, floor_name=presenters.floor_name(subsidy_fen))
    return drawing(charts.svg(figure, _("近 12 周")))


def _row(county_id, school, week):
    figures = weeks.figures_up_to(county_id, week, {school.id})
    by_week = defaultdict(list)
    for one in figures:
        by_week[one.week].append(one)
    return board.Row(school, week, dict(by_week))


def _chosen(row):
    wanted = request.args.get("group")
    return next((one for one in row.figures if one.group.group_code == wanted), row.leading)


def _weeks_of(row, chosen, week):
    """(week, the chosen group's figures or None, state) of the trend's weeks."""
    lines = []
    for one in weeks.span(week):
        found = next(
            (
                figures
                for figures in row.weeks.get(one, ())
                if chosen and figures.group.group_id == chosen.group.group_id
            ),
            None,
        )
        lines.append((one, found, found.state if found else "none"))
    return lines


def _trend(county_id, row, chosen, week):
    return [(weeks.label(county_id, one), figures, state) for one, figures, state in _weeks_of(row, chosen, week)]


def _days(county_id, chosen):
    """The group's meals of the week: [(Day, Meal, names of its dishes, largest shortfall beside the menu), ...]."""
    week, canteen_ids = chosen.week, {meal.canteen_id for meal in chosen.meals}
    rows = defaultdict(list)
    for row in menus.menu_rows(county_id, week.monday, week.sunday, canteen_ids=canteen_ids):
        rows[row.canteen_id, row.dated_on, row.meal].append(row)
    pots = grounds(county_id, week, chosen.group.school_id)
    ingredients = {one.id: one for one in catalogue.ingredients_of(county_id)}
    roll = schools.roll_of(county_id, group_ids={head.group.group_id for pot in pots.values() for head in pot.heads})
    days = []
    for day in chosen.days:
        for meal in day.meals:
            at = meal.canteen_id, day.on, meal.meal
            dishes = list(dict.fromkeys(row.dish for row in rows[at]))
            days.append((day, meal, dishes, _lacking(rows[at], pots.get(at), roll, ingredients)))
    return days


def _lacking(rows, ground, roll, ingredients):
    if not rows or ground is None or ground.deliveries:
        return None
    bands = {head.group.group_id: roll.on(head.group.group_id, ground.on).age_band for head in ground.heads}
    return largest_shortfall(compared(rows, ground, bands, ingredients))


def _codes(county_id, row):
    """{group id: how a page calls it}, of the groups that something is missing of."""
    groups = {one.group_id for figures in row.figures for one in figures.missing}
    known = {one.id: one for one in schools.groups_of(county_id) if one.id in groups}
    listed = {one.id: one for one in schools.schools_of(county_id, {one.school_id for one in known.values()})}
    latest = {one.group_id: one.name for one in schools.enrolments_of(county_id, group_ids=list(known))}
    return {key: f"{listed[one.school_id].name} {latest.get(key, one.code)}" for key, one in known.items()}
