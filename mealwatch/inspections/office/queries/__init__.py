"""Findings and differences for reading, with what people did about them."""

from mealwatch.inspections.office.queries.following import (
    decisions_of,
    differences,
    findings,
    get_difference,
    get_finding,
    proposals,
)
from mealwatch.inspections.office.queries.kept import KEPT

__all__ = ["KEPT", "decisions_of", "differences", "findings", "get_difference", "get_finding", "proposals"]
