"""Draws and their looks. Here alone a drawn day is worked out, and it leaves only when its morning has come."""

import json
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from mealwatch.cases import queries as cases
from mealwatch.cases.following import errors, models, sealed
from mealwatch.cases.following.domain import drawing, windows
from mealwatch.cases.following.domain.looks import (
    CALLED,
    LOOK_BACK,
    SEEN,
    SETTLED,
    TODAY,
    WAITING,
    Draw,
    Slate,
    Step,
    looks_of,
)
from mealwatch.extensions import db
from mealwatch.inspections import queries as visited
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools

_draw = models.FieldDraw.__table__.c
_slate = models.FieldSlate.__table__.c
_step = models.FieldStep.__table__.c


def draws(county_id, now, *, kind=None, subject_ids=None, ids=None, open_only=False):
    """[Draw] with their Looks as they may be known at that moment, the newest first."""
    wanted = [_draw.county_id == county_id]
    if kind is not None:
        wanted.append(_draw.kind == kind)
    for column, some in ((_draw.subject_id, subject_ids), (_draw.id, ids)):
        if some is not None:
            wanted.append(column.in_(list(some)))
    if open_only:
        over = select(_step.draw_id).where(_step.county_id == county_id, _step.what.in_(("shown", "ended")))
        wanted.append(_draw.id.not_in(over))
    rows = db.session.execute(select(_draw).where(*wanted).order_by(_draw.id.desc())).all()
    if not rows:
        return []
    numbers = [row.id for row in rows]
    slates, steps = _slates(county_id, numbers), _steps(county_id, numbers)
    found = [
        Draw(
            row.id,
            row.kind,
            row.subject_id,
            row.looks,
            row.seed_hash,
            row.entered_at,
            row.entered_by,
            tuple(slates.get(row.id, ())),
            tuple(steps.get(row.id, ())),
        )
        for row in rows
    ]
    known = {one.id: _known(county_id, one, now) for one in found}
    ids_of = {one.code: one.id for one in schools.schools_of(county_id)} if any(known.values()) else {}
    visits = _visited(county_id, found, known, ids_of)
    return [replace(one, looks=looks_of(one, known[one.id], ids_of, now, visits)) for one in found]


def get_draw(county_id, draw_id, now):
    """One draw. Raises NoDraw."""
    found = draws(county_id, now, ids=[draw_id])
    if not found:
        raise errors.NoDraw(what="", key=str(draw_id))
    return found[0]


def todays(county_id, now, school_ids=None):
    """``[(Look, Draw)]`` whose day is today and known by now, those of some schools (None: all)."""
    today = now.astimezone(SHANGHAI).date()
    return [
        (look, draw)
        for draw in draws(county_id, now, open_only=True)
        for look in draw.looks
        if look.state in (TODAY, SEEN) and look.on == today and (school_ids is None or look.school_id in school_ids)
    ]


class Open(NamedTuple):
    """A look of today: ``id`` is ``draw/number``; ``kind`` look_back or verification of ``subject_id``."""

    id: str
    draw_id: int
    n: int
    kind: str
    subject_id: int
    school_id: int
    on: date
    seen: bool


def open_today(county_id, school_ids, now):
    """[Open] of today's looks at some schools (None: all), for lists."""
    return [
        Open(
            f"{draw.id}/{look.n}",
            draw.id,
            look.n,
            draw.kind,
            draw.subject_id,
            look.school_id,
            look.on,
            look.state == SEEN,
        )
        for look, draw in todays(county_id, now, school_ids)
    ]


def looked_for(county_id, stop_id):
    """The finding (its number, in a set) of whose case a stop is the look-back; else nothing."""
    here = select(_draw.subject_id).join(
        models.FieldStep.__table__, (_step.county_id == _draw.county_id) & (_step.draw_id == _draw.id)
    )
    wanted = _draw.county_id == county_id, _draw.kind == LOOK_BACK, _step.what == CALLED, _step.stop_id == stop_id
    case_id = db.session.scalar(here.where(*wanted))
    found = cases.cases(county_id, ids=[case_id], source="finding") if case_id else ()
    return frozenset(int(one.source_key) for one in found if one.source_key.isdecimal())


