"""A school's day of meals as a table: which cells there are, what is in them, what is still missing."""

from dataclasses import dataclass

from mealwatch.meals.domain.served import MEALS


@dataclass(frozen=True)
class Cell:
    """One group at one meal: what it is and what was recorded (None: nothing yet)."""

    group_code: str
    group_name: str
    meal: str
    enrolled: int
    others: int
    is_due: bool
    is_supply_day: bool
    counts: tuple | None
    version: int
    history: tuple = ()

    @property
    def state(self):
        """recorded, missing (due and not there), or off (nobody has to be fed)."""
        if self.counts:
            return "recorded"
        return "missing" if self.is_due else "off"


def newest(rows):
    """``{(group id, date, meal): counts}`` of rows in which later versions come later."""
    return {(row[0], row[1], row[2]): tuple(row[3:6]) for row in rows}


def due_meals(groups, on, supply, standards):
    """``{(group id, meal)}`` that somebody has to be fed and the subsidy is paid for on that day."""
    return {
        (group.id, meal)
        for group in groups
        if supply.has(group.id, on)
        for meal, _top_up in standards.subsidised(group.school_id, group.id, on)
    }


def state_of_day(on, due, recorded, today):
    """A day in the week's strip: (word, class)."""
    if not due:
        return "off"
    if all((group_id, on, meal) in recorded for group_id, meal in due):
        return "done"
    return "ahead" if on > today else "todo"


def meals_shown(due, recorded, on, *, every):
    """The meals that have a place on the page, in the order of the day."""
    wanted = {meal for _, meal in due} | {meal for _, day, meal in recorded if day == on} | {"lunch"}
    return [meal for meal in MEALS if every or meal in wanted]
