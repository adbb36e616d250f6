"""Doing what is due: each job in a transaction of its own, written down with what it did, so that it is done once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mealwatch.alerts import service as alerting
from mealwatch.cases import service as cases
from mealwatch.cases.following import service as following
from mealwatch.counties import queries as counties
from mealwatch.jobs import calendar, telling
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import mark
from mealwatch.messages import queries as messages
from mealwatch.messages import service as messaging
from mealwatch.spend import service as spend
from mealwatch.storage.transaction import in_transaction

BY = Actor("mealwatch weekly")


@dataclass(frozen=True)
class Done:
    """What was done: ``says`` with its ``facts``."""

    says: str
    facts: dict[str, Any]

    def text(self, translate):
        return translate(self.says).format_map(self.facts)


def do_due(county, now, *, settings, translate):
    """Everything that is due in a county. Returns the Done, in order; nothing was due: an empty list."""
    done = []
    for step in (_close, _judge, _look_back, _remind, _cases, _digest):
        done += step(county, now)
    sent = messaging.deliver(county.id, settings=settings, translate=translate, by=BY, now=now, once=in_transaction)
    if sent:
        done.append(Done(mark("向 {count} 个邮箱和群发出了消息"), {"count": sent}))
    return done


def _close(county, now):
    """The deadline's close, once a week: one that was opened again stays as people leave it."""
    policies, done = counties.policies_of(county.id), []
    for week in calendar.closable(now, policies, county.live_from):
        closed = _once(county.id, "close", week, now, lambda week=week: _close_week(county.id, week, now))
        if closed:
            done.append(Done(mark("{week}：到期周结 {count} 所学校"), {"week": week, "count": closed}))
    return done


def _close_week(county_id, week, now):
    return len(spend.close_all(county_id, week, by=BY, now=now))


def _judge(county, now):
    """The rules over the weeks that closed since; in a transaction a week, so that a year is caught up in pieces."""
    done = []
    for week in alerting.due(county.id, now):
        found = alerting.find(county.id, week, now=now)
        run = in_transaction(lambda found=found: alerting.keep(county.id, found, by=BY, now=now))
        done.append(Done(mark("{week}：按规则核对了 {count} 所学校"), {"week": week, "count": run.judged}))
    in_transaction(lambda: alerting.catch_up(county.id, by=BY, now=now))
    return done


def _look_back(county, now):
    """Look-backs whose morning has come are shown, those that were not done are drawn anew."""
    if not following.is_due(county.id, now):
        return []
    in_transaction(lambda: following.wake(county.id, by=BY, now=now))
    return [Done(mark("更新了回头看的安排"), {})]


def _remind(county, now):
    """Schools whose records have gaps are told, before the week closes."""
    closed = messages.jobs_done(county.id, "close", str(calendar.last_over(now)))
    asked = calendar.remindable(now, {calendar.last_over(now)} if closed else set())
    if asked is None or county.live_from is None:
        return []
    week, on = asked
    told = _once(county.id, "remind", on, now, lambda: telling.remind_gaps(county.id, week, by=BY, now=now))
    return [Done(mark("{week}：提醒了 {count} 所学校补报"), {"week": week, "count": told})] if told else []


def _cases(county, now):
    """Schools whose day for mending is near or over are told."""
    on = calendar.morning(now)
    if on is None:
        return []
    told = _once(county.id, "cases", on, now, lambda: cases.remind(county.id, by=BY, now=now))
    return [Done(mark("提醒了 {count} 件快到期或逾期的整改"), {"count": told})] if told else []


def _digest(county, now):
    """Once a week is closed and judged, the bureau is told what there is to do."""
    week = calendar.last_over(now)
    if str(week) not in messages.jobs_done(county.id, "close", str(week)):
        return []
    told = _once(county.id, "digest", week, now, lambda: telling.tell_digest(county.id, week, by=BY, now=now))
    return [Done(mark("{week}：向县教体局发了汇总"), {"week": week})] if told else []


def _once(county_id, job, period, now, work: Callable[[], int]):
    """Do a job for a day or a week unless it was done; what it counted, 0 where it was done already."""

    def once():
        if str(period) in messages.jobs_done(county_id, job, str(period)):
            return 0
        count = work()
        messaging.keep_job(county_id, job, str(period), result=str(count), by=BY, now=now)
        return count

    if str(period) in messages.jobs_done(county_id, job, str(period)):
        return 0
    return in_transaction(once)