def call_for(county_id, now, stop_id):
    """``(Look, Draw)`` that a stop of a round was made for, or None."""
    statement = select(_step.draw_id).where(_step.county_id == county_id, _step.stop_id == stop_id)
    draw_id = db.session.scalar(statement.where(_step.what == CALLED))
    if draw_id is None:
        return None
    draw = get_draw(county_id, draw_id, now)
    return next(((one, draw) for one in draw.looks if one.called and one.called.stop_id == stop_id), None)


def reserved(county_id, now):
    """``[(Week, half days to be kept free at most)]`` of the weeks to come.

    Told from the windows alone, which everybody knows: neither a drawn day nor a school goes into it.
    """
    today, found = now.astimezone(SHANGHAI).date(), {}
    for draw in draws(county_id, now, open_only=True):
        for look in draw.looks:
            if look.state != WAITING:
                continue
            week = Week.of(max(look.first, today))
            while week.monday <= look.last:
                found[week] = found.get(week, 0) + 1
                week = week.shifted(1)
    return sorted(found.items())


def last_draw_id(county_id):
    """The number given last, 0 before the first."""
    return db.session.scalar(select(func.max(_draw.id)).where(_draw.county_id == county_id)) or 0


def _known(county_id, draw, now):
    """The Picks of a draw whose morning has come; of an ended one those that were called."""
    due = [
        one
        for one in draw.slates
        if any(
            windows.known_at(date.fromisoformat(on)) <= now for days in one.listed["choices"].values() for on in days
        )
    ]
    if not due:
        return []
    seed = draw.shown or sealed.find_seed(county_id, draw.id, draw.seed_hash)
    if seed is None:
        return []
    picks = [one for slate in due for one in drawing.picks_of(seed, slate.listed)]
    called = {(one.look, one.attempt) for one in draw.steps if one.what == CALLED}
    return [
        one for one in picks if windows.known_at(one.on) <= now and (not draw.ended or (one.n, one.attempt) in called)
    ]


def _visited(county_id, found, known, ids_of):
    """``{(school id, day)}`` of visits on drawn days that have no result yet."""
    settled = {(draw.id, one.look) for draw in found for one in draw.steps if one.what in SETTLED}
    asked = {
        (ids_of[one.school], one.on)
        for draw in found
        for one in known[draw.id]
        if (draw.id, one.n) not in settled and one.school in ids_of
    }
    if not asked:
        return frozenset()
    days = [on for _, on in asked]
    visits = visited.visits(county_id, {school_id for school_id, _ in asked}, first=min(days), last=max(days))
    return frozenset(asked & {(one.school_id, one.dated_on) for one in visits})


def _slates(county_id, numbers):
    statement = select(_slate).where(_slate.county_id == county_id, _slate.draw_id.in_(numbers))
    found = {}
    for row in db.session.execute(statement.order_by(_slate.draw_id, _slate.number, _slate.attempt)):
        listed = drawing.slate(row.draw_id, row.number, row.attempt, row.picks, {}) | {
            "choices": json.loads(row.choices)
        }
        one = Slate(row.number, row.attempt, row.picks, listed, row.first_day, row.last_day)
        found.setdefault(row.draw_id, []).append(one)
    return found


def _steps(county_id, numbers):
    statement = select(_step).where(_step.county_id == county_id, _step.draw_id.in_(numbers))
    found = {}
    for row in db.session.execute(statement.order_by(_step.draw_id, _step.number)):
        one = Step(
            row.number,
            row.what,
            row.look,
            row.attempt,
            row.school_id,
            row.dated_on,
            row.stop_id,
            row.visit_id,
            row.words,
            tuple(row.photos.split()),
            row.seed,
            row.done_at,
            row.done_by,
        )
        found.setdefault(row.draw_id, []).append(one)
    return found
