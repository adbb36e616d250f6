"""What is due on a day: kind by kind, meal by meal, in the order of the canteen's day, each with its state.

States: ``open`` (not filled, its time has not come), ``due`` (its time has come), ``overdue`` (its day is over, or
a sample stands too long), ``done``.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mealwatch.safety.domain.fields import at, moment
from mealwatch.safety.domain.kind import AFTER_MEAL
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.safety.domain.kinds.checks import LISTS, open_findings
from mealwatch.safety.domain.kinds.samples import LONG_KEPT, kept_until

STATES = ("open", "due", "overdue", "done")


@dataclass(frozen=True)
class Due:
    """One thing to fill in. ``subject``: the dish, the equipment's id, the number of the sample or of the finding."""

    kind: str
    on: date
    meal: str
    state: str
    due_at: datetime
    subject: str = ""
    says: str = ""
    school_id: int | None = None
    number: str = ""


def plain_state(on, due_at, now, *, done):
    """The state of what belongs to one day."""
    if done:
        return "done"
    if now.date() > on:
        return "overdue"
    return "due" if now >= due_at else "open"


def of_meals(on, meals, dishes, standing, now):
    """Accompanied meals by school, samples by dish, tableware by meal. ``meals``: {meal: [school ids]}."""
    there = {(one.kind, one.meal, one.school_id): one for one in standing if one.kind != "sample"}
    sampled = {(one.meal, one.fields["dish"]): one for one in standing if one.kind == "sample"}
    for meal, school_ids in meals.items():
        due_at = at(on, AFTER_MEAL[meal].strftime("%H:%M"))
        for school_id in school_ids:
            yield _due("accompanied", on, meal, due_at, now, there.get(("accompanied", meal, school_id)), school_id)
        wanted = dishes.get(meal) or ([] if any(key[0] == meal for key in sampled) else [""])
        for dish in wanted:
            yield _due("sample", on, meal, due_at, now, sampled.get((meal, dish)), subject=dish, says=dish)
        for (of, dish), one in sampled.items():
            if of == meal and dish not in wanted:
                yield _due("sample", on, meal, due_at, now, one, subject=dish, says=dish)
        yield _due("disinfection", on, meal, due_at, now, there.get(("disinfection", meal, None)))


def of_day(on, kinds, equipment, standing, now):
    """The records that a day with meals asks for once, or once for each refrigerator and lamp."""
    for kind in kinds:
        due_at = at(on, kind.due_at.strftime("%H:%M"))
        here = [one for one in standing if one.kind == kind.code]
        if kind.of != "equipment":
            yield _due(kind.code, on, "", due_at, now, here[0] if here else None)
            continue
        for machine in equipment:
            if machine.kind in kind.equipment:
                known = next((one for one in here if one.fields["equipment"] == machine.id), None)
                yield _due(kind.code, on, "", due_at, now, known, subject=str(machine.id), says=machine.name)


def of_samples(on, samples, disposals, now):
    """Samples whose 48 hours end by that day and that were not disposed of before it."""
    gone = {one.number: one for one in disposals}
    for sample in samples:
        until = kept_until(sample.dated_on, sample.fields["taken_at"])
        disposal = gone.get(sample.number)
        went_on = moment(disposal.fields["disposed_at"]).date() if disposal else None
        if until.date() > on or (went_on and went_on < on):
            continue
        if went_on == on:
            state = "done"
        elif now < until:
            state = "open"
        else:
            long_kept = at(sample.dated_on, sample.fields["taken_at"]) + LONG_KEPT
            state = "overdue" if now >= long_kept or now.date() > on else "due"
        yield Due("disposal", on, sample.meal, state, until, sample.number, sample.fields["dish"], number=sample.number)


def of_findings(on, checks, mended):
    """What a safety check found and nobody has mended before that day."""
    done = {one.number: one for one in mended}
    for check in checks:
        for finding in open_findings(check.fields):
            number = finding_number(check, finding)
            repair = done.get(number)
            went_on = moment(repair.fields["mended_at"]).date() if repair else None
            if check.dated_on > on or (went_on and went_on < on):
                continue
            deadline = date.fromisoformat(finding["deadline"])
            state = "done" if went_on == on else ("overdue" if deadline < on else "due" if deadline == on else "open")
            yield Due("mended", on, "", state, at(deadline, "18:00"), number, finding["problem"], number=number)


def of_span(kind_code, on, last_supply_day, standing, now):
    """The check of a week or a month: due on its last day with meals, and after it."""
    if last_supply_day is None or on < last_supply_day:
        return
    due_at = at(last_supply_day, KINDS[kind_code].due_at.strftime("%H:%M"))
    yield _due(kind_code, on, "", due_at, now, standing[0] if standing else None)


def finding_number(check, finding):
    """The identity of what a check found, and of its mending: ``daily_check.2026-11-23.14``."""
    return f"{check.kind}.{check.number}.{finding['item']}"


def finding_place(number):
    """(kind, number of the check, item) of a finding's identity, or None."""
    kind, _, rest = number.partition(".")
    check, _, item = rest.rpartition(".")
    return (kind, check, int(item)) if kind in LISTS and check and item.isdecimal() else None


def _due(kind, on, meal, due_at, now, known, school_id=None, subject="", says=""):
    state = plain_state(on, due_at, now, done=known is not None)
    return Due(kind, on, meal, state, due_at, subject, says, school_id, known.number if known else "")
