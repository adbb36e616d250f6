"""Sending what a channel has not been sent yet, gathered into one text.

A try is written down before it is made and its outcome after: two processes
never send the same, and what a crash left open counts as a try that failed.
"""

from datetime import timedelta

from mealwatch.audit import rows
from mealwatch.audit import service as journal
from mealwatch.messages import queries, transport
from mealwatch.messages.domain import pace
from mealwatch.messages.domain.kinds import is_urgent
from mealwatch.messages.domain.texts import digest_of_group, digest_of_person
from mealwatch.messages.errors import NoMailServer, NotDelivered
from mealwatch.messages.models import Sending
from mealwatch.messages.transport import Undelivered
from mealwatch.storage.keys import next_id

#: Older messages are not sent after the fact: they stand in the service.
TOO_OLD = timedelta(days=7)


def deliver(county_id, *, settings, translate, by, now, once):
    """Send every channel what is due; ``once(work)`` does each write in a transaction. Returns how many were sent."""
    sent = 0
    for route in queries.channels_of(county_id):
        if route.active and (route.shape != "email" or settings["SMTP_HOST"]):
            sent += _deliver_one(county_id, route, settings, translate, by=by, now=now, once=once)
    return sent


def send_test(county_id, channel_id, *, settings, translate, now):
    """Send a group one line to see that it works. Raises NoChannel, NotDelivered."""
    route = queries.channel(county_id, channel_id)
    title, lines = digest_of_group([], settings["BASE_URL"], translate)
    try:
        transport.post(route.shape, route.address, route.secret, title=title, lines=lines, now=now, settings=settings)
    except Undelivered as error:
        raise NotDelivered(why=str(error)) from None


def refuse_without_server(settings):
    """Raise NoMailServer where no mail can go out."""
    if not settings["SMTP_HOST"]:
        raise NoMailServer(field="email")


def _deliver_one(county_id, route, settings, translate, *, by, now, once):
    due = once(lambda: _claim(county_id, route, by=by, now=now))
    if not due:
        return 0
    try:
        if route.shape == "email":
            title, lines = digest_of_person(due, settings["BASE_URL"], translate)
            transport.mail(route.address, title=title, lines=lines, settings=settings)
        else:
            title, lines = digest_of_group(due, settings["BASE_URL"], translate)
            transport.post(
                route.shape, route.address, route.secret, title=title, lines=lines, now=now, settings=settings
            )
        outcome, detail = "sent", ""
    except Undelivered as error:
        outcome, detail = "failed", str(error)
    once(lambda: _keep(county_id, route, due, outcome, detail, by=by, now=now))
    return outcome == "sent"


def _claim(county_id, route, *, by, now):
    """The messages to send now, after writing the try down; none when it is not time yet."""
    journal.lock(county_id)
    so_far = queries.progress(county_id).get(route.id, queries.Progress())
    waiting = queries.pending(county_id, max(so_far.through, route.since), route.kinds, route.account_id)
    due = [one for one in waiting if now - one.told_at <= TOO_OLD]
    ready = due and pace.may_send(
        now,
        quiet=(route.quiet_from, route.quiet_until),
        last_sent=so_far.sent_at,
        last_tried=so_far.tried_at,
        failures=so_far.failures,
        urgent=is_urgent(one.kind for one in due),
    )
    if not ready:
        return []
    _keep(county_id, route, due, "trying", "", by=by, now=now)
    return due


def _keep(county_id, route, due, outcome, detail, *, by, now):
    row = {
        "county_id": county_id,
        "id": next_id(Sending, county_id),
        "channel_id": route.id,
        "first": due[0].id,
        "through": due[-1].id,
        "messages": len(due),
        "outcome": outcome,
        "detail": detail,
        "sent_at": now,
    }
    journal.lock(county_id)
    rows.put(
        county_id, Sending, [row], {}, subject="message_sending", key_of=lambda row: str(row["id"]), by=by, now=now
    )
