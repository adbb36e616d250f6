"""Changeable rows against the journal's last word on each: every column, none missing, none unknown."""

import json

from sqlalchemy import select

from mealwatch.audit import entries as journal
from mealwatch.audit.kept import body_text
from mealwatch.storage import view
from mealwatch.verification import errors
from mealwatch.verification.queries.chain import fingerprint, identity_in


def check_masters(county, kept, last_words, checked):
    """Raises RecordChanged with the columns, RecordUnknown or RecordGone. Takes the words that it has checked away."""
    for one in kept:
        names = [column.name for column in one.table.columns]
        identity = tuple(one.table.c[name] for name in one.identity)
        statement = select(*one.table.columns).where(one.county == county.id).order_by(*identity)
        for values in view.rows(statement):
            row = dict(zip(names, values, strict=True))
            word = last_words.pop((one.subject, *(row[name] for name in one.identity)), None)
            if word is None:
                raise _unknown(county, one, row)
            if fingerprint(body_text(one.body, row)) != word:
                raise _changed(county, one, row)
            checked.add("master_rows")
    if last_words:
        raise _gone(county, {one.subject: one for one in kept}, set(last_words))


def _unknown(county, one, row):
    told = _last_told(county, one, [row[name] for name in one.identity])
    place = "/".join(str(row[name]) for name in one.identity[1:])
    record = f"{one.subject} {told[1]}" if told else f"{one.subject} {place} ({one.table.name})"
    return errors.RecordUnknown(county=county.code, record=record)


def _changed(county, one, row):
    seq, key, body = _last_told(county, one, [row[name] for name in one.identity]) or (0, "", {})
    differing = [f"{name}: {body[name]} → {row[name]}" for name in row if name in body and row[name] != body[name]]
    differences = f" ({'; '.join(differing)})" if differing else ""
    return errors.RecordChanged(county=county.code, record=f"{one.subject} {key}", seq=seq, differences=differences)


def _gone(county, kept, missing):
    found = {}
    for seq, subject, key, body in journal.told(county.id, sorted({subject for subject, *_ in missing})):
        identity = subject, *identity_in(json.loads(body), kept[subject])
        if identity in missing:
            found[identity] = seq, f"{subject} {key}"
    seq, record = min(found.values())
    return errors.RecordGone(county=county.code, record=record, seq=seq)


def _last_told(county, one, identity):
    """(seq, key, body) of the last entry on a row, or None."""
    last = None
    for seq, _subject, key, body in journal.told(county.id, [one.subject]):
        body = json.loads(body)
        if list(identity_in(body, one)) == identity:
            last = seq, key, body
    return last
