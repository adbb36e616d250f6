"""What still has to go out, and which jobs were done."""

from sqlalchemy import func, select

from mealwatch.extensions import db
from mealwatch.messages.models import JobRun, Message
from mealwatch.messages.queries.inbox import told_of

_message = Message.__table__.c
_job = JobRun.__table__.c


def last_id(county_id):
    """The id of the county's last message; 0 for none."""
    return db.session.scalar(select(func.max(_message.id)).where(_message.county_id == county_id)) or 0


def pending(county_id, after, kinds, account_id=None):
    """The messages after ``after`` of some kinds, of one person or of all, in order of their telling."""
    statement = (
        select(Message.__table__)
        .where(_message.county_id == county_id, _message.id > after, _message.kind.in_(list(kinds)))
        .order_by(_message.id)
    )
    if account_id is not None:
        statement = statement.where(_message.account_id == account_id)
    return told_of(statement)


def jobs_done(county_id, job, since):
    """The periods from ``since`` on for which a job was done, as a set."""
    statement = select(_job.period).where(_job.county_id == county_id, _job.job == job, _job.period >= since)
    return set(db.session.scalars(statement))
