"""Whether a step may be taken now by this person, with what they gave: everything that does not ask the database."""

from dataclasses import dataclass
from datetime import date, timedelta

from mealwatch.cases import errors
from mealwatch.cases.domain import deadlines, states

#: No notice asks for a day further ahead than that.
_FURTHEST = timedelta(days=366)
_WORDS = 1000


@dataclass(frozen=True)
class Given:
    """What goes with a step."""

    words: str = ""
    reason: str = ""
    due_on: date | None = None
    account_id: int | None = None


def check(case, action, given, today):
    """Refuse what the tables do not have, what is wanting, and one person for two. Returns the state after it.

    Raises StepNotAllowed, ReasonMissing, WordsMissing, WordsTooLong, DueInvalid, NoAccount, SamePerson, NotAnswered,
    LookMissing.
    """
    after = states.TABLE.get((case.state, action))
    if after is None:
        raise errors.StepNotAllowed
    wanted = states.ACTIONS[action]
    _given(wanted, given, today)
    if wanted.account and given.account_id is None:
        raise errors.NoAccount
    if action == "agree_close" and given.account_id == case.proposed.done_by_id:
        raise errors.SamePerson(name=case.proposed.done_by)
    if action == "ask_review" and not case.answered_now:
        raise errors.NotAnswered(field="words")
    if action == "finish":
        _finish(case, given)
    if action == "extend" and given.due_on <= case.due_on:
        raise errors.DueNotLater(field="due_on", day=case.due_on.isoformat())
    return after


def _given(wanted, given, today):
    if wanted.reasons and given.reason not in wanted.reasons:
        raise errors.ReasonMissing(field="reason")
    if wanted.words and not given.words:
        raise errors.WordsMissing(field="words")
    if len(given.words) > _WORDS:
        raise errors.WordsTooLong(field="words", most=_WORDS)
    if wanted.due and given.due_on is None:
        raise errors.DueMissing(field="due_on")
    if given.due_on is not None and not today <= given.due_on <= today + _FURTHEST:
        raise errors.DueInvalid(field="due_on")


def _finish(case, given):
    if case.looks_passed:
        return
    if case.kind == deadlines.LASTING or given.reason not in states.UNSEEN_REASONS:
        raise errors.LookMissing(field="reason")
    if not given.words:
        raise errors.WordsMissing(field="words")
