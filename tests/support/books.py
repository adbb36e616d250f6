"""The workbooks of a county, made outside any request, and read again as a small spreadsheet."""

import io
from datetime import datetime

from mealwatch.catalogue import queries as catalogue
from mealwatch.counties import queries as counties
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.reports import presenters, queries
from mealwatch.reports.exports.books import month_book, week_book
from mealwatch.reports.exports.face import closed_line
from mealwatch.schools import queries as schools
from tests.support.formulas import Book

NOW = datetime(2026, 11, 27, 18, 0, tzinfo=SHANGHAI)


def week_workbook(county_id, school, week, *, version=None):
    """``(Sheet, Book)`` of a school's week."""
    sheet = queries.sheet_of(county_id, school, week, version=version)
    names = presenters.names_of(
        sheet.canteens,
        ingredients=catalogue.ingredients_of(county_id),
        suppliers=catalogue.suppliers_of(county_id),
        schools=schools.schools_of(county_id),
        before=queries.lots_before(county_id, sheet),
    )
    policy = counties.policies_of(county_id).on(week.monday)
    heading = {
        "week": str(week),
        "policy": f"第 {policy.version} 版",
        "closed": closed_line(sheet.statement),
        "notes": ["说明"],
        "made": presenters.made_by(NOW, "测试"),
    }
    return sheet, Book(io.BytesIO(week_book(sheet, queries.months_of_sheet(county_id, sheet), names, heading)))


def month_workbook(county_id, canteens, month):
    """``([Reconciliation, ...], Book)`` of some canteens' month."""
    found = queries.reconciliations(county_id, canteens, month)
    names = presenters.names_of({one.id: one for one in canteens}, ingredients=catalogue.ingredients_of(county_id))
    made = presenters.made_by(NOW, "测试")
    return found, Book(io.BytesIO(month_book(found, names, presenters.kinds(), made)))


def labelled(book, sheet, *labels, at="A", column="E"):
    """The values of ``column`` beside each of these labels in column ``at``, from the top: {label: [value, ...]}."""
    found = {label: [] for label in labels}
    for row in range(1, book[sheet].max_row + 1):
        label = book[sheet][f"{at}{row}"].value
        if label in found:
            found[label].append(book.value(sheet, f"{column}{row}"))
    return found
