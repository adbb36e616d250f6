"""Cases for reading."""

from mealwatch.cases.queries.cases import (
    case,
    cases,
    find_request,
    highest_no,
    of_source,
    of_sources,
    waiting_for,
)
from mealwatch.cases.queries.deputies import deputies_of, find_deputy, stands_in
from mealwatch.cases.queries.kept import KEPT

__all__ = [
    "KEPT",
    "case",
    "cases",
    "deputies_of",
    "find_deputy",
    "find_request",
    "highest_no",
    "of_source",
    "of_sources",
    "stands_in",
    "waiting_for",
]
