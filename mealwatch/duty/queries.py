"""Papers of canteens, notes on weeks, and what is on record of the principal's card, as values."""

from sqlalchemy import func, select

from mealwatch.audit.kept import Kept
from mealwatch.duty import errors, models
from mealwatch.duty.domain.card import Act, View, items_of
from mealwatch.duty.domain.papers import Paper
from mealwatch.extensions import db

_paper = models.CanteenPaper.__table__.c
_view = models.CardView.__table__.c
_act = models.CardAct.__table__.c
_note = models.WeekNote.__table__.c
_PAPER = select(*(_paper[name] for name in Paper.__dataclass_fields__))

#: What the journal keeps of the tables.
KEPT = (
    Kept("canteen_paper", models.CanteenPaper.__table__),
    Kept("card_view", models.CardView.__table__),
    Kept("card_act", models.CardAct.__table__),
    Kept("week_note", models.WeekNote.__table__),
)


def papers_of(county_id, canteen_ids, *, ended=False):
    """The papers of some canteens, the first to run out first; those no longer needed only when asked for."""
    statement = _PAPER.where(_paper.county_id == county_id, _paper.canteen_id.in_(list(canteen_ids)))
    if not ended:
        statement = statement.where(_paper.ended_on.is_(None))
    return [Paper(*row) for row in db.session.execute(statement.order_by(_paper.expires_on, _paper.id))]


def get_paper(county_id, canteen_id, paper_id):
    """A paper of a canteen. Raises NoPaper."""
    row = db.session.execute(
        _PAPER.where(_paper.county_id == county_id, _paper.canteen_id == canteen_id, _paper.id == paper_id)
    ).one_or_none()
    if row is None:
        raise errors.NoPaper(value=paper_id)
    return Paper(*row)


def views_of(county_id, school_ids=None, *, since=None, account_id=None, latest=None, view_id=None):
    """Openings of the card at some schools (None: all), the newest first, with what was done from them."""
    columns = _view.id, _view.school_id, _view.account_id, _view.name, _view.opened_at, _view.showed
    statement = select(*columns).where(_view.county_id == county_id).order_by(_view.id.desc())
    if school_ids is not None:
        statement = statement.where(_view.school_id.in_(list(school_ids)))
    if since is not None:
        statement = statement.where(_view.opened_at >= since)
    if account_id is not None:
        statement = statement.where(_view.account_id == account_id)
    if view_id is not None:
        statement = statement.where(_view.id == view_id)
    rows = db.session.execute(statement.limit(latest)).all()
    acts = _acts_of(county_id, [row.id for row in rows])
    return [View(*row[:5], items_of(row.showed), tuple(acts.get(row.id, ()))) for row in rows]


def last_opened(county_id, school_ids=None):
    """``{school id: when its card was last opened}``."""
    statement = select(_view.school_id, func.max(_view.opened_at)).where(_view.county_id == county_id)
    if school_ids is not None:
        statement = statement.where(_view.school_id.in_(list(school_ids)))
    return dict(tuple(row) for row in db.session.execute(statement.group_by(_view.school_id)))


def get_view(county_id, school_id, view_id):
    """One opening of a school's card. Raises NoView."""
    for view in views_of(county_id, [school_id], view_id=view_id):
        return view
    raise errors.NoView(value=view_id)


def notes_of(county_id, school_ids, first, last):
    """``{(school id, monday): [(text, written by, written at)]}`` of weeks that begin in a span, newest first."""
    columns = _note.school_id, _note.monday, _note.text, _note.written_by, _note.written_at
    statement = select(*columns).where(
        _note.county_id == county_id, _note.school_id.in_(list(school_ids)), _note.monday.between(first, last)
    )
    found = {}
    for school_id, monday, *note in db.session.execute(statement.order_by(_note.id.desc())):
        found.setdefault((school_id, monday), []).append(tuple(note))
    return found


def _acts_of(county_id, view_ids):
    columns = _act.view_id, _act.number, _act.what, _act.target, _act.done_at
    statement = select(*columns).where(_act.county_id == county_id, _act.view_id.in_(view_ids))
    found = {}
    for view_id, *act in db.session.execute(statement.order_by(_act.view_id, _act.number)):
        found.setdefault(view_id, []).append(Act(*act))
    return found
