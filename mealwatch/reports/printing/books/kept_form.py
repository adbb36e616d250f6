"""A book of daily records: its heading, its rows, and in words the meals and days that have none."""

from mealwatch.reports.printing.cells import days
from mealwatch.reports.printing.form import Column, Form, Row
from mealwatch.reports.printing.kept import answer, meal_of
from mealwatch.safety.domain.kinds import KINDS

DATE, MEAL = Column("日期", "date", 7), Column("餐次", width=4)


def kept_form(facts, kind, title, columns, rows, signers, *, notes=(), mark="", landscape=True, least=8):
    return Form(
        title,
        columns,
        tuple(Row(tuple(cells)) for cells in rows),
        heads=(("学校", facts.school.name), ("食堂", facts.canteen.name), ("期间", facts.period.label)),
        signers=signers,
        notes=notes,
        missing=missing(facts, kind),
        mark=mark,
        landscape=landscape,
        least=least,
    )


def missing(facts, code):
    """In words: the meals or days on which a record of this kind is missing."""
    kind = KINDS[code]
    there = facts.records(code)
    if kind.every == "meal":
        known = {(one.dated_on, one.meal) for one in there}
        silent = [place for place in facts.cooked if place not in known]
        dates = days(sorted({on for on, _ in silent}))
        return (f"{len(silent)} 餐没有{kind.name}记录：{dates}。",) if silent else ()
    if kind.every == "day":
        if kind.equipment and not any(facts.machine_kinds.get(one) for one in kind.equipment):
            return ()
        silent = facts.without({one.dated_on for one in there})
        return (f"{len(silent)} 个供餐日没有{kind.name}记录：{days(silent)}。",) if silent else ()
    return ()


def plain(code, title, signers, facts):
    """A record's own questions as columns, for kinds without a form of their own."""
    kind = KINDS[code]
    fields = [one for one in kind.fields if not one.private and one.type != "photos"]
    dated = (DATE, MEAL) if kind.every == "meal" else (DATE,)
    columns = (*dated, *(Column(one.label, "sign" if one.type == "person" else "text", _width(one)) for one in fields))
    rows = []
    for one in facts.records(code):
        cells = [
            facts.machines.get(one.fields.get(field.name))
            if field.type == "equipment"
            else answer(field, one.fields.get(field.name))
            for field in fields
        ]
        rows.append((one.dated_on, *((meal_of(one),) if len(dated) > 1 else ()), *cells))
    return [kept_form(facts, code, title, columns, rows, signers, landscape=False)]


def _width(field):
    return {"long": 14, "time": 5, "flag": 6, "choice": 6, "whole": 5, "measure": 6}.get(field.type, 8)
