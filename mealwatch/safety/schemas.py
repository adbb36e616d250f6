"""Daily records in forms: the schema of a kind is made from its fields; what is missing is said all at once.

Choices of several are boxes of their own (``signs-fever``, ``dishes-0``), rows
are ``rows-0-weight``; the groups of a checklist are ``group-1``, its items
``item-3`` with ``problem-3``, ``measure-3``, ``deadline-3`` and ``spot-3``.
"""

import re
from datetime import datetime
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validates_schema

from mealwatch.attachments.schemas import PhotosField
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.errors import mark
from mealwatch.safety.domain.equipment import KINDS as MACHINES
from mealwatch.safety.domain.equipment import MOST_MINUTES
from mealwatch.safety.domain.kinds.checks import ON_THE_SPOT, STATES
from mealwatch.signing.schemas import SecondSchema
from mealwatch.web.fields import DateField, Flag, Text, WholeNumber, normal
from mealwatch.web.language import translate

_MISSING = mark("还没有填“{thing}”")
_CLOCK = re.compile(r"(\d{1,2})(?::|时|点)?(\d{2})分?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]?(\d{2}:\d{2})(:\d{2})?(\+08:00)?", re.ASCII)
_PARTED = re.compile(r"[、,，;；\s]+")


class _Field(fields.Field):
    """A field that says what is wrong in the reader's language."""

    def make_error(self, key, **places):
        return ValidationError(translate(str(self.error_messages[key])).format(**places))


class Measured(_Field):
    """A measurement with at most ``places`` decimals, as a whole number of their last: ``-18.5`` is -185."""

    default_error_messages = {
        "invalid": mark("“{value}”不是数，请填写如 4.5 的数字"),
        "places": mark("“{value}”的小数最多 {places} 位"),
    }

    def __init__(self, *, places=0, **options):
        self.places = places
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **kwargs):
        written = normal(str(value)).replace("−", "-").replace("零下", "-").removeprefix("+").rstrip("℃度克斤")
        match = re.fullmatch(r"(-?)(\d{1,9})(?:\.(\d{1,9}))?", written, re.ASCII)
        if match is None:
            raise self.make_error("invalid", value=str(value).strip()[:40])
        sign, whole, part = match[1], match[2], (match[3] or "").rstrip("0")
        if len(part) > self.places:
            raise self.make_error("places", value=str(value).strip()[:40], places=self.places)
        return int(sign + whole + part.ljust(self.places, "0"))


class ClockField(_Field):
    """A time of the day: ``07:30``, ``7:30``, ``0730``, ``7点30``; as ``07:30``."""

    default_error_messages = {"invalid": mark("“{value}”不是时间，请填写如 11:40 的时间")}

    def _deserialize(self, value, attr, data, **kwargs):
        match = _CLOCK.fullmatch(normal(str(value)).replace("：", ":"))
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise self.make_error("invalid", value=str(value).strip()[:40])
        return f"{int(match[1]):02}:{match[2]}"


class MomentField(_Field):
    """A day and a time as a browser's field gives them; as ISO text in Shanghai time."""

    default_error_messages = {"invalid": mark("“{value}”不是日期和时间，请重新选择")}

    def _deserialize(self, value, attr, data, **kwargs):
        match = _MOMENT.fullmatch(str(value).strip())
        try:
            found = datetime.fromisoformat(f"{match[1]}T{match[2]}") if match else None
        except ValueError:
            found = None
        if found is None:
            raise self.make_error("invalid", value=str(value).strip()[:40])
        return found.replace(tzinfo=SHANGHAI).isoformat(timespec="minutes")


class PeopleField(Text):
    """Names parted by 、 or spaces, as a list."""

    def _deserialize(self, value, attr, data, **kwargs):
        text = super()._deserialize(value, attr, data, **kwargs)
        return list(dict.fromkeys(name for name in _PARTED.split(text) if name))


class DayText(DateField):
    """A date, as the ISO text that a record holds."""

    def _deserialize(self, value, attr, data, **kwargs):
        return super()._deserialize(value, attr, data, **kwargs).isoformat()


class PhotosList(PhotosField):
    """Digests as the list that a record holds."""

    def _deserialize(self, value, attr, data, **kwargs):
        return list(super()._deserialize(value, attr, data, **kwargs))


def _made(one):
    simple = {
        "whole": WholeNumber,
        "equipment": WholeNumber,
        "time": ClockField,
        "moment": MomentField,
        "day": DayText,
        "flag": Flag,
        "photos": PhotosList,
        "choice": fields.String,
    }
    if one.type in simple:
        return simple[one.type](load_default=None)
    if one.type == "measure":
        return Measured(places=one.places, load_default=None)
    if one.type == "people":
        return PeopleField(most=400, load_default=None)
    if one.type in ("several", "dishes"):
        return fields.List(fields.String(), load_default=list)
    return Text(most=500 if one.type == "long" else 100, load_default=None)


