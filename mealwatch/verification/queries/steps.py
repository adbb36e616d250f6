"""Entries and records, both in one order, held against each other pair by pair.

Where a pair does not match, looking ahead tells which of the two is at fault:
a record that is gone, one that the journal never heard of, one that changed
or one that stands in another place. The first of them is named.
"""

from operator import eq

from mealwatch.audit import entries as journal
from mealwatch.verification import errors


def in_step(county, subjects, entries, found, same=eq):
    """Raises for the first entry or record without its match.

    ``entries``: (seq, subject, key, body text). ``found``: (subject, key, body text), made of the rows;
    or with something else in the place of the body, that ``same(body text, it)`` compares.
    """
    found = iter(found)
    for seq, subject, key, told in entries:
        there = next(found, None)
        if there is None:
            raise errors.RecordGone(county=county.code, record=f"{subject} {key}", seq=seq)
        if there[:2] != (subject, key):
            raise _mismatch(county, subjects, (seq, subject, key), there, found)
        if not same(told, there[2]):
            raise errors.RecordChanged(county=county.code, record=f"{subject} {key}", seq=seq, differences="")
    for subject, key, _ in found:
        raise errors.RecordUnknown(county=county.code, record=f"{subject} {key}")


def _mismatch(county, subjects, entry, there, found):
    seq, subject, key = entry
    is_gone = not any(later[:2] == (subject, key) for later in found)
    if is_gone:
        return errors.RecordGone(county=county.code, record=f"{subject} {key}", seq=seq)
    record = " ".join(there[:2])
    if journal.is_told(county.id, subjects, there[1]):
        return errors.RecordMisplaced(county=county.code, record=record, seq=seq)
    return errors.RecordUnknown(county=county.code, record=record)
