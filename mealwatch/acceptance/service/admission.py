"""Whether goods of a supplier may come in on a day."""

from mealwatch.acceptance import queries
from mealwatch.acceptance.domain import licences
from mealwatch.catalogue import queries as catalogue
from mealwatch.kernel.errors import Problem


def allowance_for(county_id, canteen_id, supplier, on):
    """The Allowance under which a supplier (None: one not on the list) delivers, or None where none is needed.

    Raises LicenceExpired, LicenceUnknown.
    """
    allowances = queries.allowances_of(county_id, [supplier.id]) if supplier else ()
    return licences.admit(supplier, canteen_id, on, allowances, queries.unknown_licence_rule(county_id, on))


def admit_document(county_id, document):
    """Refuse a receipt with goods of a supplier whose licence stops them; asked by stock before it posts.

    A line without a supplier comes in: what stands on a page is asked for the seller there, and older books have none.
    """
    if document.kind != "receipt":
        return
    wanted = {line.supplier_id for line in document.lines} - {None}
    for supplier in catalogue.suppliers_of(county_id) if wanted else ():
        if supplier.id not in wanted:
            continue
        try:
            allowance_for(county_id, document.canteen_id, supplier, document.dated_on)
        except Problem as problem:
            heads = len(wanted) == 1
            place = next(k for k, line in enumerate(document.lines) if line.supplier_id == supplier.id)
            problem.field = "supplier_code" if heads else f"lines.{place}.supplier_code"
            raise
