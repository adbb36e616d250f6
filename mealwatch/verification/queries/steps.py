"""Entries and records, both in one order, held against each other pair by pair.

Where a pair does not match, looking ahead tells which of the two is at fault:
a record that is gone, one that the journal never heard of, one that changed
or one that stands in another place. The first of them is named.
"""

from mealwatch.audit import entries as journal
from mealwatch.verification import errors


def in_step(county, subjects, entries, found, same):
    """Raises for the first entry or record without its match; returns how many pairs there were.

    ``entries``: (seq, subject, key, body text). ``found``: (subject, key, record);
    ``same(body text, record)`` tells whether the entry is of that record.
    """
    found, count = iter(found), 0
    for seq, subject, key, told in entries:
        there = next(found, None)
        if there is None:
            raise errors.RecordGone(county=county.code, record=f"{subject} {key}", seq=seq)
        if there[:2] != (subject, key):
            raise _mismatch(county, subjects, (seq, subject, key), there, found)
        if not same(told, there[2]):
            raise errors.RecordChanged(county=county.code, record=f"{subject} {key}", seq=seq, differences="")
        count += 1
    for subject, key, _ in found:
        raise errors.RecordUnknown(county=county.code, record=f"{subject} {key}")
    return count


def _mismatch(county, subjects, entry, there, found):
    seq, subject, key = entry
    is_gone = not any(later[:2] == (subject, key) for later in found)
    if is_gone:
        return errors.RecordGone(county=county.code, record=f"{subject} {key}", seq=seq)
    record = f"{there[0]} {there[1]}"
    if journal.is_told(county.id, subjects, there[1]):
        return errors.RecordMisplaced(county=county.code, record=record, seq=seq)
    return errors.RecordUnknown(county=county.code, record=record)
