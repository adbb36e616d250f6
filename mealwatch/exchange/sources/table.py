"""A table of a set as it is read: rows of text, wherever they come from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """``name`` is its name in the format, ``shown`` what a person calls it; ``weight`` is for the progress bar.

    ``rows(tick)`` gives (row number, cells as text), the heading first; it raises a Problem
    where the rest cannot be read. ``tick`` is told of parts of the weight as they are done.
    """

    name: str
    shown: str
    weight: int
    rows: Callable[[Callable[[int], object]], Iterator[tuple[int, list[str]]]]
