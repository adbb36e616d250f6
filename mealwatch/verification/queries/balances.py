"""The store, done again shelf by shelf: what every lot holds and cost, and what every stocktake found."""

from mealwatch.stock.domain.replay import wrong
from mealwatch.stock.queries import told
from mealwatch.stock.queries.shelves import shelves
from mealwatch.verification import errors


def check_balances(county):
    """Raises DoesNotAddUp for the first lot, draw or count of a shelf that the replay makes otherwise."""
    for shelf in shelves(county.id):
        fault = wrong(shelf.lots, shelf.draws, shelf.counts)
        if fault:
            raise errors.DoesNotAddUp(
                county=county.code,
                record=f"{told.name_of(county.id, fault.document_id)} #{fault.line_no}",
                column=fault.column,
                stored=fault.stored,
                computed=fault.computed,
            )
