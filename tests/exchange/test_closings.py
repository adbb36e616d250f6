"""Closed weeks on import: frozen in their place, and nothing dated inside comes in afterwards."""

import pytest

from tests.exchange.conftest import bring_in, held, refused
from tests.exchange.sets import Set

CLOSED = "2026-W45"


def _close(given, school="S001", week=CLOSED, posted=None):
    cells = {"school_code": school, "week": week, "closed_at": "2026-11-09T18:00:00+08:00", "closed_by": "张校长"}
    if posted is not None:
        cells["posted"] = posted
    given.tables.setdefault("closings", []).append(cells)
    return given


def _issue(given, **cells):
    row = {
        "canteen_code": "C001", "doc_no": "I9", "issued_on": "2026-11-06", "meal": "lunch", "ingredient_code": "rice",
        "quantity": "10", "unit": "g", "use_days": "", "storekeeper": "库管", "collector": "领用",
    }  # fmt: skip
    given.tables["issues"].append(row | cells)
    return given


@pytest.fixture
def closed(app, tmp_path):
    """A county in which S001 has closed the first week."""
    bring_in(_close(Set()).write(tmp_path / "set"))
    assert len(held()["statements"]) == 1
    return app


LATE = [
    ("a document of the week", "issues", {}, ("week_closed", "issues.csv", 6, "issued_on")),
    (
        "a document that spreads into it",
        "issues",
        {"issued_on": "2026-11-01", "use_days": "2"},
        ("spreads_into_closed_week", "issues.csv", 6, "use_days"),
    ),
]


@pytest.mark.parametrize(("_", "file", "cells", "fault"), LATE, ids=[case[0] for case in LATE])
def test_what_comes_too_late_is_refused(closed, tmp_path, _, file, cells, fault):
    assert refused(_issue(_close(Set()), **cells).write(tmp_path / "late")) == [fault]


def test_a_document_of_another_week_is_taken(closed, tmp_path):
    bring_in(_issue(_close(Set()), issued_on="2026-11-09").write(tmp_path / "more"))
    assert len(held()["documents"]) == 9


def test_a_reversal_in_the_week_is_refused(closed, tmp_path):
    late = _close(Set()).add("reversals", doc_kind="issue", doc_no="I1", reversed_on="2026-11-06")
    assert refused(late.write(tmp_path / "late")) == [("week_closed", "reversals.csv", 3, "reversed_on")]


def test_a_reversal_that_reaches_into_the_week_is_refused(closed, tmp_path):
    late = _close(Set()).add("reversals", doc_kind="issue", doc_no="I1", reversed_on="2026-11-09")
    assert refused(late.write(tmp_path / "late")) == [("cost_in_closed_week", "reversals.csv", 3, "doc_no")]


def test_reversing_a_receipt_of_the_week_later_is_taken(closed, tmp_path):
    more = _close(Set()).add("receipts", doc_no="R9", received_on="2026-11-09", ingredient_code="rice", unit="g")
    more.add("reversals", doc_kind="receipt", doc_no="R9", reversed_on="2026-11-10")
    bring_in(more.write(tmp_path / "more"))
    assert len(held()["reversals"]) == 2


@pytest.mark.parametrize("reason", [None, "漏数"])
def test_meals_of_the_week_stay(closed, tmp_path, reason):
    late = _close(Set()).edit("meals", 0, staff_served="5")
    late.add("meals", school_code="S001", group_code="G16", date="2026-11-04")
    assert refused(late.write(tmp_path / "late"), reason=reason) == [
        ("week_closed", "meals.csv", 2, "date"),
        ("week_closed", "meals.csv", 5, "date"),
    ]


def test_meals_of_a_school_that_has_not_closed_are_taken(closed, tmp_path):
    more = _close(Set()).add(
        "meals", school_code="S002", group_code="G12", date="2026-11-04", beneficiaries_served="18"
    )
    bring_in(more.write(tmp_path / "more"))
    assert len(held()["meal_records"]) == 4


def test_menus_of_the_week_cannot_be_corrected(closed, tmp_path):
    late = _close(Set()).edit("menus", 0, grams_per_pupil="140")
    assert refused(late.write(tmp_path / "late"), reason="印错") == [("week_closed", "menus.csv", 2, "date")]


