"""Changes: goods are accepted, the bureau allows a supplier whose licence ran out."""

from mealwatch.acceptance.service.accepting import Accepted, accept, asked_about, check
from mealwatch.acceptance.service.admission import admit_document, allowance_for
from mealwatch.acceptance.service.allowing import allow, decide_unknown, withdraw

__all__ = [
    "Accepted",
    "accept",
    "admit_document",
    "allow",
    "allowance_for",
    "asked_about",
    "check",
    "decide_unknown",
    "withdraw",
]
