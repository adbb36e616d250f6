"""Checklists for reading: published versions, and what is being changed.

A county that never touched its lists has the default one, as it comes with the product.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select

from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.checklists import errors, known, models
from mealwatch.checklists.domain.checklist import DEFAULT, Checklist, Version, from_json
from mealwatch.extensions import db

_list = models.Checklist.__table__.c
_version = models.ChecklistVersion.__table__.c


def _hashed(column):
    """Makes an entry's body of a row: the long text of a column by its digest."""

    def body(row):
        text = row[column]
        return body_of(row | {column: None if text is None else sha256(text.encode()).hexdigest()})

    return body


list_body, version_body = _hashed("draft"), _hashed("content")
#: What the journal keeps of each table, row by row.
KEPT = (
    Kept("checklist", models.Checklist.__table__, list_body),
    Kept("checklist_version", models.ChecklistVersion.__table__, version_body),
)


@dataclass(frozen=True)
class Draft:
    """What is being changed of a list: its content, the version from which it began (0: none), and who last."""

    content: Checklist
    of: int
    revision: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True)
class Listed:
    """A list of the county: the newest version (None before the first), what is being changed, whether it is used."""

    code: str
    active: bool
    current: Version | None
    draft: Draft | None

    @property
    def title(self):
        content = self.current.list if self.current else self.draft.content if self.draft else None
        return content.title if content else self.code


def lists(county_id):
    """The county's lists, the default one first."""
    rows = {row.code: row for row in db.session.execute(select(_list).where(_list.county_id == county_id))}
    newest = {one.code: one for one in [known.default(), *_stored(county_id)]}
    codes = sorted({*newest, *rows}, key=lambda code: (code != DEFAULT, code))
    return [_listed(code, rows.get(code), newest.get(code)) for code in codes]


def get_list(county_id, code):
    """One list. Raises NoChecklist."""
    found = next((one for one in lists(county_id) if one.code == code), None)
    if found is None:
        raise errors.NoChecklist(what="checklist", key=code)
    return found


def current(county_id, code=DEFAULT):
    """The newest published version of a list. Raises NoChecklist."""
    newest = select(func.max(_version.number)).where(_version.county_id == county_id, _version.code == code)
    return version(county_id, code, db.session.scalar(newest) or 1)


def version(county_id, code, number):
    """One version. Raises NoChecklist."""
    if (code, number) == (DEFAULT, 1):
        return known.default()
    found = _stored(county_id, _version.code == code, _version.number == number)
    if not found:
        raise errors.NoChecklist(what="checklist", key=f"{code} {number}")
    return found[0]


def versions(county_id, code):
    """All versions of a list, the oldest first. Raises NoChecklist."""
    found = _stored(county_id, _version.code == code)
    if code == DEFAULT:
        found.insert(0, known.default())
    if not found:
        raise errors.NoChecklist(what="checklist", key=code)
    return found


def _stored(county_id, *conditions):
    statement = select(_version).where(_version.county_id == county_id, *conditions)
    rows = db.session.execute(statement.order_by(_version.code, _version.number))
    return [
        Version(row.code, row.number, from_json(json.loads(row.content)), row.note, row.entered_at, row.entered_by)
        for row in rows
    ]


def _listed(code, row, newest):
    draft = None
    if row is not None and row.draft is not None:
        content = from_json(json.loads(row.draft))
        draft = Draft(content, row.draft_of or 0, row.revision, row.changed_at, row.changed_by)
    return Listed(code, row is None or row.active, newest, draft)
