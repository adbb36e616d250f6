"""Visits for reading, set-based: whatever the number of schools, each of these asks a fixed number of times."""

from mealwatch.inspections.queries.found import differences, findings, get_finding, measurements, rechecks_of
from mealwatch.inspections.queries.kept import KEPT
from mealwatch.inspections.queries.packed import find_pack, packs_of
from mealwatch.inspections.queries.visits import (
    amendments_of,
    find_visit_of_deposit,
    last_visits,
    visit,
    visits,
    visits_of_stop,
    with_company,
)

__all__ = [
    "KEPT",
    "amendments_of",
    "differences",
    "find_pack",
    "find_visit_of_deposit",
    "findings",
    "get_finding",
    "last_visits",
    "measurements",
    "packs_of",
    "rechecks_of",
    "visit",
    "visits",
    "visits_of_stop",
    "with_company",
]
