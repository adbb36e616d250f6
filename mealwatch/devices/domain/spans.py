"""Runs of whole numbers: what is left of one when others are taken away."""


def without(span, taken):
    """The parts of ``span`` (first, last) that lie in none of ``taken``, in order."""
    first, last = span
    left = []
    for begins, ends in sorted(taken):
        if ends < first or begins > last:
            continue
        if begins > first:
            left.append((first, begins - 1))
        first = max(first, ends + 1)
    if first <= last:
        left.append((first, last))
    return left
