"""Importing what is right: whole sets, parts, again, in every dress; the same stays the same."""

import pytest
from sqlalchemy import text

from mealwatch.extensions import db
from tests.exchange.conftest import bring_in, held, journal, refused
from tests.exchange.sets import Set


def test_a_whole_set_goes_in(store, tmp_path):
    report = bring_in(Set().write(tmp_path / "set"))
    assert report.created
    assert report.county.code == "000000"
    rows = held()
    assert len(rows["documents"]) == 8
    assert len(rows["lots"]) == 4
    assert len(rows["reversals"]) == 1
    assert len(rows["meal_records"]) == 3
    assert len(rows["menu_rows"]) == 2


def test_the_same_again_writes_nothing(store, tmp_path):
    folder = Set().write(tmp_path / "set")
    bring_in(folder)
    before = held()
    report = bring_in(folder)
    assert held() == before
    assert report.outcomes["issues"] == {"same": 3}
    assert report.outcomes["reversals"] == {"same": 1}
    assert report.outcomes["meals"] == {"same": 3}
    assert report.outcomes["menus"] == {"same": 2}


def test_a_dry_run_writes_nothing(app, tmp_path):
    before = held()
    report = bring_in(Set().write(tmp_path / "set"), dry_run=True)
    assert held() == before
    assert report.rows["issues"] == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_encoding_reads_the_same(app, tmp_path, encoding):
    bring_in(Set().write(tmp_path / "set", encoding))
    assert "中心小学" in str(held()["schools"])


@pytest.mark.parametrize("inside", ["", "一套数据/"])
def test_a_zip_reads_like_its_folder(app, tmp_path, inside):
    bring_in(Set().write_zip(tmp_path / "set.zip", inside))
    before = held()
    bring_in(Set().write(tmp_path / "set"))
    assert held() == before


def test_a_workbook_reads_like_its_folder(app, tmp_path):
    bring_in(Set().write_xlsx(tmp_path / "set.xlsx"))
    before = held()
    bring_in(Set().write(tmp_path / "set"))
    assert held() == before


def test_chinese_headings_read_like_english_ones(app, tmp_path):
    bring_in(Set().in_chinese().write(tmp_path / "zh"))
    before = held()
    bring_in(Set().write(tmp_path / "en"))
    assert held() == before


def test_columns_come_in_any_order(app, tmp_path):
    turned = Set()
    for name, rows in turned.tables.items():
        turned.tables[name] = [dict(reversed(row.items())) for row in rows]
    bring_in(turned.write(tmp_path / "turned"))
    before = held()
    bring_in(Set().write(tmp_path / "set"))
    assert held() == before


def test_optional_columns_may_be_left_out(app, tmp_path):
    less = Set()
    for name, columns in {
        "schools": ["principal"],
        "calendar": ["school_code", "group_code", "note"],
        "suppliers": ["licence_no", "licence_from", "licence_expires_on", "contact", "phone"],
        "receipts": ["supplier_code", "batch_no", "produced_on", "expires_on", "buyer", "acceptor_1", "acceptor_2"],
        "losses": ["reason", "approved_by"],
    }.items():
        for column in columns:
            less.drop(name, column)
    bring_in(less.write(tmp_path / "set"))
    assert len(held()["documents"]) == 8


def test_parts_make_the_same_whole(store, tmp_path):
    whole = Set()
    bring_in(whole.only("schools", "canteens", "pupil_groups", "ingredients", "suppliers").write(tmp_path / "a"))
    bring_in(whole.only("calendar", "meal_standards", "openings", "receipts").write(tmp_path / "b"))
    bring_in(whole.only("issues", "losses", "stocktakes").write(tmp_path / "c"))
    bring_in(whole.only("reversals", "meals", "menus").write(tmp_path / "d"))
    before = held()
    assert len(before["draws"]) == 6
    bring_in(whole.write(tmp_path / "whole"))
    assert held() == before


