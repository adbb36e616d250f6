"""Telling people, choosing where it goes, sending it, keeping what was done."""

from mealwatch.messages.service.channels import keep_channel, keep_email
from mealwatch.messages.service.jobs import keep_job
from mealwatch.messages.service.reading import mark_read
from mealwatch.messages.service.sending import deliver, send_test
from mealwatch.messages.service.telling import tell

__all__ = ["deliver", "keep_channel", "keep_email", "keep_job", "mark_read", "send_test", "tell"]
