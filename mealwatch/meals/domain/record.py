"""What the journal holds of a meal record: every stored column beside its key."""

from mealwatch.audit.chain import plain


def body(row):
    """The journal body of one version, from its row as a dict."""
    return {
        "version": row["version"],
        "school_id": row["school_id"],
        "served": [row["beneficiaries"], row["other_pupils"], row["staff"]],
        "reason": row["reason"],
        "entered_at": plain(row["entered_at"]),
        "entered_by": row["entered_by"],
        "imported": row["imported"],
    }


def key(school_code, group_code, dated_on, meal):
    """By which the journal names it: ``S001/G16/2026-11-02/lunch``."""
    return f"{school_code}/{group_code}/{dated_on.isoformat()}/{meal}"


def number(dated_on, meal):
    """By which one of a group's records is named: ``2026-11-02/lunch``."""
    return f"{dated_on.isoformat()}/{meal}"
