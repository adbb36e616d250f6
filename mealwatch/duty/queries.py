"""Papers of canteens and what is on record of the principal's card, as values."""

from mealwatch.audit.kept import Kept
from mealwatch.duty import models

#: What the journal keeps of the tables.
KEPT = (
    Kept("canteen_paper", models.CanteenPaper.__table__),
    Kept("card_view", models.CardView.__table__),
    Kept("card_act", models.CardAct.__table__),
)
