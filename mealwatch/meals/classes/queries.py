"""Classes, the addresses of their teachers, and what they told. Of several versions the highest counts."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select

from mealwatch.audit.kept import Kept
from mealwatch.extensions import db
from mealwatch.meals.models import ClassHeads, ClassLink, IssueCopy, SchoolClass

_class = SchoolClass.__table__.c
_link = ClassLink.__table__.c
_heads = ClassHeads.__table__.c
_copy = IssueCopy.__table__.c

#: What the journal keeps of these tables; the append-only ones too, one entry a row.
KEPT = (
    Kept("school_class", SchoolClass.__table__),
    Kept("class_link", ClassLink.__table__),
    Kept("class_heads", ClassHeads.__table__),
    Kept("issue_copy", IssueCopy.__table__),
)


@dataclass(frozen=True)
class Class:
    id: int
    school_id: int
    group_id: int
    name: str
    enrolled: int
    active: bool


class Told(NamedTuple):
    """What a teacher told: the newest version of a class at a meal."""

    class_id: int
    present: int
    eating: int
    signed_by: str
    entered_at: object
    version: int


class Sum(NamedTuple):
    """A group's classes together: pupils eating, how many classes told, how many there are."""

    eating: int
    told: int
    classes: int


def classes_of(county_id, school_ids, *, every=False):
    """The classes of some schools, by school and in the order in which they were entered."""
    statement = select(_class.id, _class.school_id, _class.group_id, _class.name, _class.enrolled, _class.active)
    statement = statement.where(_class.county_id == county_id, _class.school_id.in_(list(school_ids)))
    if not every:
        statement = statement.where(_class.active)
    return [Class(*row) for row in db.session.execute(statement.order_by(_class.school_id, _class.id))]


def told(county_id, class_ids, on, meal):
    """``{class id: Told}`` of one day and meal."""
    statement = select(
        _heads.class_id, _heads.present, _heads.eating, _heads.signed_by, _heads.entered_at, _heads.version
    ).where(
        _heads.county_id == county_id,
        _heads.class_id.in_(list(class_ids)),
        _heads.dated_on == on,
        _heads.meal == meal,
    )
    return {row[0]: Told(*row) for row in db.session.execute(statement.order_by(_heads.version))}


def sums(county_id, school_ids, on, meal):
    """``{group id: Sum}`` of the groups that have classes."""
    classes = classes_of(county_id, school_ids)
    newest = told(county_id, [one.id for one in classes], on, meal)
    found = {}
    for one in classes:
        was = found.get(one.group_id, Sum(0, 0, 0))
        said = newest.get(one.id)
        found[one.group_id] = Sum(was.eating + (said.eating if said else 0), was.told + bool(said), was.classes + 1)
    return found


def link_in_force(county_id, school_id):
    """The school's link (id, created_at, created_by) that can be used, or None."""
    return db.session.execute(
        select(_link.id, _link.created_at, _link.created_by)
        .where(_link.county_id == county_id, _link.school_id == school_id, _link.revoked_at.is_(None))
        .order_by(_link.id.desc())
        .limit(1)
    ).one_or_none()


def find_link(county_id, token_hash):
    """(id, school_id) of the link with this hash while it can be used, or None."""
    return db.session.execute(
        select(_link.id, _link.school_id).where(
            _link.county_id == county_id, _link.token_hash == token_hash, _link.revoked_at.is_(None)
        )
    ).one_or_none()


def told_since(county_id, link_id, moment):
    """How often something was told at this link since a moment."""
    return db.session.scalar(
        select(func.count())
        .select_from(ClassHeads)
        .where(_heads.county_id == county_id, _heads.link_id == link_id, _heads.entered_at >= moment)
    )


def copies_of(county_id, document_ids):
    """``{document id: (copied_from, lines, unchanged)}`` of the issues among these that began as a copy."""
    statement = select(_copy.document_id, _copy.copied_from, _copy.lines, _copy.unchanged).where(
        _copy.county_id == county_id, _copy.document_id.in_(list(document_ids))
    )
    return {row[0]: tuple(row[1:]) for row in db.session.execute(statement)}


def told_by_group(county_id, first, last):
    """``{(group id, date, meal): (present, eating, classes that told, classes of the group)}`` of some days.

    Only classes that are counted; what they told last counts.
    """
    classes = {
        row.id: row.group_id
        for row in db.session.execute(
            select(_class.id, _class.group_id).where(_class.county_id == county_id, _class.active)
        )
    }
    of_group = {}
    for group_id in classes.values():
        of_group[group_id] = of_group.get(group_id, 0) + 1
    statement = select(_heads.class_id, _heads.dated_on, _heads.meal, _heads.present, _heads.eating).where(
        _heads.county_id == county_id, _heads.dated_on.between(first, last)
    )
    newest = {row[:3]: row[3:] for row in map(tuple, db.session.execute(statement.order_by(_heads.version)))}
    found = {}
    for (class_id, on, meal), (present, eating) in newest.items():
        if class_id in classes:
            key = classes[class_id], on, meal
            was = found.get(key, (0, 0, 0))
            found[key] = was[0] + present, was[1] + eating, was[2] + 1
    return {key: (*sums, of_group[key[0]]) for key, sums in found.items()}
