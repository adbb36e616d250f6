"""The end of a day in the store: expired and broken goods are written off, once a month everything is counted."""

from mealwatch.catalogue.known import known_ingredients
from mealwatch.demo.buying import printed
from mealwatch.demo.chance import chance
from mealwatch.demo.kept import ingredient

_EGGS = "鸡蛋"
_COUNTED = {
    "大米（粳米）": (-4, 2),
    "鸡蛋": (-6, 0),
    "土豆": (-15, 5),
    "面粉（标准粉）": (-6, 3),
    "大豆油": (0, 0),
    "食盐": (0, 0),
}
_STOCKTAKE_MONTHS = (9, 10)


def end_of_day(demo, canteen, store, books, on):
    _write_off(demo, canteen, store, books, on)
    days = [day for day in demo.term.canteen_days(canteen) if (day.year, day.month) == (on.year, on.month)]
    if on.month in _STOCKTAKE_MONTHS and on == days[-1]:
        _count(demo, canteen, store, books, on)


def _write_off(demo, canteen, store, books, on):
    """A loss for what is past its date, another for the eggs that broke."""
    past = store.expired(on)
    if past:
        books.enter(f"{on}T14:30", "losses", [_loss(canteen, store, on, code, past[code], "过期") for code in past])
    luck, eggs = chance(demo.seed, "broken", canteen.code, on), ingredient(_EGGS)
    broken = luck.randint(1, 4)
    if luck.randint(1, 15) == 1 and store.book(eggs.code, on) > 20:
        books.enter(f"{on}T14:35", "losses", [_loss(canteen, store, on, eggs.code, broken, "破损")])


def _loss(canteen, store, on, code, quantity, reason):
    store.draw(code, on, quantity, expired_too=True)
    number, unit = printed(known_ingredients()[code], quantity)
    return {
        "canteen_code": canteen.code,
        "doc_no": f"L{on:%y%m%d}-{'1' if reason == '过期' else '2'}",
        "lost_on": on.isoformat(),
        "ingredient_code": code,
        "quantity": number,
        "unit": unit,
        "reason": reason,
        "approved_by": canteen.school.people["principal"],
    }


def _count(demo, canteen, store, books, on):
    """The monthly stocktake: small differences in what is weighed and counted."""
    rows = []
    for name, (least, most) in _COUNTED.items():
        known = ingredient(name)
        book = store.book(known.code, on)
        if not book:
            continue
        per_mille = chance(demo.seed, "count", canteen.code, known.code, on).randint(least, most)
        difference = book * per_mille // 1000
        if known.base_unit == "g":
            difference = difference // 10 * 10
        number, unit = printed(known, store.count(known.code, on, difference))
        rows.append(
            {
                "canteen_code": canteen.code,
                "doc_no": f"T{on:%y%m%d}",
                "counted_on": on.isoformat(),
                "ingredient_code": known.code,
                "counted_quantity": number,
                "unit": unit,
                "reason": "月末盘点",
                "counted_by": canteen.school.people["counted_by"],
                "witnessed_by": canteen.school.people["witnessed_by"],
            }
        )
    if rows:
        books.enter(f"{on}T14:40", "stocktakes", rows)
