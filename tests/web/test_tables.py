"""Lists in pages, and tables as spreadsheets with real numbers."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from mealwatch.kernel.ratio import Ratio
from mealwatch.web import xlsx
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column

COLUMNS = [
    Column("学校"),
    Column("人数", "whole"),
    Column("金额", "yuan"),
    Column("生均", "yuan4"),
    Column("重量", "kilo"),
    Column("占比", "percent"),
    Column("日期", "date"),
]
ROWS = [
    ("白河乡第三小学", 148, 72534, Ratio(2306), 34500, Ratio(1, 3), date(2026, 11, 9)),
    ('=HYPERLINK("http://evil.example")', 0, -5, Ratio(-1, 3), -11000, Ratio(0), None),
]


@pytest.fixture
def book(app):
    with app.test_request_context("/"):
        answer = xlsx.spreadsheet("第11周: 各校/支出", COLUMNS, ROWS, [("乡镇", "云岭镇"), ("起", date(2026, 11, 9))])
    assert answer.headers["Content-Type"] == xlsx.TYPE
    return answer.data


def test_numbers_are_numbers_and_exact(book):
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    first = [cell.value for cell in sheet[2]]
    assert first[:6] == ["白河乡第三小学", 148, 725.34, 23.06, 34.5, 0.3333]
    assert first[6].date() == date(2026, 11, 9)
    assert [cell.value for cell in sheet[3]][1:] == [0, -0.05, -0.0033, -11, 0, None]
    assert [cell.number_format for cell in sheet[2]] == [
        "@",
        "#,##0",
        "#,##0.00",
        "#,##0.0000",
        "#,##0.000",
        "0.0%",
        "yyyy-mm-dd",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://x.example", "=cmd|' /C calc'!A0"]
)
def test_no_text_becomes_a_formula_or_a_link(app, text):
    with app.test_request_context("/"):
        data = xlsx.written("表", [Column("文字")], [(text,)])
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].hyperlink) == (text, "s", None)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_the_heading_stays_and_filters(book):
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G3"
    assert sheet.column_dimensions["A"].width >= 18


def test_a_second_sheet_says_what_was_asked_and_when(book):
    sheet = load_workbook(io.BytesIO(book)).worksheets[1]
    told = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert told["表名"] == "第11周: 各校/支出"
    assert (told["乡镇"], told["起"]) == ("云岭镇", "2026-11-09")
    assert told["导出时间"].startswith("20")


def test_an_empty_table_is_a_table(app):
    with app.test_request_context("/"):
        data = xlsx.written("空", [Column("学校")], [])
    assert load_workbook(io.BytesIO(data)).worksheets[0].max_row == 1


@pytest.mark.parametrize(
    ("asked", "number", "first", "last"),
    [
        ("", 1, 1, 50),
        ("?page=2", 2, 51, 100),
        ("?page=3", 3, 101, 120),
        ("?page=9", 3, 101, 120),
        ("?page=-1", 1, 1, 50),
    ]
    + [(f"?page={text}", 1, 1, 50) for text in ("0", "x", "１", "1.5", "")],
)
def test_pages_of_a_list(app, asked, number, first, last):
    with app.test_request_context(f"/{asked}"):
        page = page_of_list(list(range(1, 121)))
    assert (page.number, page.first_row, page.last_row, page.last) == (number, first, last, 3)
    assert page.rows == list(range(first, last + 1))


def test_a_page_of_nothing(app):
    with app.test_request_context("/"):
        page = page_of_list([])
    assert (page.rows, page.number, page.last, page.first_row) == ([], 1, 1, 0)
