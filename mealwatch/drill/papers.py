"""The rows of the exchange format, filled in as a canteen's people would."""

from mealwatch.kernel.money import fen_as_yuan


def printed(good, quantity, *, jin=False):
    """A quantity of base units as the paper has it: ``(number, unit)``."""
    if good.base_unit == "piece":
        return str(quantity), "piece"
    if jin and good.base_unit == "g" and quantity % 50 == 0:
        return _decimal(quantity * 2), "jin"
    return _decimal(quantity), "L" if good.base_unit == "ml" else "kg"


def receipt_row(canteen, number, on, good, quantity, amount_fen, supplier, produced_on, expires_on):
    people = canteen.school.people
    if good.package_content and quantity % good.package_content == 0:
        shown, unit = str(quantity // good.package_content), "package"
    else:
        shown, unit = printed(good, quantity, jin=canteen.heads % 2 == 0)
    return {
        "canteen_code": canteen.code,
        "doc_no": number,
        "received_on": on.isoformat(),
        "ingredient_code": good.code,
        "quantity": shown,
        "unit": unit,
        "amount_yuan": fen_as_yuan(amount_fen),
        "supplier_code": supplier,
        "batch_no": f"{supplier}-{produced_on:%y%m%d}",
        "produced_on": produced_on.isoformat(),
        "expires_on": expires_on.isoformat() if expires_on else "",
        "buyer": people["buyer"],
        "acceptor_1": people["acceptor_1"],
        "acceptor_2": people["acceptor_2"],
    }


def issue_row(canteen, number, on, good, quantity, use_days):
    people = canteen.school.people
    shown, unit = printed(good, quantity)
    if use_days > 1:
        shown, unit = str(quantity // good.package_content), "package"
    return {
        "canteen_code": canteen.code,
        "doc_no": number,
        "issued_on": on.isoformat(),
        "meal": "lunch",
        "ingredient_code": good.code,
        "quantity": shown,
        "unit": unit,
        "use_days": use_days if use_days > 1 else "",
        "storekeeper": people["storekeeper"],
        "collector": people["collector"],
    }


def loss_row(canteen, number, on, good, quantity, reason):
    shown, unit = printed(good, quantity)
    return {
        "canteen_code": canteen.code,
        "doc_no": number,
        "lost_on": on.isoformat(),
        "ingredient_code": good.code,
        "quantity": shown,
        "unit": unit,
        "reason": reason,
        "approved_by": canteen.school.people["principal"],
    }


def count_row(canteen, number, on, good, counted):
    shown, unit = printed(good, counted)
    people = canteen.school.people
    return {
        "canteen_code": canteen.code,
        "doc_no": number,
        "counted_on": on.isoformat(),
        "ingredient_code": good.code,
        "counted_quantity": shown,
        "unit": unit,
        "reason": "月末盘点",
        "counted_by": people["counted_by"],
        "witnessed_by": people["witnessed_by"],
    }


def reversal_row(canteen, kind, number, on, reason):
    return {
        "canteen_code": canteen.code,
        "doc_kind": kind,
        "doc_no": number,
        "reversed_on": on.isoformat(),
        "reason": reason,
        "reversed_by": canteen.school.people["storekeeper"],
    }


def meal_row(group, on, recorded):
    served, others, staff = recorded
    return {
        "school_code": group.school,
        "group_code": group.code,
        "date": on.isoformat(),
        "meal": "lunch",
        "beneficiaries_served": served,
        "other_pupils_served": others,
        "staff_served": staff,
    }


def delivery_row(canteen, on, portions, amount_fen, food_fen, supplier):
    people = canteen.school.people
    return {
        "canteen_code": canteen.code,
        "doc_no": f"D{on:%y%m%d}",
        "delivered_on": on.isoformat(),
        "meal": "lunch",
        "portions": portions,
        "amount_yuan": fen_as_yuan(amount_fen),
        "food_cost_yuan": fen_as_yuan(food_fen),
        "supplier_code": supplier,
        "acceptor_1": people["acceptor_1"],
        "acceptor_2": people["acceptor_2"],
    }


def _decimal(thousandths):
    """Thousandths as a plain decimal: 12500 gives ``12.5``."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)
