"""Rows changed by somebody who makes digests, chain and end fit again: what the rows still say about each other."""

import pytest

from mealwatch.verification.errors import DoesNotFit
from mealwatch.verification.queries.whole import verify
from tests.support.forging import forge


def changing(*statements):
    def change(connection):
        for statement in statements:
            assert connection.execute(statement).rowcount, f"changes nothing: {statement}"

    return change


_NAMED = "SELECT id FROM documents WHERE county_id = 1 AND canteen_id = 1 AND doc_no = '{}'"
OF = f"county_id = 1 AND document_id = ({_NAMED})"
I1, R1, T1 = OF.format("I1"), OF.format("R1"), OF.format("T1")
W45 = "county_id = 1 AND school_id = 1 AND monday = '2026-11-02'"

#: The auditors' verifier replays the balances; figures and approvals are for mealwatch verify alone.
OF_VERIFY_ALONE = ("statement", "reopening", "closure_request")
FORGERIES = {
    "a dearer issue": (
        changing(f"UPDATE issue_lines SET cost_fen = cost_fen + 100 WHERE {I1} AND line_no = 1"),
        "issue C001/issue/I1 #1：cost_fen",
    ),
    "a dearer issue with its draw": (
        changing(
            f"UPDATE issue_lines SET cost_fen = cost_fen + 100 WHERE {I1} AND line_no = 2",
            f"UPDATE draws SET cost_fen = cost_fen + 100 WHERE {I1} AND line_no = 2 AND draw_no = 1",
        ),
        "issue C001/issue/I1 #2：draws.1.cost_fen",
    ),
    "a dearer issue with its draw and what its lot has given": (
        changing(
            f"UPDATE issue_lines SET cost_fen = cost_fen + 100 WHERE {I1} AND line_no = 2",
            f"UPDATE draws SET cost_fen = cost_fen + 100 WHERE {I1} AND line_no = 2",
            "UPDATE lots SET drawn_fen = drawn_fen + 100 WHERE county_id = 1 AND (document_id, line_no) IN "
            f"(SELECT lot_document_id, lot_line_no FROM draws WHERE {I1} AND line_no = 2)",
        ),
        "issue C001/issue/I1 #2：draws.1.cost_fen",
    ),
    "a cheaper receipt": (
        changing(f"UPDATE receipt_lines SET amount_fen = amount_fen - 500 WHERE {R1} AND line_no = 3"),
        "receipt C001/receipt/R1 #3：lots.cost_fen",
    ),
    "a cheaper receipt with its lot": (
        changing(
            f"UPDATE receipt_lines SET amount_fen = amount_fen - 500 WHERE {R1} AND line_no = 3",
            f"UPDATE lots SET cost_fen = cost_fen - 500 WHERE {R1} AND line_no = 3",
        ),
        "issue C001/issue/I1 #2：draws.1.cost_fen",
    ),
    "a lot that holds more": (
        changing(f"UPDATE lots SET used = used - 1 WHERE {R1} AND line_no = 1"),
        "receipt C001/receipt/R1 #1：lots.used",
    ),
    "a reversed lot that stands": (
        changing(
            "UPDATE lots SET standing = 1 WHERE county_id = 1 AND document_id = "
            "(SELECT id FROM documents WHERE county_id = 1 AND kind = 'receipt' AND doc_no = 'R3')"
        ),
        "receipt C001/receipt/R3 #1：lots.standing",
    ),
    "another lot's turn": (
        changing(f"UPDATE lots SET expires_on = '2029-01-01' WHERE {R1} AND line_no = 2"),
        "receipt C001/receipt/R1 #2：lots.expires_on",
    ),
    "another book": (
        changing(
            f"UPDATE stocktake_lines SET book = book + 7, counted = counted + 7 WHERE {T1} AND line_no = 1",
        ),
        "stocktake C001/stocktake/T1 #1：book",
    ),
    "a better week": (
        changing(f"UPDATE statement_groups SET spend = '2600/1' WHERE {W45}"),
        "statement S001/2026-W45 #1：spend",
    ),
    "another outcome": (
        changing(f"UPDATE statement_groups SET outcome = 'met' WHERE {W45} AND group_id = 2"),
        "statement S001/2026-W45 #2：outcome",
    ),
    "the same person reopened": (
        changing(f"UPDATE reopenings SET agreed_by_id = 1 WHERE {W45}"),
        "reopening S001/2026-W45",
    ),
    "the same person approved": (
        changing("UPDATE closure_requests SET decided_by_id = requested_by_id WHERE county_id = 1 AND id = 1"),
        "closure_request S003/k1",
    ),
}


@pytest.mark.parametrize(("change", "named"), FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forgery_shows_in_what_does_not_add_up(bench, change, named):
    bench.put_back(bench.original)
    forge(bench.path, change)
    fault = bench.fault_as_it_is()
    assert fault is not None
    assert named in fault.text()
    if not named.startswith(OF_VERIFY_ALONE):
        assert bench.fault_of_standalone() is not None


def test_a_perfect_forgery_shows_only_against_an_end_kept_elsewhere(bench):
    bench.put_back(bench.original)
    heads = {head.county_code: head for head in verify().heads}
    bench.put_back(bench.original)
    forge(bench.path, changing("UPDATE receipt_lines SET buyer = '别人' WHERE county_id = 1 AND line_no = 1"))
    assert bench.fault_as_it_is() is None, "whoever rewrites everything leaves nothing that does not fit"
    kept = heads["360732"]
    with pytest.raises(DoesNotFit) as fault:
        verify(anchors=[("360732", kept.seq, kept.hash)])
    assert fault.value.code == "verify.anchor"
    assert "entry" in str(bench.fault_of_standalone([f"360732:{kept}"]))
    assert verify("360733", anchors=[(None, heads["360733"].seq, heads["360733"].hash)])


def test_forging_itself_changes_nothing_else(bench):
    """The forger writes what the services write; otherwise the tests above would prove nothing."""
    bench.put_back(bench.original)
    heads = verify().heads
    bench.put_back(bench.original)
    forge(bench.path, lambda _connection: None)
    assert verify().heads == heads


def test_a_cut_tail_shows_against_an_end_kept_elsewhere(bench):
    """An older backup fits in itself; what is missing since can only be told from outside."""
    bench.put_back(bench.original)
    head = verify().heads[0]
    with pytest.raises(DoesNotFit) as fault:
        verify(anchors=[("360732", head.seq + 12, "0" * 64)])
    assert (fault.value.code, fault.value.facts["missing"]) == ("verify.anchor_beyond", 12)
