"""One meal's pot, line by line: what was issued to it, and the shares of packages used over several days."""

from typing import NamedTuple

from mealwatch.counties import queries as counties
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.spreads import REACH, parts_within, tiers_that_reach
from mealwatch.stock.queries import issued
from mealwatch.stock.queries import pots as stock


class PotLine(NamedTuple):
    """An issue line and what of it fell on this meal (the whole, where it is used on one day)."""

    line: object
    cost_fen: int
    quantity: int
    draws: list

    @property
    def spread(self):
        return self.line.use_days > 1


class Pot(NamedTuple):
    lines: list
    deliveries: list

    @property
    def cost_fen(self):
        """All that went in, delivery notes with their declared food cost or whole amount."""
        delivered = sum(
            note.amount_fen if note.food_cost_fen is None else note.food_cost_fen for note in self.deliveries
        )
        return sum(line.cost_fen for line in self.lines) + delivered


def pot_of(county_id, canteen_id, on, meal):
    """The Pot of a canteen's meal."""
    locks = counties.locks_of(county_id, [canteen_id], first=on - REACH)
    plan = schools.canteen_supply_days(county_id, canteen_id, on - REACH, on + REACH, locks)
    since = min(since for _, since in tiers_that_reach([plan], on, on))
    shares = {}
    for place in stock.issued_lines(county_id, since, on, [canteen_id]):
        _, issued_on, at_meal, document_id, line_no, _, quantity, use_days, cost_fen = place
        if at_meal != meal or (use_days == 1 and issued_on != on):
            continue
        cost = _share(cost_fen, use_days, issued_on, plan, on)
        amount = _share(quantity, use_days, issued_on, plan, on)
        if cost is not None:
            shares[document_id, line_no] = (cost, amount or 0)
    draws = issued.draws_with_lots(county_id, {document_id for document_id, _ in shares}) if shares else {}
    lines = [
        PotLine(line, *shares[key], draws.get(key, []))
        for line in issued.issue_lines(county_id, shares)
        for key in [(line.document_id, line.line_no)]
    ]
    return Pot(lines, issued.delivery_notes(county_id, canteen_id, on, meal))


def _share(amount, use_days, issued_on, plan, on):
    if use_days == 1:
        return amount
    parts = parts_within(amount, use_days, issued_on, plan, on, on)
    return parts[0][1] if parts else None
