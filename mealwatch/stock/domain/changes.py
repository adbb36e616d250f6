"""What a correction changed: the lines of the old document beside those of the new, the head field by field."""

from dataclasses import dataclass, field

#: Of a line, what people changed; what the ledger worked out follows from it.
_WORKED_OUT = {"county_id", "document_id", "line_no", "unit", "cost_fen", "book"}
_HEAD = ("dated_on", "meal")


@dataclass(frozen=True)
class Changed:
    """A line as it was and as it is, None where there is none; the names of what differs."""

    before: object
    after: object
    names: tuple[str, ...] = field(default=())


def lines_changed(before, after):
    """[Changed] of the lines that differ, in the order of the new document; ``before`` and ``after``: {..} rows.

    Lines of one ingredient belong together, in their order.
    """
    waiting = {}
    for line in before:
        waiting.setdefault(_what(line), []).append(line)
    found = []
    for line in after:
        mates = waiting.get(_what(line))
        old = mates.pop(0) if mates else None
        names = tuple(sorted(name for name in line if name not in _WORKED_OUT and old and line[name] != old[name]))
        if old is None or names:
            found.append(Changed(old, line, names))
    return found + [Changed(line, None) for mates in waiting.values() for line in mates]


def head_changed(before, after):
    """The names of the head's fields that differ."""
    return tuple(name for name in _HEAD if getattr(before, name) != getattr(after, name))


def _what(line):
    return line.get("ingredient_id")
