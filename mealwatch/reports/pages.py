"""The sheet of a school's week, to take along; its canteens' months, to read and to take along."""

from urllib.parse import quote

from flask import Blueprint, make_response, render_template, request, url_for

from mealwatch.accounts.scope import the_school
from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.kernel import clock
from mealwatch.reports import presenters, queries
from mealwatch.reports.addresses import the_month, the_week
from mealwatch.reports.exports.books import month_book, week_book
from mealwatch.schools import queries as schools
from mealwatch.web.guards import current_viewer, guard
from mealwatch.web.xlsx import TYPE

blueprint = Blueprint("reports", __name__, template_folder="templates")


@blueprint.get("/schools/<school_code>/weeks/<week>/sheet.xlsx")
@guard("export_data")
def sheet(school_code, week):
    """The sheet (核算单) of a school's week, with live formulas; ``?version=`` takes an older statement's figures."""
    viewer, school, week = current_viewer(), the_school(school_code), the_week(week)
    county_id = viewer.county_id
    found = queries.sheet_of(county_id, school, week, version=_asked_version())
    names = presenters.names_of(
        found.canteens,
        ingredients=catalogue.ingredients_of(county_id),
        suppliers=catalogue.suppliers_of(county_id),
        schools=schools.schools_of(county_id),
        before=queries.lots_before(county_id, found),
    )
    policy = counties.policies_of(county_id).on(week.monday)
    heading = presenters.heading_of(found, policy, schools.terms_of(county_id), clock.now(), viewer.name)
    book = week_book(found, queries.months_of_sheet(county_id, found), names, heading)
    return _file(f"{school.name}{week}核算单", book)


@blueprint.get("/schools/<school_code>/months/<month>")
@guard("read_school")
def month(school_code, month):
    """A month of the school's canteens: what was issued, by the worth of the stores and by the documents."""
    viewer, school, month = current_viewer(), the_school(school_code), the_month(month)
    county_id = viewer.county_id
    canteens = queries.canteens_of_school(county_id, school, month)
    ingredients = {one.id: one for one in catalogue.ingredients_of(county_id)}
    shown = []
    for one in queries.reconciliations(county_id, canteens, month):
        may_look = viewer.may("read_school", canteen=one.canteen)
        shown.append(
            {
                "months": one,
                "arithmetic": presenters.arithmetic(one, may_look),
                "destinations": presenters.destinations(one, may_look),
                "goods": presenters.by_food_group(one, ingredients),
                "may_look": may_look,
                "home": schools.school_by_id(county_id, one.canteen.school_id),
            }
        )
    return render_template(
        "reports/month.html",
        school=school,
        month=month,
        canteens=shown,
        today=clock.today(),
        weeks=presenters.weeks_of(month, schools.terms_of(county_id), clock.today()),
        ingredient_address=_ingredient_address,
    )


@blueprint.get("/schools/<school_code>/months/<month>.xlsx")
@guard("export_data")
def month_xlsx(school_code, month):
    """The month with its documents and ingredients, with live formulas."""
    viewer, school, month = current_viewer(), the_school(school_code), the_month(month)
    county_id = viewer.county_id
    canteens = queries.canteens_of_school(county_id, school, month)
    found = queries.reconciliations(county_id, canteens, month)
    names = presenters.names_of({one.id: one for one in canteens}, ingredients=catalogue.ingredients_of(county_id))
    book = month_book(found, names, presenters.kinds(), presenters.made_by(clock.now(), viewer.name))
    return _file(f"{school.name}{month}出库金额按月核对", book)


def _ingredient_address(canteen, ingredient, month):
    return url_for(
        "stock.ledger",
        canteen_code=canteen.code,
        ingredient_code=ingredient.code,
        first=month.first.isoformat(),
        last=month.last.isoformat(),
    )


def _file(name, data):
    response = make_response(data)
    response.headers["Content-Type"] = TYPE
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def _asked_version():
    """The statement's version in the address's query, or None."""
    text = request.args.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
