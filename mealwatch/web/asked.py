"""What the query of an address asks for. Nonsense asks for nothing: it refuses no page."""

from flask import request
from marshmallow import ValidationError

from mealwatch.web.fields import DateField


def asked_day(name):
    """The date under a name, or None for none and for nonsense."""
    try:
        return DateField().deserialize(request.args.get(name) or None)
    except ValidationError:
        return None


def asks_for(**values):
    """Whether a row passes a list's filters: for each name, the query has the row's value or none."""
    return all(request.args.get(name, "") in ("", value) for name, value in values.items())
