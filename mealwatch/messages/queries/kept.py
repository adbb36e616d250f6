"""What the journal keeps of messages. Of a channel's address and secret it holds digests only."""

from mealwatch.audit.chain import digest
from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.messages import models


def channel_body(row):
    """A channel without its secrets: an e-mail address is a person's, a robot's address holds its key."""
    hidden = {name: digest(row[name]) if row[name] else "" for name in ("address", "secret")}
    return body_of(row | hidden)


KEPT = (
    Kept("message", models.Message.__table__),
    Kept("message_channel", models.Channel.__table__, channel_body),
    Kept("message_sending", models.Sending.__table__),
    Kept("job_run", models.JobRun.__table__),
)
