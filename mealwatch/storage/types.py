"""Column types of our own."""

from datetime import datetime

from sqlalchemy import BigInteger, Text
from sqlalchemy.types import TypeDecorator

from mealwatch.kernel.clock import SHANGHAI

#: Whole fen, whole base units, and surrogate keys.
Whole = BigInteger


class Instant(TypeDecorator):
    """A moment with its zone, kept as ISO 8601 text in Shanghai time: both stores sort and return it alike."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone")
        return value.astimezone(SHANGHAI).isoformat(timespec="seconds")

    def process_result_value(self, value, dialect):
        return None if value is None else datetime.fromisoformat(value)
