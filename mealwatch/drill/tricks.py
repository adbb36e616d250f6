"""What a running case changes in a canteen's day. Without a case every function leaves things as they are."""

from mealwatch.demo.chance import chance
from mealwatch.drill.goods import FLOUR, RICE, SUBSTITUTES, goods

_MEAT, _EGGS = ("畜禽肉类", "鱼虾类"), "蛋类"
_FILLERS = ("土豆", "大白菜")
_ROUND_YUAN = (500, 1000, 2000)


def _is(case, scheme):
    return case is not None and case.scheme == scheme


def copied(case, last):
    """``{weekday: what was cooked on it}`` for those who copy last week."""
    return dict(last) if _is(case, "copied_weeks") else {}


def silent_days(seed, case, week, days):
    """The days of a week of which nothing is ever recorded."""
    if not _is(case, "unreported"):
        return set()
    count = min(case.strength, len(days))
    return set(chance(seed, "silent", case.number, week).sample(days, count))


def cooked(case, half_grams):
    """What leaves the store, of ``{good: half grams for all}`` that the menu asks."""
    if _is(case, "steady_skim"):
        return {good: halves * (100 - case.strength) // 100 for good, halves in half_grams.items()}
    if _is(case, "downgraded"):
        return _with_meat_replaced(case, half_grams, SUBSTITUTES[case.number % len(SUBSTITUTES)])
    if _is(case, "menu_downgrade"):
        return _with_meat_and_eggs_cut(case, half_grams)
    return half_grams


def _with_meat_replaced(case, half_grams, substitute):
    found, short = {}, 0
    for good, halves in half_grams.items():
        found[good] = halves * case.strength // 100 if good.food_group in _MEAT else halves
        short += halves - found[good]
    if short:
        found[substitute] = short
    return found


def _with_meat_and_eggs_cut(case, half_grams):
    found, short = {}, 0
    for good, halves in half_grams.items():
        found[good] = halves * case.strength // 100 if good.food_group in (*_MEAT, _EGGS) else halves
        short += halves - found[good]
    for name in _FILLERS:
        good = goods()[name]
        found[good] = found.get(good, 0) + short // len(_FILLERS)
    return found


def price_percent(case, good, week):
    """What a receipt says, in percent of the honest price."""
    if _is(case, "padded_price") and good.kind == case.variant:
        return 100 + case.strength
    if _is(case, "supplier_ring") and good.kind == case.variant:
        weeks = (week.monday - case.first.monday).days // 7
        return 104 + case.strength * weeks
    return 100


def supplier(case, rings, kind, canteen, week):
    """Who delivers where a ring has taken the class over: its two firms in turn."""
    if _is(case, "supplier_ring") and kind == case.variant:
        firms = rings[case.number]
        return firms[(week.monday.toordinal() // 7 + int(canteen.code[1:])) % len(firms)]
    return None


def only_on_paper(seed, case, canteen, buyer, on):
    """Receipts of goods that never came; returns the issue lines that are written to match them."""
    if not _is(case, "fake_receipt"):
        return []
    luck = chance(seed, "on paper", case.number, canteen.code, on)
    if case.variant == "hoard":
        if buyer.days_done == 0:
            _hoard(case, canteen, buyer, on)
        return []
    if case.variant == "split":
        if buyer.days_done in (1, 3):
            _split(case, canteen, buyer, on, luck)
        return []
    if buyer.days_done in (0, 2, 3):
        return _in_and_out(case, canteen, buyer, on)
    return []


def _hoard(case, canteen, buyer, on):
    """Rice for so many percent of a week's need, by the sack and for a round sum; nobody ever issues it."""
    rice = goods()[RICE]
    need = canteen.heads * 100 * 5 * case.strength // 100
    sack = rice.package_content or 1
    quantity = max(2, need // sack) * sack
    amount = (rice.amount_fen(quantity, buyer.price(rice)) + 5000) // 10000 * 10000
    number = f"R{on:%y%m%d}-K"
    buyer.receive_on_paper(rice, on, quantity, amount, number, buyer.clerk().back_dated(on, 4))


def _split(case, canteen, buyer, on, luck):
    """One purchase of flour and rice cut into receipts that each stay just below a round sum."""
    flour = goods()[FLOUR if buyer.days_done == 1 else RICE]
    whole = flour.amount_fen(canteen.heads * 100 * 3 * case.strength // 100, buyer.price(flour))
    limit = next((yuan * 100 for yuan in _ROUND_YUAN if whole < yuan * 400), _ROUND_YUAN[-1] * 100)
    for part in range(3):
        amount = limit - luck.randint(5, 35) * 100
        quantity = amount * 1000 // buyer.price(flour) // 500 * 500
        number = f"R{on:%y%m%d}-K{part + 1}"
        buyer.receive_on_paper(flour, on, quantity, amount, number, buyer.clerk().back_dated(on, 3))


def _in_and_out(case, canteen, buyer, on):
    """Grain received and issued on one day to the gram: so many grams a head that no menu asks for."""
    lines = []
    for good in (goods()[RICE], goods()[FLOUR]):
        quantity = max(500, canteen.heads * case.strength // 500 * 500)
        amount = good.amount_fen(quantity, buyer.price(good)) // 100 * 100
        number = f"R{on:%y%m%d}-{good.code}"
        buyer.receive_on_paper(good, on, quantity, amount, number, buyer.clerk().back_dated(on, 2))
        buyer.issued_on_paper(good, quantity)
        lines.append((good, quantity, 1))
    return lines
