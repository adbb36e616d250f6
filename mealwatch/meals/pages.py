"""Pages of meals served: one table for a school's day, corrections with their reason and their history."""

import re
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_school
from mealwatch.counties import queries as counties
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.kernel.week import Week
from mealwatch.meals import presenters, queries, service
from mealwatch.meals.domain.served import Served
from mealwatch.meals.schemas import DaySchema
from mealwatch.schools import queries as schools
from mealwatch.web import words
from mealwatch.web.asked import asked_day
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import Column, spreadsheet

blueprint = Blueprint("meals", __name__, template_folder="templates")
_ROW = re.compile(r"cells-(\d{1,4})-([a-z_]+)", re.ASCII)
_PRESET = {"group_code", "meal"}
_COUNTS = ("beneficiaries", "other_pupils", "staff")


@blueprint.get("/meals")
@guard("read_school")
def index():
    """The schools in reach; straight to it where there is but one."""
    viewer = current_viewer()
    found = schools.schools_of(viewer.county_id, viewer.reach("read_school").school_ids)
    if len(found) == 1:
        return redirect(url_for("meals.day", school_code=found[0].code))
    today = clock.today()
    groups = schools.groups_of(viewer.county_id, [school.id for school in found])
    supply = schools.supply_of(viewer.county_id, today, today, school_ids=[school.id for school in found])
    standards = schools.standards_of(viewer.county_id)
    due = presenters.due_meals(groups, today, supply, standards)
    recorded = presenters.newest(queries.meal_rows(viewer.county_id, today, today))
    states = {
        school.id: presenters.state_of_day(
            today,
            {pair for pair in due if pair[0] in {group.id for group in groups if group.school_id == school.id}},
            recorded,
            today,
        )
        for school in found
    }
    return render_template("meals/index.html", schools=found, states=states, today=today)


@blueprint.get("/schools/<school_code>/meals")
@guard("read_school")
def day(school_code):
    """A school's day: groups and meals, to read and (for those who record) to fill in."""
    school = the_school(school_code)
    table = _Table(school, asked_day("date") or clock.today())
    return _day(table, Form(DaySchema(), start=table.start()))


@blueprint.post("/schools/<school_code>/meals")
@guard("record_meals")
def record(school_code):
    """Record what was filled in; corrections need a reason."""
    school = the_school(school_code)
    on = asked_day("date") or clock.today()
    form = Form(DaySchema(), typed=_typed())
    if form.accepted(lambda given: _record(school, on, given)):
        if form.result:
            flash(_("%(month)s月%(day)s日的就餐人数已记账", month=on.month, day=on.day), "done")
        else:
            flash(_("和已填的一样，没有改动"), "done")
        return redirect(url_for("meals.day", school_code=school.code, date=on.isoformat()))
    return _day(_Table(school, on), form)


@blueprint.get("/schools/<school_code>/meals.xlsx")
@guard("export_data")
def meals_xlsx(school_code):
    """A school's records between two dates (the month, unless asked otherwise) as a spreadsheet."""
    viewer, school, today = current_viewer(), the_school(school_code), clock.today()
    first = asked_day("first") or today.replace(day=1)
    last = asked_day("last") or today
    groups = {group.id: group for group in schools.groups_of(viewer.county_id, [school.id])}
    roll = schools.roll_of(viewer.county_id, [school.id])
    recorded = presenters.newest(queries.meal_rows(viewer.county_id, first, last, group_ids=groups))
    columns = [
        Column(_("日期"), "date"),
        Column(_("餐次")),
        Column(_("供餐年级组")),
        Column(_("年级组名称")),
        Column(_("享受人数"), "whole"),
        Column(_("享受学生就餐"), "whole"),
        Column(_("其他学生就餐"), "whole"),
        Column(_("教职工就餐"), "whole"),
    ]
    rows = []
    for (group_id, on, meal), counts in sorted(recorded.items(), key=lambda one: (one[0][1], one[0][2], one[0][0])):
        state = roll.on(group_id, on)
        rows.append(
            (
                on,
                words.word(meal, "meal"),
                groups[group_id].code,
                state.name if state else "",
                state.beneficiaries if state else None,
                *counts,
            )
        )
    conditions = [(_("学校"), f"{school.code} {school.name}"), (_("从"), first), (_("到"), last)]
    return spreadsheet(_("%(name)s就餐人数", name=school.name), columns, rows, conditions)


