"""A list as spreadsheet and XLSForm: it comes back as it was; a stranger's file is refused by sheet, row, column."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from mealwatch.checklists import known
from mealwatch.checklists.domain.checklist import Checklist, Item, RedLine, Section, Version
from mealwatch.checklists.domain.plain import read
from mealwatch.checklists.domain.words import METHODS, PREFILLS
from mealwatch.checklists.sheets import Place, read_sheets, written_sheets
from mealwatch.checklists.xlsform import read_xlsform, written_xlsform
from mealwatch.kernel.errors import Invalid

DEFAULT = known.default()
#: What has a fault planted: few items, so that it is read quickly.
FEW = Version(
    "default",
    1,
    Checklist(
        "督查表",
        (
            Section(
                "A",
                "责任",
                tuple(Item(f"A{n}", f"第{n}项", 1, ("look",), phrases=("没有", "不全")) for n in (1, 2, 3, 4)),
            ),
            Section("B", "卫生", (Item("B1", "干净", 2, ("look",)),)),
        ),
        (RedLine("RL1", "套取补助"), RedLine("RL2", "过期食品")),
    ),
)
NAME = "督查表.xlsx"
TEXTS = (
    st.text("一二三=+-@甲乙<&>\"'{}$ #", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
)
ITEMS = st.builds(
    Item,
    code=st.none(),
    text=TEXTS,
    points=st.integers(1, 100),
    methods=st.sets(st.sampled_from(list(METHODS))).map(lambda some: tuple(one for one in METHODS if one in some)),
    prefill=st.none() | st.sampled_from(list(PREFILLS)),
    phrases=st.lists(TEXTS, max_size=3, unique=True).map(tuple),
)


@st.composite
def checklists(draw):
    """A valid list with texts that spreadsheets and forms like to misread."""
    letters = draw(st.lists(st.sampled_from("ABCXYZ"), min_size=1, max_size=3, unique=True))
    sections = []
    for letter in letters:
        items = draw(st.lists(ITEMS, min_size=1, max_size=3))
        numbered = [Item(**vars(item) | {"code": f"{letter}{n}"}) for n, item in enumerate(items, start=1)]
        sections.append(Section(letter, draw(TEXTS), tuple(numbered)))
    red_lines = [RedLine(f"RL{n}", text) for n, text in enumerate(draw(st.lists(TEXTS, max_size=2)), start=1)]
    return Checklist(draw(TEXTS), tuple(sections), tuple(red_lines))


@pytest.fixture(scope="module")
def request_context():
    """Spreadsheets are written for a reader."""
    from mealwatch import create_app

    app = create_app({"DATABASE_URL": "sqlite://", "SECRET_KEY": "x" * 40})
    with app.test_request_context():
        yield app


@pytest.fixture(scope="module")
def few_sheets(request_context):
    """A short list as a spreadsheet."""
    return written_sheets(FEW.list)


@pytest.fixture(scope="module")
def few_form(request_context):
    """A short list as a form."""
    return written_xlsform(FEW)


def back(reader, content):
    found = reader(content, NAME)
    read_again, faults = read(found.rows)
    assert (found.faults, faults) == ([], [])
    return read_again


@pytest.mark.parametrize("reader", [read_sheets, read_xlsform])
def test_the_default_list_comes_back_as_it_was(request_context, reader):
    content = written_sheets(DEFAULT.list) if reader is read_sheets else written_xlsform(DEFAULT)
    assert back(reader, content) == DEFAULT.list


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(checklists())
def test_every_list_comes_back_as_it_was(request_context, content):
    assert back(read_sheets, written_sheets(content)) == content
    assert back(read_xlsform, written_xlsform(Version("special-1", 3, content))) == content


def test_the_form_is_one_that_pyxform_takes_and_scores_itself(request_context):
    found = convert(io.BytesIO(written_xlsform(DEFAULT)), file_type=".xlsx")
    assert found.warnings == []
    assert found.xform.count('mw:points="') == 56
    assert "relevant=\" /data/sec_C/C4  = 'half' or  /data/sec_C/C4  = 'none'\"" in found.xform
    assert "calculate=\"if( /data/red_line_met  = 'yes', 'fail'" in found.xform
    for code, word in (("sec_I", "group"), ("RL8_photo", "upload")):
        assert f"<{word} " in found.xform and code in found.xform


def test_no_cell_is_a_formula(request_context):
    items = (Item("A1", "=1+1", 1, phrases=("+cmd", "@x")),)
    content = Checklist("=cmd", (Section("A", "-1", items),))
    for written in (written_sheets(content), written_xlsform(Version("default", 2, content))):
        book = openpyxl.load_workbook(io.BytesIO(written))
        assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}


def edited(written, sheet, cell, value):
    book = openpyxl.load_workbook(io.BytesIO(written))
    book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "place"),
    [
        ("检查项", "C5", 2.5, Place("检查项", 5, "分值")),
        ("检查项", "C5", "两分", Place("检查项", 5, "分值")),
        ("检查项", "A3", "A1", Place("检查项", 3, "编号")),
        ("检查项", "D4", "也许", Place("检查项", 4, "是否计分")),
        ("检查项", "E4", "看、闻", Place("检查项", 4, "方法")),
        ("检查项", "A1", "代号", Place("检查项", 1, "编号")),
        ("常用语", "A3", "Z9", Place("常用语", 3, "编号")),
        ("常用语", "B3", "长" * 61, Place("常用语", 3, "常用语")),
        ("红线", "A2", "红线1", Place("红线", 2, "编号")),
        ("部分", "A2", "甲", Place("部分", 2, "字母")),
        ("等级与期限", "B3", 95, Place("等级与期限", 3, "起点（%）")),
        ("等级与期限", "C7", None, Place("等级与期限", 7, "期限（天）")),
        ("等级与期限", "A7", "很急", Place("等级与期限", 7, "类别")),
        ("检查表", "A2", None, Place("检查表", None, "检查表名称")),
    ],
)
def test_a_fault_of_a_spreadsheet_names_sheet_row_and_column(few_sheets, sheet, cell, value, place):
    found = read_sheets(edited(few_sheets, sheet, cell, value), NAME)
    told = [*found.faults, *((found.place_of(one.field), one) for one in read(found.rows)[1])]
    assert place in [at for at, _ in told]
    assert all(problem.text() and problem.advice() for _, problem in told)


@pytest.mark.parametrize(
    ("cell", "value", "code", "row"),
    [
        ("A3", "geopoint", "does_not_fit", 3),
        ("B2", "part_a", "not_our_group", 2),
        ("I3", "many", "not_whole", 3),
        ("A3", "select_one phrases_A1", "wrong_choices", 3),
    ],
)
def test_what_does_not_fit_of_a_form_is_named_by_its_row(few_form, cell, value, code, row):
    found = read_xlsform(edited(few_form, "survey", cell, value), NAME)
    told = [*found.faults, *((found.place_of(one.field), one) for one in read(found.rows)[1])]
    assert ("checklists." + code, row) in [(one.code, at.row) for at, one in told]


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (30 << 20))
    return out.getvalue()


@pytest.mark.parametrize("reader", [read_sheets, read_xlsform])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "exchange.not_a_zip"),
        (b"PK\x03\x04 cut off", "exchange.not_a_zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "exchange.old_workbook"),
        (b"x" * (2_097_153), "checklists.file_too_large"),
        (bomb(), "exchange.zip_too_large"),
    ],
    ids=["empty", "cut off", "old", "large", "bomb"],
)
def test_a_file_that_is_none_is_refused(reader, content, code):
    with pytest.raises(Invalid) as caught:
        reader(content, NAME)
    assert caught.value.code == code


def test_a_form_that_pyxform_refuses_says_why(few_form):
    with pytest.raises(Invalid) as caught:
        read_xlsform(edited(few_form, "survey", "F4", "${nothing} = 1"), NAME)
    assert caught.value.code == "checklists.not_a_form"
    assert "nothing" in caught.value.text()
