"""Official papers as values, and the measures of their print: GB/T 9704-2012."""

import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image

from mealwatch.web import official
from mealwatch.web.official import Column, Grid, Leaf, Paper, level, para
from tests.support.pdf import page_sizes, page_texts

PPI = 144
DAY = date(2026, 11, 23)
COLUMNS = (Column("序号", "whole", 3), Column("学校", "text", 8), Column("金额（元）", "yuan", 6, total=True))


def paper(*blocks, **changes):
    return Paper(title="关于第12周的通报", issuer="演示县教育体育局", signed_on=DAY, blocks=blocks, **changes)


def inked(line):
    """[(first, last)] of the stretches of a row of truths."""
    found, begun = [], None
    for place, ink in enumerate([*line, False]):
        if ink and begun is None:
            begun = place
        if not ink and begun is not None:
            found.append((begun, place - 1))
            begun = None
    return found


def test_the_block_is_156_by_225_with_22_lines_of_28_characters():
    """Measured in the ink of a page full of 国, a character with a frame."""
    pages = official.pages(paper(official.flush("国" * 28 * 60)), ppi=PPI)
    image = Image.open(io.BytesIO(pages[1])).convert("L")
    points = image.load()
    millimetre = PPI / 25.4
    right, bottom = round(184 * millimetre), round(265 * millimetre)
    rows = [any(points[x, y] < 128 for x in range(right)) for y in range(bottom)]
    lines = [one for one in inked(rows) if one[1] - one[0] > 2 * millimetre]
    assert len(lines) == 22
    assert 36 <= lines[0][0] / millimetre <= 38.2
    first = lines[0]
    columns = [any(points[x, y] < 128 for y in range(first[0], first[1])) for x in range(image.width)]
    characters = [one for one in inked(columns) if one[1] - one[0] > millimetre]
    assert len(characters) == 28
    assert 27.5 <= characters[0][0] / millimetre <= 29
    assert 182 <= characters[-1][1] / millimetre <= 184.5
    pitch = (lines[-1][0] - lines[0][0]) / 21 / millimetre
    assert abs(pitch - 225 / 22) < 0.05


def test_numbers_dates_annexes_and_pages_stand_as_they_must():
    grid = Grid("各校情况表", COLUMNS, tuple((n, f"{n}小学", 1005 * n) for n in range(1, 60)))
    one = paper(
        level(1, "一、总体情况"),
        para("就餐 1,234 人次。"),
        leaves=(Leaf("各校情况表", (grid,)), Leaf("问题清单", (Grid("", COLUMNS),))),
        number="营餐通报〔2026〕3号",
        to="各中心校",
        contact="周敏",
        copies="县政府办",
        red=True,
    )
    made = official.pdf(one)
    assert made == official.pdf(official.from_json(one.as_json()))
    pages = ["".join(text.split()) for text in page_texts(made)]
    assert "营餐通报〔2026〕3号" in pages[0]
    assert "2026年11月23日" in "".join(pages[:2])
    assert "附件：1.各校情况表2.问题清单" in pages[0]
    assert "抄送：县政府办。" in "".join(pages[:2])
    across = [text for text, size in zip(pages, page_sizes(made), strict=True) if size == (842, 595)]
    assert len(across) >= 4
    assert all("金额（元）" in text for text in across[:3])
    assert sum("合计17,788.50" in text for text in across) == 1
    assert sum("填表人：" in text and "审核人：" in text for text in across) == 2
    assert "—1—" in pages[0]


@given(st.lists(st.tuples(st.integers(0, 999), st.text("甲乙", max_size=3), st.integers(0, 10**9)), max_size=8))
def test_what_is_printed_is_what_is_added_up(rows):
    grid = Grid("表", COLUMNS, tuple(rows))
    shown = grid.printed()
    if not rows:
        assert shown["totals"] == []
        return
    amounts = [int(row[2].replace(",", "").replace(".", "")) for row in shown["rows"]]
    assert int(shown["totals"][2].replace(",", "").replace(".", "")) == sum(amounts)
    assert shown["totals"][0] == "合计"


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_rate_has_one_decimal_rounded_half_up(part, whole):
    tenths = official.rate(part, whole)
    if whole:
        assert 0 <= 2 * (tenths * whole - 1000 * part) + whole < 2 * whole + 1
    else:
        assert tenths is None


def test_sheets_hold_numbers(app):
    grid = Grid(
        "表", (*COLUMNS, Column("率", "percent", 4), Column("日期", "date", 5)), ((1, "甲", 205, 967, "2026-11-09"),)
    )
    with app.test_request_context():
        book = load_workbook(io.BytesIO(official.xlsx(paper(grid))))
    rows = list(book["表"].iter_rows(values_only=True))
    assert rows[1][:4] == (1, "甲", 2.05, 0.967)
    assert rows[1][4].date() == date(2026, 11, 9)
    assert rows[2][2] == 2.05
