"""What lies in a store when the records begin, counted and valued by two people."""

from datetime import timedelta

from mealwatch.demo.buying import amount_fen
from mealwatch.demo.kept import ingredient
from mealwatch.demo.term import week_of
from mealwatch.kernel.money import fen_as_yuan

_SHARES = {"大米（粳米）": 400, "大豆油": 80, "食盐": 20}  # base units for each head, rounded up to packages
_KEEPS = timedelta(days=120)


def open_store(demo, canteen, store, books):
    """Opening stock on the day before the first supply day."""
    days = demo.term.canteen_days(canteen)
    on = next(day for day in days if week_of(day) in demo.weeks) - timedelta(days=1)
    rows = []
    for name, share in _SHARES.items():
        known = ingredient(name)
        packages = -(-share * canteen.heads // known.package_content)
        quantity = packages * known.package_content
        amount = amount_fen(known, quantity, demo.market.price(canteen, known, demo.weeks[0]))
        expires_on = on + _KEEPS if known.shelf_days else None
        store.receive(known.code, on, quantity, amount, expires_on)
        rows.append(
            {
                "canteen_code": canteen.code,
                "doc_no": "O1",
                "opened_on": on.isoformat(),
                "ingredient_code": known.code,
                "quantity": packages,
                "unit": "package",
                "amount_yuan": fen_as_yuan(amount),
                "expires_on": expires_on.isoformat() if expires_on else "",
                "counted_by": canteen.school.people["counted_by"],
                "witnessed_by": canteen.school.people["witnessed_by"],
            }
        )
    books.enter(f"{on}T15:00", "openings", rows)
