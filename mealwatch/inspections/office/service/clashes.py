"""Deciding which of several records of one stop counts for an item. Both records stay as they were deposited."""

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.inspections import queries as visited
from mealwatch.inspections.domain.merging import UNCHECKED
from mealwatch.inspections.domain.records import LOST
from mealwatch.inspections.office import errors, models, queries
from mealwatch.inspections.office.domain import following
from mealwatch.inspections.office.service import findings
from mealwatch.kernel import checks
from mealwatch.storage.keys import next_id


def decide(county_id, visit_id, code, *, reason, by, now):
    """For an item, what this record says counts; where it lost no points, the findings of the others are set aside.

    Raises NoClash where the records of the stop do not differ about it.
    """
    audit.lock(county_id)
    checks.refuse(checks.text("reason", reason, most=500))
    chosen = visited.visit(county_id, visit_id)
    records = [chosen] if chosen.stop_id is None else visited.visits_of_stop(county_id, chosen.stop_id)
    said = {one.answers.get(code, UNCHECKED) for one in records} - {UNCHECKED}
    if len(said) < 2 or chosen.answers.get(code, UNCHECKED) == UNCHECKED:
        raise errors.NoClash
    row = {
        "county_id": county_id,
        "id": next_id(models.ClashDecision, county_id),
        "visit_id": visit_id,
        "code": code,
        "reason": reason.strip(),
        "decided_at": now,
        "decided_by": by.name,
        "decided_by_id": by.account_id,
    }
    audited.put(
        county_id,
        models.ClashDecision,
        [row],
        {},
        subject="clash_decision",
        key_of=lambda row: str(row["id"]),
        by=by,
        now=now,
    )
    others = [one.id for one in records if one.id != visit_id]
    for one in queries.findings(county_id, visit_ids=others, codes=[code], twins=True):
        if chosen.answers[code] not in LOST and one.state in following.PENDING:
            findings.set_aside(county_id, one.finding.id, words=reason, by=by, now=now)
