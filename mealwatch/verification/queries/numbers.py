"""The county's order of entry: documents, reversals and statements carry 1 to the last number, each once."""

from mealwatch.audit import entries as journal
from mealwatch.spend.queries import told as spend
from mealwatch.stock.queries import told as stock
from mealwatch.verification import errors


def check_numbers(county):
    """Raises NumbersDiffer where the head has given out more or fewer numbers than there are records."""
    counted = [stock.numbers(county.id), spend.numbers(county.id)]
    count, highest = sum(one[0] for one in counted), max(one[1] for one in counted)
    stored = journal.whole_head(county.id).posted
    if not count == highest == stored:
        raise errors.NumbersDiffer(county=county.code, stored=stored, count=count, highest=highest)
