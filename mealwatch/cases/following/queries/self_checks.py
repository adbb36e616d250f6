"""Self-checks with whom they asked and what came back."""

import json

from sqlalchemy import select

from mealwatch.cases.following import errors, models
from mealwatch.cases.following.domain.checks import Asked, Check, Reply
from mealwatch.cases.following.domain.looks import VERIFICATION
from mealwatch.extensions import db

_draw = models.FieldDraw.__table__.c
_check = models.SelfCheck.__table__.c
_asked = models.SelfCheckSchool.__table__.c
_reply = models.SelfCheckReply.__table__.c


def self_checks(county_id, *, ids=None, case_ids=None):
    """[Check], the newest first."""
    wanted = [_check.county_id == county_id]
    for column, some in ((_check.id, ids), (_check.case_id, case_ids)):
        if some is not None:
            wanted.append(column.in_(list(some)))
    rows = db.session.execute(select(_check).where(*wanted).order_by(_check.id.desc())).all()
    if not rows:
        return []
    asked = _of_checks(county_id, [row.id for row in rows])
    return [
        Check(
            row.id,
            row.case_id,
            row.scope,
            row.town,
            row.cause,
            row.cause_key,
            row.cause_text,
            row.first_day,
            row.last_day,
            row.title,
            tuple(json.loads(row.questions)),
            row.due_on,
            row.entered_at,
            row.entered_by,
            tuple(asked.get(row.id, ())),
        )
        for row in rows
    ]


def undrawn(county_id, since):
    """[Check] due since a day whose all-clears were not drawn from yet."""
    drawn = select(_draw.subject_id).where(_draw.county_id == county_id, _draw.kind == VERIFICATION)
    statement = select(_check.id).where(_check.county_id == county_id, _check.due_on >= since, _check.id.not_in(drawn))
    ids = list(db.session.scalars(statement))
    return self_checks(county_id, ids=ids) if ids else []


def get_check(county_id, check_id):
    """One self-check. Raises NoCheck."""
    found = self_checks(county_id, ids=[check_id])
    if not found:
        raise errors.NoCheck(what="", key=str(check_id))
    return found[0]


def asked_of(county_id, school_ids):
    """``[(Check, Asked)]`` of some schools (None: all), the newest first."""
    statement = select(_asked.check_id).where(_asked.county_id == county_id)
    if school_ids is not None:
        statement = statement.where(_asked.school_id.in_(list(school_ids)))
    found = self_checks(county_id, ids=set(db.session.scalars(statement)))
    return [(check, one) for check in found for one in check.asked if school_ids is None or one.school_id in school_ids]


def waiting_at(county_id, school_ids):
    """How many self-checks these schools have not answered yet."""
    return sum(one.reply is None for _, one in asked_of(county_id, school_ids))


def check_counts(county_id, case_ids):
    """``{case id: (asked, answered, having)}`` of the cases that were asked about elsewhere."""
    found = {}
    for one in self_checks(county_id, case_ids=case_ids):
        before = found.get(one.case_id, (0, 0, 0))
        counts = len(one.asked), one.answered, len(one.having)
        found[one.case_id] = tuple(map(sum, zip(before, counts, strict=True)))
    return found


def _of_checks(county_id, ids):
    replies = {}
    statement = select(_reply).where(_reply.county_id == county_id, _reply.check_id.in_(ids)).order_by(_reply.number)
    for row in db.session.execute(statement):
        photos = tuple(row.photos.split())
        replies[row.check_id, row.school_id] = Reply(
            row.number, row.has, tuple(json.loads(row.answers)), row.words, photos, row.replied_at, row.replied_by
        )
    found = {}
    statement = select(_asked).where(_asked.county_id == county_id, _asked.check_id.in_(ids))
    for row in db.session.execute(statement.order_by(_asked.check_id, _asked.school_id)):
        one = Asked(row.school_id, tuple(json.loads(row.rows)), replies.get((row.check_id, row.school_id)))
        found.setdefault(row.check_id, []).append(one)
    return found
