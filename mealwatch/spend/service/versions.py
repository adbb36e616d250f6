"""Closing and reopening as programs ask for it: the statement's version is the identity of what is asked.

Asking again for what is done already gives the same record and changes nothing;
a version that is neither there nor next is refused.
"""

from mealwatch.audit import service as journal
from mealwatch.counties import queries as counties
from mealwatch.kernel.day_words import chinese_day
from mealwatch.spend import errors
from mealwatch.spend.queries.reopenings import reopening_of
from mealwatch.spend.queries.statements import statements_of
from mealwatch.spend.service.closing import close_all, close_week
from mealwatch.spend.service.reopening import agree_reopening, ask_reopening


def close_version(county_id, school_id, week, version, *, how, by, now):
    """Close a school's week as ``version``. Returns ``(StatementHead, whether it is new)``.

    Raises VersionNotNext, DeadlineAhead for the deadline's close, and what close_week raises.
    """
    journal.lock(county_id)
    known = statements_of(county_id, school_id, week)
    there = next((one for one in known if one.version == version), None)
    if there:
        return there, False
    expected = known[0].version + (0 if known[0].standing else 1) if known else 1
    if version != expected:
        raise errors.VersionNotNext(field="version", value=version, version=expected, week=week)
    if how == "deadline":
        refuse_before_deadline(county_id, week, now)
    return close_week(county_id, school_id, week, how=how, by=by, now=now), True


def close_due(county_id, week, *, by, now):
    """The deadline's close for every school. Returns the ids of the schools that were closed.

    Raises DeadlineAhead, WeekNotOver.
    """
    refuse_before_deadline(county_id, week, now)
    return close_all(county_id, week, by=by, now=now)


def ask_version(county_id, school_id, week, version, *, reason, by, now):
    """Ask to reopen ``version``. Returns ``(Asked, whether it is new)``.

    Raises AskedOtherwise, VersionNotNext, and what ask_reopening raises.
    """
    journal.lock(county_id)
    asked = reopening_of(county_id, school_id, week, version)
    if asked:
        if (asked.asked_by_id, asked.reason) != (by.account_id, reason.strip()):
            raise errors.AskedOtherwise(field="reason", asked_by=asked.asked_by)
        return asked, False
    _refuse_other(county_id, school_id, week, version)
    ask_reopening(county_id, school_id, week, reason=reason, by=by, now=now)
    return reopening_of(county_id, school_id, week, version), True


def agree_version(county_id, school_id, week, version, *, by, now):
    """Agree to reopen ``version``. Returns ``(Asked, whether it is new)``.

    Raises AlreadyReopened, VersionNotNext, and what agree_reopening raises.
    """
    journal.lock(county_id)
    asked = reopening_of(county_id, school_id, week, version)
    if asked and asked.agreed_by is not None:
        if asked.agreed_by_id != by.account_id:
            raise errors.AlreadyReopened(field="version", agreed_by=asked.agreed_by, version=version)
        return asked, False
    _refuse_other(county_id, school_id, week, version)
    agree_reopening(county_id, school_id, week, by=by, now=now)
    return reopening_of(county_id, school_id, week, version), True


def refuse_before_deadline(county_id, week, now):
    """Raise DeadlineAhead where the week does not close by itself yet."""
    until = counties.policies_of(county_id).on(week.monday).closes_at(week)
    if now < until:
        raise errors.DeadlineAhead(field="week", week=week, until=f"{chinese_day(until)} {until:%H:%M}")


def _refuse_other(county_id, school_id, week, version):
    known = statements_of(county_id, school_id, week)
    if not known or not known[0].standing:
        raise errors.NotClosed(field="week", week=week)
    if known[0].version != version:
        raise errors.VersionNotNext(field="version", value=version, version=known[0].version, week=week)
