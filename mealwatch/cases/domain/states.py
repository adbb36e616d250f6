"""The states of a case and what may be done in each, as tables.

The school can only ask for review. A case ends by two people of the bureau and by a look-back: the second of them
takes it to 回头看, and 销号 follows from there.
"""

from dataclasses import dataclass

DRAFTED, ISSUED, RECTIFYING, REVIEW, PROPOSED = "drafted", "issued", "rectifying", "review", "proposed"
WATCHING, CLOSED, RETURNED, REOPENED, WITHDRAWN = "watching", "closed", "returned", "reopened", "withdrawn"
STATES = (DRAFTED, ISSUED, RECTIFYING, RETURNED, REVIEW, PROPOSED, WATCHING, CLOSED, REOPENED, WITHDRAWN)
#: The school has to do something now.
SCHOOLS_TURN = (ISSUED, REOPENED, RECTIFYING, RETURNED)
#: The bureau has to do something now.
BUREAUS_TURN = (DRAFTED, REVIEW, PROPOSED)
#: Not at its end; while it is watched, the school has done its part.
OPEN = (*SCHOOLS_TURN, *BUREAUS_TURN, WATCHING)
#: What counts as mended in figures of a period: seen to be so by two people.
MENDED = (WATCHING, CLOSED)
#: What a school never gets to see.
HIDDEN = (DRAFTED,)

TABLE = {
    (DRAFTED, "reword"): DRAFTED,
    (DRAFTED, "issue"): ISSUED,
    (DRAFTED, "withdraw"): WITHDRAWN,
    (DRAFTED, "note"): DRAFTED,
    (ISSUED, "sign"): RECTIFYING,
    (ISSUED, "withdraw"): WITHDRAWN,
    (ISSUED, "extend"): ISSUED,
    (ISSUED, "note"): ISSUED,
    (RECTIFYING, "answer"): RECTIFYING,
    (RECTIFYING, "ask_review"): REVIEW,
    (RECTIFYING, "extend"): RECTIFYING,
    (RECTIFYING, "note"): RECTIFYING,
    (RETURNED, "answer"): RETURNED,
    (RETURNED, "ask_review"): REVIEW,
    (RETURNED, "extend"): RETURNED,
    (RETURNED, "note"): RETURNED,
    (REVIEW, "propose_close"): PROPOSED,
    (REVIEW, "send_back"): RETURNED,
    (REVIEW, "note"): REVIEW,
    (PROPOSED, "agree_close"): WATCHING,
    (PROPOSED, "decline_close"): REVIEW,
    (PROPOSED, "send_back"): RETURNED,
    (PROPOSED, "note"): PROPOSED,
    (WATCHING, "look_passed"): WATCHING,
    (WATCHING, "finish"): CLOSED,
    (WATCHING, "reopen"): REOPENED,
    (WATCHING, "superior_return"): RETURNED,
    (WATCHING, "note"): WATCHING,
    (CLOSED, "reopen"): REOPENED,
    (CLOSED, "superior_return"): RETURNED,
    (CLOSED, "note"): CLOSED,
    (REOPENED, "sign"): RECTIFYING,
    (REOPENED, "extend"): REOPENED,
    (REOPENED, "note"): REOPENED,
}

BUREAU, SCHOOL, SUPERIOR = "handle_cases", "answer_case", "return_case"
#: The service itself, when a look-back was made.
LOOK = "look"


@dataclass(frozen=True)
class Action:
    """``who``: the right that it takes. ``words``, ``due``: whether they must be given; ``reasons``: its list.

    ``account``: it must be done by a person with an account, whose id is held against the other's.
    """

    who: str
    words: bool = False
    reasons: tuple[str, ...] = ()
    due: bool = False
    account: bool = False


CLOSE_REASONS = ("seen", "papers", "kept_up", "no_problem", "other")
ACTIONS = {
    "reword": Action(BUREAU),
    "issue": Action(BUREAU),
    "withdraw": Action(BUREAU, words=True, reasons=("mistaken", "twice", "elsewhere", "other")),
    "note": Action(BUREAU, words=True),
    "sign": Action(SCHOOL, account=True),
    "answer": Action(SCHOOL, words=True),
    "ask_review": Action(SCHOOL),
    "extend": Action(BUREAU, words=True, reasons=("works", "buying", "holiday", "weather", "other"), due=True),
    "send_back": Action(BUREAU, words=True, reasons=("not_mended", "evidence", "new_problem", "other"), due=True),
    "propose_close": Action(BUREAU, words=True, reasons=CLOSE_REASONS, account=True),
    "agree_close": Action(BUREAU, words=True, account=True),
    "decline_close": Action(BUREAU, words=True, account=True),
    "look_passed": Action(LOOK),
    "finish": Action(LOOK),
    "reopen": Action(BUREAU, words=True, reasons=("not_kept", "again", "reported", "other"), due=True),
    "superior_return": Action(
        SUPERIOR, words=True, reasons=("evidence", "not_mended", "procedure", "other"), due=True, account=True
    ),
}
#: Why a case ends though no look-back could be made; never for what must be kept up.
UNSEEN_REASONS = ("school_gone", "canteen_gone", "thing_gone")


def allowed(state):
    """The actions that a state takes, in the order of ACTIONS."""
    return tuple(action for action in ACTIONS if (state, action) in TABLE)