class _Table:
    """A school's day, its cells in the order of groups and meals, and the week around it."""

    def __init__(self, school, on):
        self.school, self.on, self.today = school, on, clock.today()
        county_id, week = current_viewer().county_id, Week.of(on)
        groups = schools.groups_of(county_id, [school.id])
        roll = schools.roll_of(county_id, [school.id])
        supply = schools.supply_of(county_id, week.monday, week.sunday, school_ids=[school.id])
        standards = schools.standards_of(county_id, [school.id])
        rows = queries.meal_rows(county_id, week.monday, week.sunday, group_ids=[group.id for group in groups])
        recorded = presenters.newest(rows)
        due = {day: presenters.due_meals(groups, day, supply, standards) for day in week.days}
        shown = presenters.meals_shown(due[on], recorded, on, every=bool(request.args.get("all")))
        self.every = bool(request.args.get("all"))
        self.cells = []
        for group in groups:
            state = roll.on(group.id, on)
            for meal in shown if state else ():
                counts = recorded.get((group.id, on, meal))
                history = tuple(queries.versions(county_id, group.id, on, meal)) if counts else ()
                self.cells.append(
                    presenters.Cell(
                        group.code,
                        state.name,
                        meal,
                        state.beneficiaries,
                        state.other_pupils,
                        (group.id, meal) in due[on],
                        supply.has(group.id, on),
                        counts,
                        len(history),
                        history,
                    )
                )
        self.strip = [(day, presenters.state_of_day(day, due[day], recorded, self.today)) for day in week.days]
        self.is_recorded = any(cell.counts for cell in self.cells)
        self.is_supply_day = bool(due[on])

    def start(self):
        rows = []
        for cell in self.cells:
            counts = dict(zip(_COUNTS, cell.counts or (), strict=False))
            rows.append({"group_code": cell.group_code, "meal": cell.meal, **counts})
        return {"cells": rows}


def _day(table, form):
    viewer, school, on = current_viewer(), table.school, table.on
    week = Week.of(on)
    closed = counties.closed_weeks(viewer.county_id, school_ids=[school.id], first=on, last=on)
    is_closed = (school.id, week.monday) in closed
    page = render_template(
        "meals/day.html",
        school=school,
        on=on,
        today=table.today,
        form=form,
        table=table,
        may_record=viewer.may("record_meals", school=school) and not is_closed and on <= table.today,
        is_closed=is_closed,
        others=_others(viewer, school),
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
    )
    return page, form.status


def _record(school, on, given):
    """Record every cell; whether anything was new. Problems name the cell."""
    viewer, new = current_viewer(), False
    for number, cell in enumerate(given["cells"]):
        group = schools.get_group(viewer.county_id, school.id, cell["group_code"])
        counts = (cell[name] for name in _COUNTS)
        served = Served(group.id, on, cell["meal"], *counts)
        try:
            done = service.record(viewer.county_id, served, by=viewer.actor(), now=clock.now(), reason=given["reason"])
        except Problem as problem:
            if problem.field in _COUNTS:
                problem.field = f"cells.{number}.{problem.field}"
            raise
        new = new or done.new
    return new


def _typed():
    """What was typed, without the cells in which no count was."""
    filled = {
        match[1]
        for name, value in request.form.items()
        if (match := _ROW.fullmatch(name)) and match[2] not in _PRESET and value.strip()
    }
    return {
        name: value for name, value in request.form.items() if not (match := _ROW.fullmatch(name)) or match[1] in filled
    }


def _others(viewer, school):
    """Other schools for which the person records meals: those that eat from the same pots."""
    if not viewer.may("record_meals"):
        return []
    found = schools.schools_of(viewer.county_id, viewer.reach("record_meals").school_ids)
    return [one for one in found if one.id != school.id][:12]