def test_masters_are_brought_up_to_date_in_the_journal(app, tmp_path):
    bring_in(Set().write(tmp_path / "set"))
    entries = len(journal())
    changed = Set().edit("schools", 0, principal="王校长").edit("pupil_groups", 0, beneficiaries="41")
    report = bring_in(changed.write(tmp_path / "changed"))
    assert journal()[entries:] == [
        ("update", "school", "S001"),
        ("update", "enrolment", "S001/G16/2026-09-01"),
    ]
    assert report.masters["schools"].updated == 1


def test_a_new_document_builds_on_the_stock_that_is_there(store, tmp_path):
    bring_in(Set().write(tmp_path / "set"))
    more = Set().only("issues")
    more.tables["issues"] = []
    more.add("issues", canteen_code="C001", doc_no="I9", issued_on="2026-11-06", meal="lunch")
    more.edit("issues", 0, ingredient_code="rice", quantity="80", unit="kg", use_days="")
    bring_in(more.write(tmp_path / "more"))
    [lots] = [rows for name, rows in held().items() if name == "lots"]
    assert len(lots) == 4


def test_what_was_entered_elsewhere_keeps_its_moment(app, tmp_path):
    given = Set()
    for row in given.tables["issues"]:
        row["entered_at"] = "2026-11-03T09:30:00+08:00" if row["doc_no"] == "I1" else ""
    given.tables["meals"][0]["entered_at"] = "2026-11-02T05:00:00Z"
    for row in given.tables["meals"][1:]:
        row["entered_at"] = ""
    bring_in(given.write(tmp_path / "set"))
    rows = held()
    [first] = [row for row in rows["documents"] if "'I1'" in row]
    assert "2026-11-03T09:30:00+08:00" in first
    assert "2026-11-02T13:00:00+08:00" in str(rows["meal_records"])


def test_a_correction_keeps_the_old_record(app, tmp_path):
    bring_in(Set().write(tmp_path / "set"))
    other = Set().edit("meals", 0, beneficiaries_served="37").edit("menus", 0, grams_per_pupil="140")
    report = bring_in(other.write(tmp_path / "other"), reason="漏数一桌")
    assert report.outcomes["meals"] == {"same": 2, "correct": 1}
    rows = held()
    assert len(rows["meal_records"]) == 4
    assert len(rows["menu_rows"]) == 3
    assert "漏数一桌" in str(rows["meal_records"])


def test_two_counties_in_one_database(app, tmp_path):
    folder = Set().write(tmp_path / "set")
    one = bring_in(folder, county_code="510001").county
    other = bring_in(folder, county_code="510002").county
    assert one.id != other.id
    assert len(held()["documents"]) == 16


def test_a_licence_is_renewed_by_a_file(app, tmp_path):
    """The file of before has no first day of the licence; it is the new licence's or unknown, never the old one's."""
    bring_in(Set().write(tmp_path / "set"))
    renewed = Set().edit("suppliers", 0, licence_expires_on="2033-01-01")
    assert refused(renewed.write(tmp_path / "kept")) == [
        ("catalogue.licence_start_of_the_old_one", "suppliers.csv", 2, "licence_from")
    ]
    bring_in(renewed.drop("suppliers", "licence_from").write(tmp_path / "less"))
    assert versions() == [("2023-01-02", "2028-01-01"), (None, "2033-01-01")]
    again = Set().edit("suppliers", 0, licence_expires_on="2033-01-01", licence_from="2026-10-31")
    bring_in(again.write(tmp_path / "told"))
    assert versions()[2:] == [("2026-10-31", "2033-01-01")]
    bring_in(again.write(tmp_path / "again"))
    assert len(versions()) == 3


def versions():
    return [tuple(row) for row in db.session.execute(text(_VERSIONS)).all()]


_VERSIONS = "SELECT licence_from, licence_expires_on FROM supplier_versions ORDER BY supplier_id, number"
