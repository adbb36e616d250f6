"""Parts of addresses that are more than text: a date is read once, and nonsense is no page."""

from datetime import date

from werkzeug.routing import BaseConverter, ValidationError


class DayConverter(BaseConverter):
    """``<day:on>``: 2026-11-02 in the address, a date in the view."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValidationError from None

    def to_url(self, value):
        return value if isinstance(value, str) else value.isoformat()