def test_closing_the_same_week_again_is_the_same_or_refused(closed, tmp_path):
    before = held()
    bring_in(_close(Set()).write(tmp_path / "same"))
    assert held() == before
    other = _close(Set()).edit("closings", 0, closed_by="王校长")
    assert refused(other.write(tmp_path / "other")) == [("closed_twice", "closings.csv", 2, "week")]


def test_the_same_closing_twice_in_a_set(app, tmp_path):
    assert refused(_close(_close(Set())).write(tmp_path / "set")) == [("key_twice", "closings.csv", 3, "week")]


def test_masters_may_change_later_and_move_no_closed_week(closed, tmp_path):
    before = held()["statement_groups"]
    changed = _close(Set()).edit("calendar", 0, day_type="closed").edit("pupil_groups", 0, beneficiaries="90")
    bring_in(changed.write(tmp_path / "changed"))
    assert held()["statement_groups"] == before


def test_a_policy_does_not_reach_into_a_closed_week(closed, tmp_path):
    late = _close(Set()).add("policies", from_date="2021-09-01", subsidy_yuan="5.00")
    bring_in(late.write(tmp_path / "same"))
    late.add("policies", from_date="2026-11-08", subsidy_yuan="6.00")
    assert refused(late.write(tmp_path / "late")) == [
        ("counties.policy_reaches_closed_week", "policies.csv", 3, "from_date")
    ]
    bring_in(late.edit("policies", 1, from_date="2026-11-09").write(tmp_path / "next"))


class TestOrderOfEntry:
    """With ``posted`` a closing stands between documents."""

    @staticmethod
    def _posted(*order):
        """The base set with an order of entry; ``order`` lists (file, number or None for a closing)."""
        given = Set()
        given.tables = {
            name: rows for name, rows in given.tables.items() if name not in ("losses", "stocktakes", "reversals")
        }
        places = {key: str(place) for place, key in enumerate(order, start=1)}
        for name in ("openings", "receipts", "issues"):
            for row in given.tables[name]:
                row["posted"] = places.get(row["doc_no"], "")
        if "closing" in places:
            _close(given, posted=places["closing"])
        return given

    def test_a_document_after_the_closing_is_refused(self, app, tmp_path):
        given = self._posted("O1", "R1", "R2", "I1", "I2", "closing", "I3")
        assert refused(given.write(tmp_path / "set")) == [("week_closed", "issues.csv", 5, "issued_on")]

    def test_a_document_before_the_closing_is_taken(self, app, tmp_path):
        bring_in(self._posted("O1", "R1", "R2", "I3", "I1", "I2", "closing").write(tmp_path / "set"))
        assert len(held()["statements"]) == 1

    def test_the_order_decides_what_a_lot_holds(self, app, tmp_path):
        given = self._posted("O1", "I1", "R1", "R2", "I2", "I3")
        assert refused(given.write(tmp_path / "set")) == [("not_enough_stock", "issues.csv", 3, "quantity")]

    def test_rows_without_their_place_are_named(self, app, tmp_path):
        given = self._posted("O1", "R1", "R2", "I1", "I3").drop("openings", "posted")
        assert refused(given.write(tmp_path / "set")) == [
            ("posted_incomplete", "openings.csv", 1, "posted"),
            ("posted_incomplete", "issues.csv", 4, "posted"),
        ]

    def test_two_documents_cannot_share_a_place(self, app, tmp_path):
        given = self._posted("O1", "R1", "R2", "I1", "I2", "I3")
        given.edit("issues", 3, posted="4")
        assert refused(given.write(tmp_path / "set")) == [("posted_shared", "issues.csv", 5, "posted")]

    def test_rows_of_one_document_share_its_place(self, app, tmp_path):
        given = self._posted("O1", "R1", "R2", "I1", "I2", "I3").edit("issues", 1, posted="99")
        assert refused(given.write(tmp_path / "set")) == [("rows_differ", "issues.csv", 3, "posted")]

    def test_closings_may_share_a_place_but_not_with_a_document(self, app, tmp_path):
        given = self._posted("O1", "R1", "R2", "I1", "I2", "I3", "closing")
        _close(given, school="S002", posted="7")
        bring_in(given.write(tmp_path / "set"))
        assert len(held()["statements"]) == 2
        given.edit("closings", 0, posted="6")
        assert ("posted_shared", "closings.csv", 2, "posted") in refused(given.write(tmp_path / "other"))
