"""What the Facts know by the month: what food cost, who ate, what nobody recorded."""

from typing import Any

from mealwatch.kernel.week import Week
from mealwatch.reports.printing.cells import days as said_days
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.grounds import grounds
from mealwatch.stock.domain.documents import MEALS
from mealwatch.stock.queries import documents, pots, values


class Monthly:
    """The monthly part of Facts, which it is mixed into."""

    county_id: int
    canteen: Any
    today: Any
    ingredients: Any
    groups: Any
    roll: Any
    served: Any
    served_of: Any
    reconciled: Any
    _grounds: Any

    def spent(self, month):
        """What food cost in a month, in fen: ``known`` (whether anything was posted), ``food`` in all, ``catered``
        (contractors' food) and ``groups`` (issues by food group).
        """
        return self._spent(month.first, month.last)

    def spent_this_year(self, month):
        """The same from January to this month."""
        return self._spent(month.first.replace(month=1), month.last)

    def ground(self, on, meal):
        """The pot of a meal as the screens work it out (spend's Ground), or None."""
        week = Week.of(on)
        if week not in self._grounds:
            self._grounds[week] = grounds(self.county_id, week, self.canteen.school_id)
        return self._grounds[week].get((self.canteen.id, on, meal))

    def _spent(self, first, last):
        here = [self.canteen.id]
        groups = {}
        for flow in values.went_out(self.county_id, first, last, here):
            if flow.kind == "issue" and not flow.early:
                group = self.ingredients[flow.ingredient_id].food_group
                groups[group] = groups.get(group, 0) + flow.fen
        catered = sum(fen for _, _, _, fen, _ in pots.deliveries(self.county_id, first, last, here))
        posted = documents.count_documents(self.county_id, documents.Filter((self.canteen.id,), first=first, last=last))
        return {"known": bool(posted), "food": sum(groups.values()) + catered, "catered": catered, "groups": groups}

    def head_meals(self, month, meals=MEALS):
        """``(beneficiaries, other pupils, staff)`` added up over a month's meals, None where none was recorded."""
        found = [
            counts
            for (on, meal), groups in self.served_of(month).items()
            if meal in meals
            for counts in groups.values()
        ]
        return tuple(map(sum, zip(*found, strict=True))) if found else None

    def beneficiary_days(self, month):
        """How often beneficiaries ate lunch in a month, None where nobody recorded it."""
        heads = self.head_meals(month, meals=("lunch",))
        return None if heads is None else heads[0]

    def reached(self, school, month):
        """``(lunches of its beneficiaries, its beneficiaries on the roll on the last day)`` of a school's month."""
        here = [group.id for group in self.groups.values() if group.school_id == school.id]
        found = [
            counts[0]
            for (_, meal), groups in self.served_of(month).items()
            if meal == "lunch"
            for group_id, counts in groups.items()
            if group_id in here
        ]
        rows = [self.roll.on(group_id, month.last) for group_id in here]
        return (sum(found) if found else None), sum(row.beneficiaries for row in rows if row)

    def enrolled_at(self, school, on):
        """All pupils on a school's roll on a day that any canteen feeds."""
        groups = schools.groups_of(self.county_id, [school.id])
        rows = [self.roll.on(group.id, on) for group in groups]
        return sum(row.beneficiaries + row.other_pupils for row in rows if row)

    def most_at_lunch(self, school):
        """``(pupils, day)`` of the last lunch of the period that a school recorded, else ``(None, None)``."""
        here = {group.id for group in self.groups.values() if group.school_id == school.id}
        for (on, meal), groups in reversed(self.served.items()):
            counted = [counts for group_id, counts in groups.items() if group_id in here]
            if meal == "lunch" and counted:
                return sum(counts[0] + counts[1] for counts in counted), on
        return None, None

    def silent_meals(self, month):
        """In words: the supply days of a month without a recorded lunch."""
        last = min(month.last, self.today)
        if last < month.first:
            return ()
        days = schools.canteen_supply_days(self.county_id, self.canteen.id, month.first, last)
        known = {on for on, meal in self.served_of(month) if meal == "lunch"}
        silent = [on for on in days if on not in known]
        return (f"{len(silent)} 个供餐日没有登记午餐人数：{said_days(silent)}，人次没有包括这些天。",) if silent else ()