class _KindSchema(SecondSchema):
    """What every form of a daily record has: its identity, its day, its meal, its school."""

    kind: Any = None
    check_list: Any = None

    number = Text(most=100, load_default=None)
    meal = fields.String(load_default="")
    school = fields.String(load_default=None)
    reason = Text(most=200, load_default=None)

    @pre_load
    def gather(self, typed, **_options):
        """Boxes of several choices become a list; a checklist's parts are put together."""
        typed = dict(typed)
        for one in self.kind.fields:
            if one.type in ("several", "dishes") and one.name not in typed:
                begins = f"{one.name}-"
                typed[one.name] = [value for name, value in typed.items() if name.startswith(begins)]
        if self.check_list:
            typed["groups"] = {
                str(place): typed[f"group-{place}"]
                for place in range(1, len(self.check_list.groups) + 1)
                if f"group-{place}" in typed
            }
            typed["found"] = [
                _finding(typed, one.number) for one in self.check_list.items if f"item-{one.number}" in typed
            ]
        return typed

    @validates_schema(skip_on_field_errors=False)
    def all_there(self, given, **_options):
        """Raises every field that is asked and has no answer."""
        wrong = self._missing(self.kind.shared, given)
        if self.kind.has_rows:
            rows = {}
            for place, row in enumerate(given.get("rows") or ()):
                found = self._missing([one for one in self.kind.of_row if one.name != "equipment"], row)
                if found:
                    rows[place] = found
            if rows:
                wrong["rows"] = rows
        if self.check_list:
            wrong |= self._not_gone_through(given)
        if wrong:
            raise ValidationError(wrong)

    @staticmethod
    def _missing(asked, given):
        return {
            one.name: [_said_missing(one.label)]
            for one in asked
            if one.required and one.asked(given) and given.get(one.name) in (None, "", [], ())
        }

    def _not_gone_through(self, given):
        wrong, found = {}, {one["item"]: one for one in given["found"]}
        for place, (name, items) in enumerate(self.check_list.groups, start=1):
            state = given["groups"].get(str(place))
            if state not in dict(STATES):
                wrong[f"group-{place}"] = [_said_missing(name)]
            elif state == "found":
                here = [found[item.number] for item in items if item.number in found]
                if not here:
                    wrong[f"group-{place}"] = [translate(mark("请在下面勾出哪一项不合格"))]
                for one in here:
                    for field, label in (("problem", mark("问题")), ("measure", mark("防范措施"))):
                        if not one[field]:
                            wrong[f"{field}-{one['item']}"] = [_said_missing(label)]
                    if not one[ON_THE_SPOT] and not one["deadline"]:
                        wrong[f"deadline-{one['item']}"] = [_said_missing(mark("整改期限"))]
        return wrong


def _finding(typed, number):
    deadline = typed.get(f"deadline-{number}")
    return {
        "item": number,
        "problem": typed.get(f"problem-{number}", "").strip()[:500],
        "measure": typed.get(f"measure-{number}", "").strip()[:500],
        "deadline": DayText().deserialize(deadline) if deadline else None,
        ON_THE_SPOT: f"spot-{number}" in typed,
    }


def _said_missing(thing):
    return translate(_MISSING).format(thing=translate(thing))


def schema_of(kind, check_list=None):
    """An instance of the schema of a kind's form."""
    parts = {one.name: _made(one) for one in (kind.shared if kind.has_rows else kind.fields)}
    if kind.has_rows:
        row = {one.name: _made(one) for one in kind.of_row} | {"number": Text(most=100, load_default=None)}
        row_schema = Schema.from_dict(row, name=f"{kind.code}_row")
        parts["rows"] = fields.List(fields.Nested(row_schema, unknown=EXCLUDE), load_default=list)
    if kind.of == "items":
        parts |= {
            "groups": fields.Dict(load_default=dict),
            "found": fields.List(fields.Dict(), load_default=list),
        }
    made = type(f"{kind.code.title()}Schema", (_KindSchema,), {**parts, "kind": kind, "check_list": check_list})
    return made()


def correction_schema_of(kind, check_list=None):
    """The schema of a correction of one record: what is asked of a row stands by itself, private fields may stay."""
    if check_list:
        return schema_of(kind, check_list)
    parts = {one.name: _made(one) for one in kind.fields}
    return type(f"{kind.code.title()}Correction", (_Correction,), {**parts, "kind": kind})()


class _Correction(_KindSchema):
    @validates_schema(skip_on_field_errors=False)
    def all_there(self, given, **_options):
        """Raises every field that is asked and has no answer."""
        asked = [one for one in self.kind.fields if one.name not in ("equipment", "dish") and not one.private]
        wrong = self._missing(asked, given)
        if wrong:
            raise ValidationError(wrong)


class WithdrawSchema(Schema):
    reason = Text(most=200, required=True)


class StaffSchema(Schema):
    """One person of a canteen."""

    id = WholeNumber(load_default=None)
    name = Text(most=40, required=True)
    post = Text(most=40, load_default="")
    active = Flag(load_default=True)


class MachineSchema(Schema):
    """One refrigerator or lamp of a canteen."""

    id = WholeNumber(load_default=None)
    kind = fields.String(required=True, metadata={"enum": list(MACHINES)})
    name = Text(most=40, required=True)
    used_hours = WholeNumber(most=MOST_MINUTES // 60, load_default=0)
    active = Flag(load_default=True)


class ListSchema(Schema):
    items = Text(most=8000, required=True)
