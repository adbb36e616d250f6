"""The books on A4: every page numbered and headed, nothing cut, sums below each page, room for the hand."""

import re
from datetime import date, timedelta

import pytest

from mealwatch.reports.printing import shelf
from mealwatch.reports.printing.cells import printed
from mealwatch.reports.printing.form import Column, Form, Row
from mealwatch.reports.printing.pdf import data_of, pdf
from tests.reports.printing.books import NOW, bare
from tests.support.kitchen import MON
from tests.support.pdf import NO_GLYPH, page_sizes, page_texts

PORTRAIT, LANDSCAPE = (595, 842), (842, 595)


@pytest.mark.parametrize("slug", [book.slug for book in shelf.BOOKS])
def test_every_book_prints_every_cell_on_headed_numbered_a4(papers, opened, slug):
    books = opened(papers)
    forms = books.forms(slug)
    made = books.pdf(slug)
    texts = [bare(text) for text in page_texts(made)]
    assert set(page_sizes(made)) <= {PORTRAIT, LANDSCAPE}
    assert not any(NO_GLYPH in text for text in texts)
    if not forms:
        return
    for text in texts:
        assert re.search(r"第\d+页共\d+页", text)
        assert "学校食堂" in text and "2026年11月" in text and "打印时间2026-11-2718:00" in text
        assert any(bare(form.title) in text for form in forms)
    whole = "".join(texts)
    for form in forms:
        for row in form.rows:
            for column, cell in zip(form.columns, row.cells, strict=False):
                assert bare(printed(column.kind, cell)) in whole
        for signer in form.signers:
            assert bare(f"{signer}：") in whole
        for text in (*form.missing, *form.notes, *form.words):
            assert bare(text) in whole


def long_form(count, landscape=True):
    columns = (Column("日期", "date"), Column("品名"), Column("金额（元）", "yuan", total=True), Column("签名", "sign"))
    rows = [
        Row(
            (MON + timedelta(days=number), f"食材{number}", 101 * number, None),
            "undone" if number % 7 == 6 else "plain",
        )
        for number in range(count)
    ]
    return Form("长账", columns, tuple(rows), signers=("库管员",), landscape=landscape)


class Paper:
    place, period, by, now, demo = "示例县　学校", "2026年11月", "打印人 李老师", NOW, False


def amounts(text, label):
    return [int(found.replace(",", "").replace(".", "")) for found in re.findall(label + r"([\d,]+\.\d\d)", text)]


def test_pages_have_their_sums_and_the_last_the_whole():
    form = long_form(100)
    texts = [bare(text) for text in page_texts(pdf([form], Paper()))]
    below = [amounts(text, "本页小计")[0] for text in texts]
    assert len(texts) > 3
    assert sum(below) == form.totals[2]
    so_far = [amounts(text, "累计")[0] for text in texts[:-1]]
    assert so_far == [sum(below[: place + 1]) for place in range(len(texts) - 1)]
    assert amounts(texts[-1], "合计") == [form.totals[2]]
    assert [f"第{place}页共{len(texts)}页" in text for place, text in enumerate(texts, start=1)] == [True] * len(texts)


def test_a_short_form_has_its_sum_and_empty_rows_to_write_in():
    form = long_form(3)
    [text] = [bare(text) for text in page_texts(pdf([form], Paper()))]
    assert amounts(text, "合计") == [form.totals[2]] and "本页小计" not in text
    [told] = data_of([form], Paper())["forms"]
    assert told["empty"] == form.least - 3


def test_each_form_numbers_its_own_pages():
    texts = [bare(text) for text in page_texts(pdf([long_form(40), long_form(2)], Paper()))]
    assert "第1页共1页" in texts[-1]
    assert f"第1页共{len(texts) - 1}页" in texts[0]


def test_what_was_never_entered_has_no_sum():
    form = Form("空账", (Column("品名"), Column("金额（元）", "yuan", total=True)), (Row(("白菜", None)),))
    [text] = page_texts(pdf([form], Paper()))
    assert "0.00" not in text and "合计" in text


def test_names_that_look_like_code_print_as_they_are():
    form = Form("账", (Column("品名"),), (Row(('#panic("x") *a* $1$ <b> \\',)),), heads=(("学校", "#let a"),))
    [text] = page_texts(pdf([form], Paper()))
    assert '#panic("x")*a*$1$<b>\\' in bare(text) and "#leta" in bare(text)


def test_a_long_number_without_spaces_stays_in_its_column():
    """A word that does not fit would be cut by the next column: it breaks instead."""
    form = Form(
        "账", (Column("单号", width=3), Column("说明", width=40)), (Row(("R20261102-0001-000000000000000000", "x")),)
    )
    [text] = page_texts(pdf([form], Paper()))
    lines = [line for line in text.splitlines() if line.strip()]
    assert not any("R20261102-0001-000000000000000000" in line for line in lines)
    assert "R20261102-0001-000000000000000000" in bare(text)


def test_the_reader_is_told_of_characters_that_could_not_be_printed():
    form = Form("账", (Column("姓名"),), (Row(("王𠮷祥",)),))
    [text] = page_texts(pdf([form], Paper()))
    assert "王□祥" in bare(text) and "有1个字打印字库里没有" in bare(text)


def test_the_same_form_gives_the_same_bytes():
    assert pdf([long_form(5)], Paper()) == pdf([long_form(5)], Paper())


def test_a_year_of_dates_prints():
    assert printed("date", date(2026, 1, 9)) == "2026-01-09"
