"""Every kind of paper, by its code."""

from mealwatch.reports.official import errors
from mealwatch.reports.official.drafting import (
    briefing,
    interview,
    ladder,
    ledger,
    monthly,
    notice,
    programme,
    report,
    rounds,
    visit,
)

KINDS = {
    one.code: one
    for one in (
        briefing.KIND,
        monthly.KIND,
        programme.KIND,
        ledger.KIND,
        report.KIND,
        notice.KIND,
        interview.NOTICE,
        interview.RECORD,
        ladder.KIND,
        visit.KIND,
        rounds.KIND,
    )
}


def kind(code):
    """A Kind. Raises NoPaper."""
    try:
        return KINDS[code]
    except KeyError:
        raise errors.NoPaper(value=code) from None
