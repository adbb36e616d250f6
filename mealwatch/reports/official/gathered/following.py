"""What followed from cases: looks that were made, steps of the ladder, self-checks, rules.

A look-back is told of only once it was made: days that were drawn and have not come stand nowhere here.
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from mealwatch.cases.following import queries as following

#: How papers call the steps of the ladder.
LADDER = {
    "remind": "提醒谈话",
    "notice": "督办",
    "interview": "约谈",
    "circular": "通报",
    "referral": "线索移交",
    "accountability": "问责建议",
}


class Look(NamedTuple):
    """A look-back that was made: the day, whether the mending held, what was said."""

    on: date
    kept: bool
    words: str


def of_cases(county_id, found):
    """({case id: [step of the ladder in words]}, {case id: [self-check in words]}) of some Cases."""
    if not found:
        return {}, {}
    ids = [one.id for one in found]
    return _escalated(county_id, ids), _spread(county_id, ids)


def looks_of(case):
    """The [Look] that were made, by day."""
    return [Look(step.done_at.date(), step.what == "look_passed", step.words) for step in case.steps if is_look(step)]


def is_look(step):
    """Whether a step tells of a look-back: it held, or the case was opened again because it did not."""
    return step.what == "look_passed" or (step.what == "reopen" and step.reason == "not_kept")


def _escalated(county_id, case_ids):
    found = defaultdict(list)
    for one in reversed(following.escalations(county_id, case_ids=case_ids, taken_only=True)):
        found[one.case_id].append(f"{LADDER[one.step]}（{one.at.date().isoformat()}）")
    return found


def _spread(county_id, case_ids):
    return {
        case_id: [f"问{asked}所、答{answered}所、有同类问题{having}所"]
        for case_id, (asked, answered, having) in following.check_counts(county_id, case_ids).items()
    }
