"""What the records say about items of the list, before anybody has looked: a suggestion, a sentence, rows.

Each rule is a function of its facts alone. It says what is missing; what is not on record never passes in silence,
and then nothing is suggested. The inspector decides.
"""

from mealwatch.inspections.domain.prefill.documents import issues_signed, receipts_complete, separation
from mealwatch.inspections.domain.prefill.food import accompanied, nutrition_animal, nutrition_vegetables
from mealwatch.inspections.domain.prefill.money import enrolled_served, unit_prices, weekly_spend
from mealwatch.inspections.domain.prefill.papers import findings_closed, health_certificates, licence, suppliers

#: Rules by the names that lists know them by; each takes Facts.
RULES = {
    "findings_closed": findings_closed,
    "licence": licence,
    "health_certificates": health_certificates,
    "suppliers": suppliers,
    "separation": separation,
    "receipts_complete": receipts_complete,
    "issues_signed": issues_signed,
    "nutrition_animal": nutrition_animal,
    "nutrition_vegetables": nutrition_vegetables,
    "accompanied": accompanied,
    "unit_prices": unit_prices,
    "weekly_spend": weekly_spend,
    "enrolled_served": enrolled_served,
}
