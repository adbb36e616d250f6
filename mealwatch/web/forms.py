"""A form on a page: what was typed, what is wrong with it, and the work it asks for.

    form = Form(ReceiptSchema(), start={"received_on": today})
    if form.sent and form.accepted(lambda given: service.receive(county_id, **given, by=..., now=...)):
        return redirect(...)
    return render_template("stock/receipt.html", form=form), form.status

Repeated rows are named ``lines-0-quantity`` and reach the schema as a list
under ``lines``; a row without any text is left out. Faults keep what was typed.
"""

import re
from dataclasses import replace
from typing import Any

from flask import g, request
from marshmallow import EXCLUDE, ValidationError

from mealwatch.kernel.errors import Conflict, Invalid, NotFound, TooMany
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.problems import Fault, fault, faults_of, status_of

_IN_A_ROW = re.compile(r"([a-z_]+)-(\d{1,4})-([a-z_]+)", re.ASCII)


class Form:
    """What a person typed into a form, or what it starts with."""

    def __init__(self, schema=None, *, start=None, typed=None):
        self.schema = schema
        self.start = (start or {}) | _reopened()
        self.sent = request.method == "POST" if typed is None else True
        source = request.form if typed is None else typed
        self.typed = {name: value for name, value in source.items() if name != "csrf_token"} if self.sent else {}
        self.faults = []
        self.status = 200
        self.result: Any = None

    def fresh(self):
        """The form as it starts, whatever else the request sent: for a page of several forms."""
        self.sent, self.typed = False, {}
        return self

    def accepted(self, work):
        """Check what was typed, then do ``work(given)`` in one transaction; whether that went well.

        Its answer is kept as ``result``; what is wrong is kept as ``faults``.
        """
        given = self.given()
        return given is not None and self.done(lambda: in_transaction(lambda: work(given)))

    def given(self):
        """What was typed as the schema reads it, or None with the faults kept."""
        try:
            return self.schema.load(nested(self.typed), unknown=EXCLUDE)
        except ValidationError as error:
            found = faults_of(error.messages_dict, nested(self.typed))
            self.faults, self.status = [self._as_typed(one) for one in found], 422
            return None

    def done(self, work):
        """Do ``work()`` (no transaction is made) and keep the problem it may raise; whether it went well."""
        try:
            self.result = work()
        except (Invalid, Conflict, NotFound, TooMany) as problem:
            self.refuse(problem)
            return False
        return True

    def refuse(self, problem):
        """Keep a problem, to be shown on top and at its field."""
        self.faults.append(self._as_typed(fault(problem)))
        self.status = 422 if isinstance(problem, NotFound) else status_of(problem)

    def complain(self, field, text, advice=""):
        """Keep a fault found by the view itself; the texts are translated already."""
        self.faults.append(Fault(field, "invalid", text, advice))
        self.status = 422

    def value(self, name):
        """What stands in the field: what was typed, else what the form starts with."""
        if self.sent:
            return self.typed.get(name, "")
        value = self.start.get(name)
        place, number, field = _row(name)
        if value is None and field:
            rows = self.start.get(place) or ()
            value = rows[number].get(field) if number < len(rows) else None
        return "" if value is None else str(value)

    def fault_at(self, name):
        """The first fault of a field, or None."""
        return next((one for one in self.faults if one.field == name), None)

    def rows(self, name, at_least=1):
        """The numbers of the repeated rows to show under ``name``: those typed, and at least so many."""
        numbers = _numbers(self.typed, name) if self.sent else range(len(self.start.get(name) or ()))
        return sorted({*numbers, *range(at_least)})

    def _as_typed(self, one):
        """The fault at the row in which it was typed: rows left empty were not counted."""
        place, _, rest = one.field.partition("-")
        number, _, field = rest.partition("-")
        if not number.isdecimal():
            return one
        filled = _numbers({name: text for name, text in self.typed.items() if text.strip()}, place)
        if int(number) >= len(filled):
            return one
        return replace(one, field=f"{place}-{filled[int(number)]}" + (f"-{field}" if field else ""))


def nested(typed):
    """``lines-0-quantity`` becomes ``{"lines": [{"quantity": ...}]}``; empty fields and rows are left out."""
    found, rows = {}, {}
    for name, value in typed.items():
        text = value.strip()
        place, number, field = _row(name)
        if not text:
            continue
        if field:
            rows.setdefault(place, {}).setdefault(number, {})[field] = text
        else:
            found[name] = text
    return found | {place: [row for _, row in sorted(numbered.items())] for place, numbered in rows.items()}


def _reopened():
    """What was typed before into a form that is opened again (``g.reopened``, name to text), as a form's start."""
    typed = g.get("reopened") or {}
    return typed | {name: rows for name, rows in nested(typed).items() if isinstance(rows, list)}


def _numbers(typed, place):
    return sorted({number for at, number, field in map(_row, typed) if field and at == place})


def _row(name):
    """``lines-0-quantity`` in its parts; without a row number the last is empty."""
    match = _IN_A_ROW.fullmatch(name)
    return (match[1], int(match[2]), match[3]) if match else (name, 0, "")
