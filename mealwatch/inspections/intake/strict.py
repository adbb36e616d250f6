"""Fields as strict as JSON allows: a 1 is no truth, "1" is no number. Of what they refuse the place alone is told."""

import re
from datetime import date

from marshmallow import EXCLUDE, Schema, ValidationError, fields

SHA = re.compile(r"[0-9a-f]{64}", re.ASCII)
#: No weight, count or number of heads is larger.
MOST = 10**10
SHORT, LONG = 200, 4000
#: Items and red lines of a list.
_MOST_CODES = 300


class Line(fields.Field):
    """Text as it came, at most so long; ``like``: a pattern."""

    def __init__(self, *, most=SHORT, empty=True, like=None, among=None, **options):
        self.most, self.empty, self.like, self.among = most, empty, like, among
        options.setdefault("required", True)
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **kwargs):
        fits = isinstance(value, str) and len(value) <= self.most and (self.empty or value.strip() != "")
        if fits and self.like is not None:
            fits = self.like.fullmatch(value) is not None
        if not fits or (self.among is not None and value not in self.among):
            raise self.make_error("validator_failed")
        return value


class Whole(fields.Field):
    """A whole number."""

    def __init__(self, *, least=0, most=MOST, **options):
        self.least, self.most = least, most
        options.setdefault("required", True)
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **kwargs):
        if type(value) is not int or not self.least <= value <= self.most:
            raise self.make_error("validator_failed")
        return value


class Flag(fields.Field):
    """True or false."""

    def __init__(self, **options):
        options.setdefault("required", True)
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **kwargs):
        if type(value) is not bool:
            raise self.make_error("validator_failed")
        return value


class Day(Line):
    """A date, as text."""

    def _deserialize(self, value, attr, data, **kwargs):
        value = super()._deserialize(value, attr, data, **kwargs)
        try:
            read = date.fromisoformat(value)
        except ValueError:
            raise self.make_error("validator_failed") from None
        if read.isoformat() != value:
            raise self.make_error("validator_failed")
        return value


class Rows(fields.List):
    """A list, at most so long."""

    def __init__(self, inner, *, most=100, **options):
        self.most = most
        options.setdefault("required", True)
        super().__init__(inner, **options)

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, list) or len(value) > self.most:
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **kwargs)


class ByCode(fields.Dict):
    """Things by the code of an item or a red line."""

    def __init__(self, of, **options):
        super().__init__(keys=fields.String(), values=one(of), required=True, **options)

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, dict) or len(value) > _MOST_CODES:
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **kwargs)


class Part(Schema):
    class Meta:
        unknown = EXCLUDE


def one(schema, **options):
    """One object of a schema."""
    return fields.Nested(schema, unknown=EXCLUDE, **({"required": True} | options))


def photos():
    return Rows(Line(like=SHA), most=60)


def misfits(schema, body):
    """Where a body has not the shape, as paths: ``["weighings/0/first/net"]``; at most ten."""
    try:
        schema.load(body)
    except ValidationError as error:
        return list(_paths(error.messages))[:10]
    return []


def _paths(messages, at=()):
    if not isinstance(messages, dict):
        yield "/".join(map(str, at)) or "body"
        return
    for name, below in messages.items():
        yield from _paths(below, at if name in ("_schema", "value") else (*at, name))
