"""The two workbooks: the sheet of a school's week, and the months of its canteens."""

import io

import xlsxwriter

from mealwatch.reports.exports.cells import Paper, Styles
from mealwatch.reports.exports.details import Deliveries, Heads, Issues, Lots
from mealwatch.reports.exports.face import Face
from mealwatch.reports.exports.group import Below
from mealwatch.reports.exports.months import Documents, Ingredients, Months, Sources

NAMES = ("核算单", "出库明细", "批次", "送餐明细", "就餐人数", "按月核对")


def week_book(sheet, months, names, heading):
    """The bytes of a school's week. ``heading``: texts week, policy, closed and a list of notes."""
    memory, book, styles = _book()
    face_paper, issue_paper, lot_paper, note_paper, head_paper, month_paper = (
        Paper(book, styles, name) for name in NAMES
    )
    lots = Lots(lot_paper, sheet, names)
    issues = Issues(issue_paper, sheet, names, lots)
    deliveries = Deliveries(note_paper, sheet, names)
    heads = Heads(head_paper, sheet, names)
    Face(face_paper, sheet, names, Below(issues, deliveries, heads), heading).write()
    for detail in (issues, lots, deliveries, heads):
        _write_detail(detail)
    last = Months(month_paper, months, names, Sources(issues=(issues.table, sheet))).write()
    month_paper.text(last, 0, heading["made"], font_color="#545C57")
    book.close()
    return memory.getvalue()


def month_book(months, names, kinds, made):
    """The bytes of a month's reconciliation, with its documents and ingredients."""
    memory, book, styles = _book()
    face, papers, goods = (Paper(book, styles, name) for name in ("按月核对", "单据", "食材"))
    documents = Documents(papers, months, names, kinds)
    ingredients = Ingredients(goods, months, names)
    last = Months(face, months, names, Sources(documents.table, ingredients.table)).write()
    face.text(last, 0, made, font_color="#545C57")
    for place, sign in enumerate(("制表：", "审核：", "校长：")):
        face.text(last + 2, place, sign, font_size=12)
    for detail in (documents, ingredients):
        _write_detail(detail)
    book.close()
    return memory.getvalue()


def _book():
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    return memory, book, Styles(book)


def _write_detail(detail):
    table = detail.table
    paper = table.paper
    paper.across(0, 0, len(table.columns) - 1, detail.title, bold=True, font_size=14)
    table.set_widths()
    table.write_headings()
    detail.write()
    paper.sheet.freeze_panes(table.top + 1, 0)
    paper.sheet.autofilter(table.top, 0, table.last, len(table.columns) - 1)
    paper.sheet.repeat_rows(0, table.top)
    paper.sheet.set_landscape()
    paper.sheet.fit_to_pages(1, 0)
