"""The result as it is printed: yuan with four decimals, rounded half up from the exact value."""

from mealwatch.kernel.ratio import Ratio, fen_ratio_as_yuan

COLUMNS = (
    "school_code",
    "group_code",
    "week",
    "supply_days",
    "complete_days",
    "spend_yuan",
    "spend_person_days_yuan",
    "spend_enrolled_yuan",
    "floor_yuan",
    "gap_yuan",
    "standard_yuan",
    "standard_gap_yuan",
    "outcome",
    "complete",
    "closed",
)


def printed(figures):
    """One row of the result, as text and whole numbers by column."""
    return {
        "school_code": figures.group.school_code,
        "group_code": figures.group.group_code,
        "week": str(figures.week),
        "supply_days": figures.supply_days,
        "complete_days": figures.complete_days,
        "spend_yuan": _yuan(figures.spend),
        "spend_person_days_yuan": _yuan(figures.spend_person_days),
        "spend_enrolled_yuan": _yuan(figures.spend_enrolled),
        "floor_yuan": _yuan(Ratio(figures.floor_fen)),
        "gap_yuan": _yuan(figures.gap),
        "standard_yuan": _yuan(Ratio(figures.standard_fen)),
        "standard_gap_yuan": _yuan(figures.standard_gap),
        "outcome": figures.outcome,
        "complete": "yes" if figures.complete else "no",
        "closed": "yes" if figures.closed else "no",
    }


def _yuan(fen):
    return fen_ratio_as_yuan(fen, 4)
