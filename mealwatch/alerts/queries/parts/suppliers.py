"""Suppliers with their licences and allowances, and who sent meals this week."""

from mealwatch.acceptance import queries as acceptance
from mealwatch.alerts.domain.given import part
from mealwatch.alerts.domain.suppliers import Delivered, Licences
from mealwatch.catalogue import register
from mealwatch.stock.queries import signed


@part("licences")
def licences(county_id, given):
    """The Licences of the county."""
    return Licences(
        register.register_of(county_id),
        acceptance.allowances_of(county_id),
        [Delivered(*row) for row in signed.delivered_by(county_id, given.week.monday, given.week.sunday)],
    )


@part("people")
def people(county_id, given):
    """``{canteen id: names}`` on the papers of this week."""
    found = {}
    for one in given.part("signers").documents:
        found.setdefault(one.canteen_id, set()).update(name for name in (one.buyer, one.first, one.second) if name)
    return found
