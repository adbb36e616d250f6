"""What a person says of a difference: confirmed, with a proposal to the canteen's record; or explained.

Nothing posted is ever changed from here: the canteen posts a document of its own, or declines with a reason.
"""

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.inspections.office import errors, models, queries
from mealwatch.inspections.office.domain import following
from mealwatch.kernel import checks


def confirm(county_id, difference_id, *, words, by, now):
    """A person of the office has looked into it and the difference stands."""
    _step(county_id, difference_id, "confirm", words, by, now)


def explain(county_id, difference_id, *, words, by, now):
    """A person of the office has looked into it and there is a reason, as the words say."""
    _step(county_id, difference_id, "explain", words, by, now)


def decline(county_id, difference_id, *, words, by, now):
    """The canteen does not take the proposal up, as the words say. Raises NotProposed."""
    known = queries.get_difference(county_id, difference_id)
    if not known.proposed:
        raise errors.NotProposed
    _step(county_id, difference_id, "decline", words, by, now)


def _step(county_id, difference_id, what, words, by, now):
    audit.lock(county_id)
    known = queries.get_difference(county_id, difference_id)
    following.moved(following.DIFFERENCES, known.state, what)
    if known.posted:
        raise errors.NotProposed
    checks.refuse(checks.text("words", words, most=500))
    row = {
        "county_id": county_id,
        "difference_id": difference_id,
        "number": len(known.steps) + 1,
        "what": what,
        "words": words.strip(),
        "done_at": now,
        "done_by": by.name,
        "done_by_id": by.account_id,
    }
    key = f"{difference_id}/{row['number']}"
    audited.put(
        county_id, models.DifferenceStep, [row], {}, subject="difference_step", key_of=lambda _row: key, by=by, now=now
    )
