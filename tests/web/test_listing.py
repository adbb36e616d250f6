"""A list says the same on the screen and in its spreadsheet."""

import io

from openpyxl import load_workbook

from mealwatch.web import listing
from mealwatch.web.listing import Cell, Listing, Rows
from mealwatch.web.xlsx import Column, Table, written_book


def test_prose_is_text_in_the_spreadsheet(monkeypatch):
    def book(name, columns, rows, _conditions):
        return written_book(name, [Table(name, columns, rows)], None)

    monkeypatch.setattr(listing, "spreadsheet", book)
    told = Listing([Column("学校"), Column("情况", "wordy", width=50)], [["青山小学", Cell("有虫", below="两袋")]])
    sheet = load_workbook(io.BytesIO(told.as_excel("自查")))["自查"]
    assert list(sheet.values) == [("学校", "情况"), ("青山小学", "有虫")]
    assert [look for _heading, look in told.headings] == ["", "wordy"]


def test_of_a_long_list_only_the_rows_of_the_page_are_made(site):
    made = []
    rows = Rows(range(120), lambda one: made.append(one) or [one])
    told = Listing([Column("编号", "whole")], rows)
    with site.app.test_request_context("/?page=2"):
        page = told.page()
    assert [row for [row] in page.rows] == list(range(50, 100)) == made
    assert (page.total, page.last) == (120, 3)
    assert [row for [row] in told.rows] == list(range(120)), "Excel gets them all"
