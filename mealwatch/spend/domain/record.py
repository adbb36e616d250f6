"""What the journal holds of a closed week: a digest over every stored column, and its locks in the clear.

The locks go when the week is reopened; what is left must still fit.
"""

from mealwatch.audit.chain import canonical, digest, plain
from mealwatch.spend.domain.facts import frozen

STATEMENT = (
    "school_id",
    "version",
    "posted",
    "closed_how",
    "closed_at",
    "closed_by",
    "policy_version",
    "deciding",
    "tolerance_fen",
    "missing",
    "journal_seq",
    "journal_hash",
)
GROUP = (
    "group_id",
    "supply_days",
    "complete_days",
    "spend",
    "spend_person_days",
    "spend_enrolled",
    "floor_fen",
    "standard_fen",
    "outcome",
    "complete",
    "facts",
)
LOCK = ("canteen_id", "fed_days", "supply_days")


def group_row(figures):
    """The stored columns of a group's figures, with the facts that they were worked out from."""
    return {
        "group_id": figures.group.group_id,
        "supply_days": figures.supply_days,
        "complete_days": figures.complete_days,
        "spend": str(figures.spend),
        "spend_person_days": str(figures.spend_person_days),
        "spend_enrolled": str(figures.spend_enrolled),
        "floor_fen": figures.floor_fen,
        "standard_fen": figures.standard_fen,
        "outcome": figures.outcome,
        "complete": figures.complete,
        "facts": canonical(frozen(figures.supply, figures.meals)),
    }


def closed(statement, groups, locks):
    """The journal body of a closing: its rows as dicts, groups by id, locks by canteen."""
    return {
        "version": statement["version"],
        "digest": digest(
            [
                plain(statement["monday"]),
                _values(statement, STATEMENT),
                [_values(row, GROUP) for row in groups],
            ]
        ),
        "locks": [_values(row, LOCK) for row in locks],
    }


def asked(row):
    """The journal body of a request to reopen."""
    return {
        "version": row["version"],
        "reason": row["reason"],
        "asked_by": row["asked_by"],
        "asked_by_id": row["asked_by_id"],
        "asked_at": plain(row["asked_at"]),
    }


def agreed(row):
    """The journal body of the agreement to reopen."""
    return {
        "version": row["version"],
        "agreed_by": row["agreed_by"],
        "agreed_by_id": row["agreed_by_id"],
        "agreed_at": plain(row["agreed_at"]),
    }


def key(school_code, week):
    """By which the journal names a closed week: ``S001/2026-W45``."""
    return f"{school_code}/{week}"


def _values(row, names):
    return [plain(row[name]) for name in names]
