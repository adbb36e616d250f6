"""The meal's accompanied dining and retained samples: how far they are filled in, from the safety records."""

from dataclasses import dataclass

from mealwatch.safety import queries as safety

#: The third card's two records, in the order of work.
KINDS = ("accompanied", "sample")


@dataclass(frozen=True)
class Task:
    """One kind of record of the meal: how many are due, how many are done."""

    kind: str
    done: int
    due: int

    @property
    def state(self):
        """The card's state for it (see presenters.STATES)."""
        if not self.due:
            return "off"
        return "posted" if self.done == self.due else "partly" if self.done else "missing"


def of(day, now):
    """The two Tasks of a meal."""
    found = [one for one in safety.due(day.county_id, day.canteen.id, day.on, now) if one.meal == day.meal]
    tasks = []
    for kind in KINDS:
        mine = [one for one in found if one.kind == kind]
        tasks.append(Task(kind, sum(one.state == "done" for one in mine), len(mine)))
    return tasks
