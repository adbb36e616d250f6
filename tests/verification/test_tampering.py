"""Whatever is changed below the application is found, and the record is named; by both verifiers.

A table that both verifiers hold against the journal whole, row by row, is tried with the standalone one at every
fourth place only. With MEALWATCH_THOROUGH=1 it is tried everywhere, and several values are tried in each column, of the
first and of the last row.
"""

import os

import pytest

from mealwatch.audit.rows import body_of
from mealwatch.verification.queries.whole import KEPT
from tests.support.tampering import UNVERIFIED, tables, tamperings

WHOLE_ROWS = [one.table for one in KEPT if one.body is body_of]
THOROUGH = os.environ.get("MEALWATCH_THOROUGH") == "1"


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_column_and_row_of_a_table_is_answered_for(bench, everything, table):
    """A new table fails here until verify answers for it and tests/support/everything.py fills it."""
    step = 1 if THOROUGH or table not in WHOLE_ROWS else 4
    for place, one in enumerate(tamperings(everything, table, thorough=THOROUGH)):
        fault = bench.fault(one.do)
        assert fault is not None, f"not found: {one}"
        assert any(name in fault.text() for name in one.names), f"{one}: named as {fault.text()}, not {set(one.names)}"
        if place % step == 0:
            assert bench.fault_of_standalone() is not None, f"not found by the standalone verifier: {one}"


@pytest.mark.parametrize("table", [table for table in tables() if "county_id" in table.c], ids=lambda table: table.name)
def test_rows_of_a_county_that_is_not_there_are_found(bench, table):
    """Whole copies of what another county has, so that they fit among themselves."""
    names = ", ".join(column.name for column in table.columns if column.name != "county_id")
    copied = f"INSERT INTO {table.name} (county_id, {names}) SELECT 1002, {names} FROM {table.name} WHERE county_id = 1"
    assert "1002" in bench.fault(lambda connection: connection.execute(copied)).text()
    assert bench.fault_of_standalone()


def test_only_sign_ins_and_what_is_under_way_are_left_out():
    signing_in = {"sessions", "token_uses", "sign_in_attempts", "pin_tries", "site_keys"}
    assert signing_in | {"drafts", "device_uses", "uploads", "upload_pieces", "message_reads"} == UNVERIFIED


def test_nothing_is_found_where_nothing_was_done(bench):
    assert bench.fault(lambda _connection: None) is None
    assert bench.fault_of_standalone() is None


def test_text_that_is_no_utf_8_is_named(bench):
    def spoil(connection):
        connection.execute(
            "UPDATE issue_lines SET collector = CAST(x'ff41' AS TEXT) WHERE county_id = 1 AND line_no = 1"
        )

    assert "C001/issue/I1" in bench.fault(spoil).text()
    assert bench.fault_of_standalone()


@pytest.mark.parametrize("page", [0, 1, 7, -1])
def test_a_spoilt_page_is_called_damage(bench, page):
    spoilt = bytearray(bench.original)
    start = page % (len(spoilt) // 4096) * 4096
    spoilt[start : start + 4096] = b"\xa5" * 4096
    bench.put_back(bytes(spoilt))
    assert bench.fault_as_it_is().code in ("verify.damaged", "verify.guards")
    assert bench.fault_of_standalone()
