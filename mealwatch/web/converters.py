"""Parts of addresses that are more than text: read once, and nonsense is no page."""

from datetime import date

from werkzeug.routing import AnyConverter, BaseConverter, ValidationError

from mealwatch.web.words import WORDS

_MEALS = tuple(WORDS["meal"])


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


class MealConverter(AnyConverter):
    """``<meal:meal>``: breakfast, lunch, dinner or snack."""

    def __init__(self, url_map):
        super().__init__(url_map, *_MEALS)


def init_app(app, api):
    """Teach the addresses their parts, and the API's document what they are."""
    app.url_map.converters |= {"day": DayConverter, "meal": MealConverter}
    api.register_converter(DayConverter, lambda _one: {"type": "string", "format": "date"})
    api.register_converter(MealConverter, lambda _one: {"type": "string", "enum": list(_MEALS)})
