"""A drawn signature: strokes of whole points on a sheet of 600 by 240, at least so much ink.

Written down as JSON, ``[[x, y, x, y, ...], ...]``, one list for each stroke.
"""

import json
from itertools import pairwise
from math import isqrt

WIDTH, HEIGHT = 600, 240
#: A line a quarter of the sheet wide, in all.
LEAST_INK = 150
MOST_STROKES = 300
MOST_POINTS = 6000


class NotStrokes(ValueError):
    """The text is no drawing on the sheet."""


def read(text):
    """The strokes of a text, as tuples of points. Raises NotStrokes."""
    try:
        lists = json.loads(text)
    except (ValueError, RecursionError):
        raise NotStrokes from None
    if not isinstance(lists, list) or len(lists) > MOST_STROKES or not all(isinstance(one, list) for one in lists):
        raise NotStrokes
    if sum(len(one) for one in lists) > 2 * MOST_POINTS:
        raise NotStrokes
    return tuple(_points(one) for one in lists if one)


def is_drawing(text):
    """Whether a text is strokes with at least one in them."""
    try:
        return bool(read(text))
    except NotStrokes:
        return False


def written(strokes):
    """The strokes as text, the same for the same drawing."""
    return json.dumps([[part for point in stroke for part in point] for stroke in strokes], separators=(",", ":"))


def ink(strokes):
    """How long the lines are together, rounded down."""
    return sum(
        isqrt((x - left) ** 2 + (y - top) ** 2) for stroke in strokes for (left, top), (x, y) in pairwise(stroke)
    )


def path(strokes):
    """The drawing as the ``d`` of an SVG path; a single point is a dot."""
    parts = []
    for stroke in strokes:
        (x, y), rest = stroke[0], stroke[1:]
        parts.append(f"M{x} {y}" + "".join(f"L{to_x} {to_y}" for to_x, to_y in rest or [(x, y)]))
    return "".join(parts)


def _points(numbers):
    if len(numbers) % 2 or not all(type(number) is int for number in numbers):
        raise NotStrokes
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    if not all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points):
        raise NotStrokes
    return points
