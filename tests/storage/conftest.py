"""A county in which every append-only table holds a row, so that every guard has something to guard."""

from datetime import date

import pytest
from sqlalchemy import Boolean, Date, insert

from mealwatch.extensions import db
from mealwatch.menus import service as menus
from mealwatch.menus.domain.menu import Row
from mealwatch.storage.metadata import metadata
from mealwatch.storage.transaction import in_transaction
from tests.support.kitchen import *  # noqa: F403
from tests.support.kitchen import FRI, MON, NEXT_MON, NOW, TUE, WED

#: Rows of these are put in as they are, parents first: what they mean is tested with their features.
AS_THEY_ARE = (
    "accounts",
    "statements",
    "statement_groups",
    "reopening_requests",
    "reopenings",
    "signatures",
    "card_views",
    "card_acts",
    "week_notes",
    "daily_records",
    "check_lists",
    "school_classes",
    "class_links",
    "class_heads",
    "issue_copies",
    "attachments",
    "school_attachments",
    "refusals",
    "price_lists",
    "price_list_rows",
    "messages",
    "message_reads",
    "message_channels",
    "message_sendings",
    "job_runs",
    "typed_times",
    "acceptance_slips",
    "acceptances",
    "orders",
    "order_lines",
    "order_deliveries",
    "menu_publications",
    "corrections",
    "document_photos",
    "deposits",
    "deposit_conflicts",
    "deposit_receipts",
    "deposit_attachments",
    "evidence_files",
    "device_looks",
    "checklists",
    "checklist_versions",
    "rounds",
    "round_seals",
    "round_draws",
    "round_events",
    "packs",
    "visits",
    "visit_findings",
    "finding_rechecks",
    "measurements",
    "visit_amendments",
    "finding_steps",
    "difference_steps",
    "clash_decisions",
    "alerts",
    "alert_versions",
    "alert_steps",
    "alert_runs",
    "rule_settings",
    "cases",
    "case_steps",
    "field_draws",
    "field_slates",
    "field_steps",
    "self_checks",
    "self_check_schools",
    "self_check_replies",
    "escalations",
    "escalation_records",
    "official_papers",
)


@pytest.fixture
def filled(both):
    """The kitchen with documents of every kind, a reversal, meals, a menu and a statement; its week is open."""
    line = both.line("opening", "rice", 5000, 2500, counted_by="甲", witnessed_by="乙")
    both.post(both.document("opening", "O1", MON, line))
    both.receive("R1", MON, 1000, 500, expires_on=FRI)
    both.issue("I1", TUE, 1200)
    both.issue("I2", TUE, 100)
    both.deliver("D1", TUE, 9000)
    both.lose("L1", WED, 50)
    both.count("T1", WED, 4000)
    both.reverse("issue", "I2", WED)
    both.serve(TUE, 118)
    both.serve(TUE, 119, reason="数错")
    rows = [Row("米饭", both.ingredients["rice"], 120000)]
    both.do(menus.plan, both.canteens["C001"], TUE, "lunch", rows)
    both.do(menus.plan, both.canteens["C001"], TUE, "lunch", [], reason="停供")
    in_transaction(lambda: [put_any_row(both.county_id, name) for name in AS_THEY_ARE])
    return both


def put_any_row(county_id, name):
    """A row of any values, with 1 for every key."""
    table = metadata().tables[name]
    values = {column.name: any_value(column) for column in table.c}
    db.session.execute(insert(table).values(values | {"county_id": county_id}))


def any_value(column):
    if column.nullable:
        return None
    if column.name == "monday":
        return NEXT_MON
    if isinstance(column.type, Date):
        return date(2026, 11, 2)
    if isinstance(column.type, Boolean):
        return True
    if column.type.python_type is int:
        return 1
    if column.type.python_type is bytes:
        return b"x"
    if column.name.endswith("_at"):
        return NOW
    return "x"
