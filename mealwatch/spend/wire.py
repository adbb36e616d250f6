"""Figures, pots and statements as the API sends them: plain values that the schemas dump."""

from datetime import date

from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.ratio import fen_ratio_as_yuan
from mealwatch.spend.domain.result import printed
from mealwatch.spend.domain.sentence import explain


class Codes:
    """Codes and names by id, for everything that the wire names."""

    def __init__(self, *, schools=(), groups=(), rows=None, canteens=(), ingredients=(), suppliers=()):
        self.schools = {one.id: one for one in schools}
        self.groups = {one.id: one for one in groups}
        self.rows = rows or {}
        self.canteens = {one.id: one for one in canteens}
        self.ingredients = {one.id: one for one in ingredients}
        self.suppliers = {one.id: one for one in suppliers}

    def group(self, group_id):
        """``(school code, group code)``."""
        group = self.groups[group_id]
        return self.schools[group.school_id].code, group.code

    def supplier(self, supplier_id):
        return None if supplier_id is None else self.suppliers[supplier_id].code


def result(figures, codes):
    """A pupil group's week as ResultSchema dumps it; ``codes`` names the groups that are missing."""
    return printed(figures) | {
        "state": figures.state,
        "deciding": figures.deciding,
        "policy_version": figures.policy_version,
        "statement_version": figures.version,
        "spend_exact_fen": str(figures.spend),
        "spend_person_days_exact_fen": str(figures.spend_person_days),
        "spend_enrolled_exact_fen": str(figures.spend_enrolled),
        "missing": [_missing(*codes.group(one.group_id), one.on, one.meal, one.what) for one in figures.missing],
    }


def group_week(figures, codes, label, language, causes=None):
    """A pupil group's week with its days, as GroupWeekSchema dumps it."""
    row = codes.rows.get(figures.group.group_id)
    told = result(figures, codes) | {
        "name": row.name if row else figures.group.group_code,
        "sentence": explain(figures, label, language),
        "days": [
            {
                "date": day.on,
                "subsidy_yuan": day.subsidy_fen,
                "complete": day.complete,
                "meals": [_meal(meal, codes) for meal in day.meals],
            }
            for day in figures.days
        ],
    }
    if causes is not None:
        parts = {name: _fraction(value) for name, value in causes.parts.items()}
        told["causes"] = {
            "total_exact_fen": _fraction(causes.total),
            "parts_exact_fen": parts,
            "unpriced": list(causes.unknown),
        }
    return told


def _meal(meal, codes):
    pot = meal.pot
    own, others, staff = meal.record or (None, None, None)
    return {
        "meal": pot.meal,
        "canteen_code": codes.canteens[pot.canteen_id].code,
        "pot_yuan": pot.fen,
        "eaters": pot.eaters,
        "unit_price_yuan": fen_ratio_as_yuan(pot.price, 4),
        "unit_price_exact_fen": str(pot.price),
        "verified": pot.verified,
        "counts": meal.counts,
        "complete": meal.complete,
        "top_up_yuan": meal.top_up_fen,
        "beneficiaries_enrolled": meal.enrolled,
        "other_pupils_enrolled": meal.others_enrolled,
        "beneficiaries_served": own,
        "other_pupils_served": others,
        "staff_served": staff,
        "silent": ["/".join(codes.group(group_id)) for group_id in pot.silent],
    }


def pot(ground, codes):
    """One pot down to its lots, as PotSchema dumps it."""
    return {
        "canteen_code": codes.canteens[ground.canteen_id].code,
        "date": ground.on,
        "meal": ground.meal,
        "cost_yuan": fen_as_yuan(ground.cost_fen),
        "eaters": ground.eaters,
        "lines": [_line(part, codes) for part in ground.parts],
        "deliveries": [
            {
                "doc_no": note["doc_no"],
                "portions": note["portions"],
                "amount_yuan": note["amount_fen"],
                "food_cost_yuan": note["food_cost_fen"],
                "supplier_code": codes.supplier(note["supplier_id"]),
            }
            for note in ground.deliveries
        ],
        "heads": [_head(head) for head in ground.heads],
    }


def _head(head):
    own, others, staff = head.record or (head.beneficiaries, head.other_pupils, 0)
    return {
        "school_code": head.group.school_code,
        "group_code": head.group.group_code,
        "recorded": head.record is not None,
        "beneficiaries": own,
        "other_pupils": others,
        "staff": staff,
    }


def _line(part, codes):
    line = part.line
    ingredient = codes.ingredients[line.ingredient_id]
    return {
        "doc_no": line.doc_no,
        "line_no": line.line_no,
        "issued_on": line.dated_on,
        "ingredient_code": ingredient.code,
        "ingredient_name": ingredient.name,
        "quantity": line.quantity,
        "base_unit": ingredient.base_unit,
        "use_days": line.use_days,
        "day_no": part.day_no,
        "line_cost_yuan": fen_as_yuan(line.cost_fen),
        "cost_yuan": fen_as_yuan(part.cost_fen),
        "draws": [
            {
                "quantity": draw.quantity,
                "cost_yuan": fen_as_yuan(draw.cost_fen),
                "lot": {
                    "kind": draw.kind,
                    "doc_no": draw.doc_no,
                    "line_no": draw.lot_line_no,
                    "received_on": draw.received_on,
                    "expires_on": draw.expires_on,
                    "supplier_code": codes.supplier(draw.supplier_id),
                    "batch_no": draw.batch_no,
                    "bought": draw.bought,
                    "cost_yuan": draw.lot_cost_fen,
                },
            }
            for draw in part.draws
        ],
    }


def statement(head, school_code):
    """A closing, as StatementSchema dumps it."""
    return {
        "school_code": school_code,
        "week": head.week,
        "version": head.version,
        "standing": head.standing,
        "closed_how": head.closed_how,
        "closed_at": head.closed_at,
        "closed_by": head.closed_by,
        "policy_version": head.policy_version,
        "missing": [
            _missing(*group.split("/"), date.fromisoformat(on), meal, what) for group, on, meal, what in head.missing
        ],
        "reopening_asked_by": head.asked_by,
        "reopening_reason": head.reason,
        "reopened_by": head.agreed_by,
        "reopened_at": head.agreed_at,
    }


def reopening(asked, school_code, week):
    """A request to reopen, as ReopeningSchema dumps it."""
    return {
        "school_code": school_code,
        "week": week,
        "version": asked.version,
        "reason": asked.reason,
        "asked_by": asked.asked_by,
        "asked_at": asked.asked_at,
        "agreed_by": asked.agreed_by,
        "agreed_at": asked.agreed_at,
    }


def _missing(school_code, group_code, on, meal, what):
    return {"school_code": school_code, "group_code": group_code, "date": on, "meal": meal, "what": what}


def _fraction(value):
    return f"{value.numerator}/{value.denominator}"
