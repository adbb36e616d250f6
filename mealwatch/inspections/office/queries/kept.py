"""What the journal keeps of the office's tables, row by row."""

from mealwatch.audit.kept import Kept
from mealwatch.inspections.office import models

KEPT = (
    Kept("finding_step", models.FindingStep.__table__),
    Kept("difference_step", models.DifferenceStep.__table__),
    Kept("clash_decision", models.ClashDecision.__table__),
)
