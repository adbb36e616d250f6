"""What the journal keeps of the tables of cases, row by row."""

from mealwatch.audit.kept import Kept
from mealwatch.cases import models

KEPT = (
    Kept("case", models.CaseHead.__table__),
    Kept("case_step", models.CaseStep.__table__),
    Kept("case_deputy", models.CaseDeputy.__table__),
)
