"""Changes to the ledger. Each leaves the session flushed, not committed."""

from mealwatch.stock.service.correcting import correct
from mealwatch.stock.service.entering import enter
from mealwatch.stock.service.photographing import photograph
from mealwatch.stock.service.posting import post
from mealwatch.stock.service.reversing import reverse

__all__ = ["correct", "enter", "photograph", "post", "reverse"]
