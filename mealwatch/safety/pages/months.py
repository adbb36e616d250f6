"""A month of one kind, with filters, on a page and as a spreadsheet."""

from datetime import timedelta

from flask import render_template, request
from flask_babel import gettext as _

from mealwatch.accounts.scope import the_canteen
from mealwatch.kernel import clock
from mealwatch.safety import presenters, queries
from mealwatch.safety.domain.record import late_by
from mealwatch.safety.exports import columns_of, row_of
from mealwatch.safety.pages.blueprint import blueprint
from mealwatch.safety.pages.entering import the_kind
from mealwatch.schools import queries as schools
from mealwatch.web.fields import normal
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.language import translate
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import spreadsheet

#: What of a month is shown: (code, what it means for (kind, shown)).
ONLY = {
    "late": lambda kind, one: late_by(kind, one.record) is not None,
    "corrected": lambda _kind, one: one.record.version > 1,
    "flawed": lambda _kind, one: any(look == "short" for _, look in one.marks),
}


@blueprint.get("/canteens/<canteen_code>/records/<kind>/month")
@guard("read_school")
def month(canteen_code, kind):
    """A month of one kind, the newest first."""
    viewer, canteen, kind = current_viewer(), the_canteen(canteen_code), the_kind(kind)
    first, last = _month()
    shown = _filtered(kind, _shown(viewer, canteen, kind, first, last))
    return render_template(
        "safety/month.html",
        kind=kind,
        canteen=canteen,
        school=schools.school_by_id(viewer.county_id, canteen.school_id),
        schools={one.id: one for one in schools.schools_of(viewer.county_id)},
        page=page_of_list(shown[::-1]),
        first=first,
        this_month=clock.today().replace(day=1),
        before=first - timedelta(days=1),
        after=last + timedelta(days=1),
        meal=request.args.get("meal", ""),
        only=request.args.get("only", ""),
        meal_word=presenters.meal_word,
    )


@blueprint.get("/canteens/<canteen_code>/records/<kind>/month.xlsx")
@guard("export_data")
def month_xlsx(canteen_code, kind):
    """The same as a spreadsheet, one column for each answer; what few may see is not in it."""
    viewer, canteen, kind = current_viewer(), the_canteen(canteen_code), the_kind(kind)
    first, last = _month()
    pages = _pages(viewer, canteen)
    shown = _filtered(kind, _shown(viewer, canteen, kind, first, last))
    names = {one.id: one.name for one in schools.schools_of(viewer.county_id)}
    rows = [row_of(kind, one, pages, names) for one in shown]
    conditions = [(_("食堂"), f"{canteen.code} {canteen.name}"), (_("月份"), f"{first:%Y-%m}")]
    name = f"{canteen.code} {translate(kind.name)} {first:%Y-%m}"
    return spreadsheet(name, columns_of(kind), rows, conditions)


def _pages(viewer, canteen):
    machines = queries.equipment_of(viewer.county_id, canteen.id, every=True)
    return presenters.Pages(machines, queries.lists_of(viewer.county_id))


def _shown(viewer, canteen, kind, first, last):
    pages = _pages(viewer, canteen)
    found = queries.records(viewer.county_id, canteen.id, (kind.code,), first, last, withdrawn=True)
    return [pages.shown(one) for one in found]


def _filtered(kind, shown):
    meal, only = request.args.get("meal", ""), ONLY.get(request.args.get("only", ""))
    return [one for one in shown if (not meal or one.record.meal == meal) and (only is None or only(kind, one))]


def _month():
    """The first and the last day of the month in the address; this month without one."""
    written = normal(request.args.get("month", ""))
    try:
        year, number = (int(part) for part in written.split("-"))
        first = clock.today().replace(year=year, month=number, day=1)
    except ValueError:
        first = clock.today().replace(day=1)
    first = min(
        max(first, first.replace(year=2000, month=1) if first.year < 2000 else first), clock.today().replace(day=1)
    )
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
