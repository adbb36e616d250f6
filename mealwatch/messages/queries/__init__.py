"""Reading messages: a person's own, the channels, what each still has to be sent."""

from mealwatch.messages.queries.channels import Progress, channel, channels_of, email_of, history, progress
from mealwatch.messages.queries.inbox import inbox, read_through, unread
from mealwatch.messages.queries.kept import KEPT
from mealwatch.messages.queries.outgoing import jobs_done, last_id, pending

__all__ = [
    "KEPT",
    "Progress",
    "channel",
    "channels_of",
    "email_of",
    "history",
    "inbox",
    "jobs_done",
    "last_id",
    "pending",
    "progress",
    "read_through",
    "unread",
]
