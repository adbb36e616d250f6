"""Files that are not what they say: each gets a fault in words, none a traceback, none unpacks a bomb."""

import stat
import struct
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from mealwatch.exchange.faults import Refused
from mealwatch.kernel.errors import Problem
from tests.exchange.conftest import bring_in, held, refused
from tests.exchange.sets import Set

_HEADING = b"school_code,name,town,school_type,supply_mode\n"


def _code(path, **wanted):
    """The codes with which a path is refused."""
    before = held()
    with pytest.raises(Problem) as refusal:
        bring_in(path, **wanted)
    assert held() == before
    refusal = refusal.value
    problems = [fault.problem for fault in refusal.faults.listed()] if isinstance(refusal, Refused) else [refusal]
    for problem in problems:
        assert problem.text()
        assert problem.advice()
    return [problem.code.removeprefix("exchange.") for problem in problems]


def _file(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def _folder(tmp_path, content, name="schools.csv"):
    folder = tmp_path / "set"
    folder.mkdir()
    _file(folder, name, content)
    return folder


def test_nothing_there(app, tmp_path):
    assert _code(tmp_path / "nowhere") == ["nothing_there"]


def test_an_empty_folder(app, tmp_path):
    (tmp_path / "set").mkdir()
    assert _code(tmp_path / "set") == ["no_tables"]


@pytest.mark.parametrize("name", ["set.rar", "set.xls", "set.csv", "set"])
def test_a_file_of_another_kind(app, tmp_path, name):
    assert _code(_file(tmp_path, name, b"x")) == ["not_a_set"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_heading"),
        (b"\n\n , ,\n", "no_heading"),
        (b"PK\x03\x04 and so on", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "not_text"),
        ("school_code,name".encode("utf-16"), "not_text"),
        (b"%PDF-1.7", "not_text"),
        (b"school_code\0,name", "not_text"),
        (b"school_code,name\n\xff\xff\xff", "not_decodable"),
        (_HEADING + b'S1,"a"b"\n', "broken_csv"),
        (_HEADING + b'S1,"never closed\nS2,x,y,z,w\n', "broken_csv"),
        (_HEADING + b"x" * 200_000 + b",y\n", "broken_csv"),
    ],
    ids=[
        "empty",
        "blank",
        "zip",
        "xls",
        "utf-16",
        "pdf",
        "zero byte",
        "no encoding",
        "quotes",
        "open quote",
        "long cell",
    ],
)
def test_a_csv_that_is_none(app, tmp_path, content, code):
    assert code in _code(_folder(tmp_path, content))


def test_a_csv_that_breaks_off_names_the_row(app, tmp_path):
    folder = Set().write(tmp_path / "set")
    with (folder / "meals.csv").open("a") as lines:
        lines.write('S001,G16,2026-11-04,"lun')
    assert refused(folder) == [("broken_csv", "meals.csv", 5, None)]


def test_a_zip_that_is_none(app, tmp_path):
    assert _code(_file(tmp_path, "set.zip", b"x" * 500)) == ["not_a_zip"]


def test_a_zip_with_a_wrong_checksum(app, tmp_path):
    path = Set().write_zip(tmp_path / "set.zip")
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("menus.csv")
    content = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.filename)
    content[start + 5] ^= 0xFF
    path.write_bytes(content)
    assert "not_a_zip" in _code(path)


def test_a_zip_that_breaks_off(app, tmp_path):
    path = Set().write_zip(tmp_path / "set.zip")
    path.write_bytes(path.read_bytes()[:-200])
    assert _code(path) == ["not_a_zip"]


def test_a_zip_that_lies_about_its_sizes(app, tmp_path):
    path = Set().write_zip(tmp_path / "set.zip")
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("menus.csv").file_size
    path.write_bytes(content.replace(struct.pack("<L", size), struct.pack("<L", 20)))
    assert "not_a_zip" in _code(path)


def test_a_bomb(app, tmp_path):
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meals.csv", b"0" * (50 << 20))
    assert _code(path) == ["zip_ratio"]


def test_more_than_may_be_unpacked(app, tmp_path):
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("meals.csv", b"0" * (3 << 20))
    assert _code(path, most_megabytes=2) == ["zip_too_large"]


def test_too_many_entries(app, tmp_path):
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2001):
            archive.writestr(f"{number}.csv", "")
    assert _code(path) == ["zip_too_many"]


@pytest.mark.parametrize(
    "name", ["../meals.csv", "/etc/meals.csv", "a/../../meals.csv", "C:\\meals.csv", "..\\meals.csv"]
)
def test_a_path_that_leads_out(app, tmp_path, name):
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    assert _code(path) == ["zip_path"]


def test_a_link_in_a_zip(app, tmp_path):
    path = tmp_path / "set.zip"
    info = zipfile.ZipInfo("meals.csv")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert _code(path) == ["zip_path"]


def test_a_locked_zip(app, tmp_path):
    path = Set().write_zip(tmp_path / "set.zip")
    content = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = content.find(sign)
        content[place + at] |= 1
    path.write_bytes(content)
    assert _code(path) == ["zip_locked"]


