"""Changing lists and publishing them. Nothing that was published is touched again."""

from sqlalchemy import insert, select, update

from mealwatch.audit import rows as changed
from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.checklists import errors, queries
from mealwatch.checklists.domain import edit
from mealwatch.checklists.domain.checklist import DEFAULT, Version
from mealwatch.checklists.domain.plain import plain, read
from mealwatch.checklists.models import Checklist, ChecklistVersion
from mealwatch.extensions import db

_SPECIAL = "special-"


def begin(county_id, *, title, source, letters, by, now):
    """Make a special list from the sections ``letters`` of the list ``source``; it is a draft. Returns its code."""
    journal.lock(county_id)
    known = queries.lists(county_id)
    content = queries.current(county_id, source).list
    rows = edit.only_sections(plain(content), set(letters)) | {"title": title}
    numbers = [int(one.code.removeprefix(_SPECIAL)) for one in known if one.code.startswith(_SPECIAL)]
    code = f"{_SPECIAL}{max(numbers, default=0) + 1}"
    _keep(county_id, code, _content(rows), 0, by=by, now=now)
    return code


def change(county_id, code, work, *, seen=None, by, now):
    """Do ``work(rows) -> rows`` to what is being changed of a list, or to a copy of its newest version.

    ``seen``: the revision that the person saw, where it matters. Returns the new content.
    Raises NoChecklist, ChangedMeanwhile, and the first fault of what comes out.
    """
    journal.lock(county_id)
    listed = queries.get_list(county_id, code)
    _refuse_newer(listed, seen)
    content, of = standing(listed)
    found = _content(work(plain(content)))
    if found != content or listed.draft is None:
        _keep(county_id, code, found, of, by=by, now=now)
    return found


def discard(county_id, code, *, by, now):
    """Let what is being changed go; a list that was never published goes with it."""
    journal.lock(county_id)
    listed = queries.get_list(county_id, code)
    if listed.draft is None:
        raise errors.NoDraft
    if listed.current is None:
        [row] = _held(county_id, code).values()
        changed.remove(county_id, Checklist, row, subject="checklist", key=code, by=by, now=now)
    else:
        _put(county_id, code, {"draft": None, "draft_of": None}, by=by, now=now)


def publish(county_id, code, *, note, seen, by, now):
    """Make what is being changed the next version. Returns the Version.

    Raises NoDraft, ChangedMeanwhile, NothingChanged, or the first fault.
    """
    journal.lock(county_id)
    listed = queries.get_list(county_id, code)
    if listed.draft is None:
        raise errors.NoDraft
    _refuse_newer(listed, seen)
    content = _content(plain(listed.draft.content))
    for section in content.sections:
        if not section.items:
            raise errors.SectionEmpty(letter=section.letter)
    newest = listed.current
    if newest is not None and newest.list == content:
        raise errors.NothingChanged(number=newest.number)
    made = Version(code, newest.number + 1 if newest else 1, content, note, now, by.name)
    row = {
        "county_id": county_id,
        "code": code,
        "number": made.number,
        "content": canonical(content.as_json()),
        "digest": made.digest,
        "note": note,
        "entered_at": now,
        "entered_by": by.name,
    }
    db.session.execute(insert(ChecklistVersion), [row])
    key = f"{code}@{made.number}"
    body = queries.version_body(row)
    journal.record(county_id, by=by, action="create", subject="checklist_version", key=key, body=body, now=now)
    _put(county_id, code, {"draft": None, "draft_of": None}, by=by, now=now)
    return made


def use(county_id, code, *, active, by, now):
    """Offer a special list for visits again, or no longer; what was done by it stays readable."""
    journal.lock(county_id)
    if code == DEFAULT:
        raise errors.DefaultStays
    queries.get_list(county_id, code)
    _put(county_id, code, {"active": active}, by=by, now=now)


def standing(listed):
    """``(content, version)``: what is being changed of a list and whence it came, else its newest version."""
    if listed.draft is not None:
        return listed.draft.content, listed.draft.of
    return listed.current.list, listed.current.number


def _refuse_newer(listed, seen):
    if seen is not None and listed.draft is not None and listed.draft.revision != seen:
        raise errors.ChangedMeanwhile(by=listed.draft.changed_by)


def _content(rows):
    content, faults = read(rows)
    if faults:
        raise faults[0]
    return content


def _keep(county_id, code, content, of, *, by, now):
    _put(county_id, code, {"draft": canonical(content.as_json()), "draft_of": of}, by=by, now=now)


def _put(county_id, code, values, *, by, now):
    before = {key: dict(row) for key, row in _held(county_id, code).items()}
    new = {"county_id": county_id, "code": code, "active": True, "draft": None, "draft_of": None, "revision": 0}
    row = before.get((code,), new) | values
    row |= {"revision": row["revision"] + 1, "changed_at": now, "changed_by": by.name}
    if (code,) not in before:
        db.session.execute(insert(Checklist), [row])
        action = "create"
    else:
        table = Checklist.__table__
        here = (table.c.county_id == county_id, table.c.code == code)
        db.session.execute(update(Checklist).where(*here).values(**row))
        action = "update"
    journal.record(county_id, by=by, action=action, subject="checklist", key=code, body=queries.list_body(row), now=now)


def _held(county_id, code):
    table = Checklist.__table__
    rows = db.session.execute(select(table).where(table.c.county_id == county_id, table.c.code == code)).mappings()
    return {(row["code"],): dict(row) for row in rows}
