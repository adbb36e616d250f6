"""A long list in pages of fifty."""

from dataclasses import dataclass

from flask import request

SIZE = 50
_MOST = 100_000


@dataclass(frozen=True)
class Page:
    """Part of a list: ``rows`` are those of page ``number`` (from 1) out of ``total``."""

    rows: list
    number: int
    total: int
    size: int = SIZE

    @property
    def last(self):
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self):
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last_row(self):
        return (self.number - 1) * self.size + len(self.rows)


def wanted_page():
    """The page number that the address asks for; 1 for anything that is none."""
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    return min(max(number, 1), _MOST)


def page_of(count, rows, size=SIZE):
    """The page asked for: ``count()`` gives the total, ``rows(limit, offset)`` the rows."""
    total = count()
    number = min(wanted_page(), max(1, -(-total // size)))
    return Page(list(rows(size, (number - 1) * size)), number, total, size)


def page_of_list(rows, size=SIZE):
    """The page asked for of a list that is there as a whole."""
    return page_of(lambda: len(rows), lambda limit, offset: rows[offset : offset + limit], size)