def test_the_same_table_twice(app, tmp_path):
    path = Set().write_zip(tmp_path / "set.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Meals.csv", "x")
    assert _code(path) == ["file_twice"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_workbook"),
        (b"<html><table></table></html>", "not_a_zip"),
        (b"a,b\n", "not_a_zip"),
    ],
    ids=["xls or password", "html", "csv"],
)
def test_a_workbook_that_is_none(app, tmp_path, content, code):
    assert _code(_file(tmp_path, "set.xlsx", content)) == [code]


def test_a_zip_of_csv_named_as_a_workbook(app, tmp_path):
    assert _code(Set().write_zip(tmp_path / "set.xlsx")) == ["not_a_workbook"]


def _rewritten(path, part, change):
    """The workbook with one part of its XML changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    [name] = [name for name in parts if name.endswith(part)]
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]>"""
_OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("declared", [_LAUGHS, _OUTSIDE], ids=["entities", "outside"])
@pytest.mark.parametrize("part", ["workbook.xml", "sheet1.xml", "styles.xml", "Content_Types].xml"])
def test_declared_entities_in_a_workbook(app, tmp_path, declared, part):
    path = Set().write_xlsx(tmp_path / "set.xlsx")
    _rewritten(
        path, part, lambda content: declared + content.partition(b"?>")[2] if b"?>" in content else declared + content
    )
    assert "not_a_workbook" in _code(path)


def test_a_workbook_with_broken_xml(app, tmp_path):
    path = _rewritten(Set().write_xlsx(tmp_path / "set.xlsx"), "sheet1.xml", lambda content: content[:-60])
    assert "not_a_workbook" in _code(path)


def test_a_stray_cell_far_away(app, tmp_path):
    path = Set().write_xlsx(tmp_path / "set.xlsx")
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    _rewritten(path, "sheet2.xml", lambda content: content.replace(b"</sheetData>", far))
    bring_in(path)


def _workbook(tmp_path, **cells):
    """A valid workbook with some cells changed, as sheet_A1=value."""
    path = Set().write_xlsx(tmp_path / "set.xlsx")
    book = load_workbook(path)
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("_")
        book[sheet][cell] = value
    book.save(path)
    return path


def test_a_sheet_of_another_name(app, tmp_path):
    path = Set().write_xlsx(tmp_path / "set.xlsx")
    book = load_workbook(path)
    book.create_sheet("Sheet1")
    book.save(path)
    assert refused(path) == [("unknown_file", "Sheet1", None, None)]


def test_an_empty_workbook(app, tmp_path):
    path = tmp_path / "set.xlsx"
    Workbook().save(path)
    assert _code(path) == ["unknown_file"]


def test_a_formula_without_its_result(app, tmp_path):
    path = _workbook(tmp_path, receipts_G2="=1+1")
    assert refused(path) == [("formula_without_value", "receipts", 2, "amount_yuan")]


def test_an_error_in_a_cell(app, tmp_path):
    path = _workbook(tmp_path, receipts_G2="#DIV/0!")
    assert refused(path) == [("cell_error", "receipts", 2, "amount_yuan")]


@pytest.mark.parametrize(
    ("number", "stored"), [(4.35, 435), (4.351, None), (19.99, 1999), (1e3, 100000), (1e-3, None), (-1, None)]
)
def test_a_number_is_the_shortest_decimal_that_gives_it(app, tmp_path, number, stored):
    path = _workbook(tmp_path, receipts_G2=number)
    if stored is None:
        assert refused(path) == [("not_an_amount", "receipts", 2, "amount_yuan")]
    else:
        bring_in(path)
        assert f", {stored}, " in next(row for row in held()["receipt_lines"] if "'b1'" in row)


def test_seventeen_digits_as_spreadsheets_store_them(app, tmp_path):
    path = _workbook(tmp_path, receipts_G2=4.35)
    _rewritten(path, "sheet9.xml", lambda content: content.replace(b"<v>4.35</v>", b"<v>4.3499999999999996</v>"))
    bring_in(path)
    assert ", 435, " in next(row for row in held()["receipt_lines"] if "'b1'" in row)


def test_a_sum_that_is_not_quite_what_it_shows(app, tmp_path):
    path = _workbook(tmp_path, receipts_G2=0.3)
    _rewritten(path, "sheet9.xml", lambda content: content.replace(b"<v>0.3</v>", b"<v>0.30000000000000004</v>"))
    assert refused(path) == [("not_an_amount", "receipts", 2, "amount_yuan")]


def test_dates_as_dates_and_codes_as_numbers(app, tmp_path):
    from datetime import datetime

    given = Set().edit("canteens", 0, canteen_code="7")
    for rows in given.tables.values():
        for row in rows:
            if row.get("canteen_code") == "C001":
                row["canteen_code"] = "7"
    path = given.write_xlsx(tmp_path / "set.xlsx")
    book = load_workbook(path)
    book["losses"]["C2"] = datetime(2026, 11, 4)
    book.save(path)
    bring_in(path)
    assert "'7'" in str(held()["canteens"])


def test_a_date_with_an_hour_is_no_date(app, tmp_path):
    from datetime import datetime

    path = _workbook(tmp_path, losses_C2=datetime(2026, 11, 4, 12, 30))
    assert refused(path) == [("not_a_date", "losses", 2, "lost_on")]
