"""Closing weeks and reopening them. Each leaves the session flushed, not committed."""

from mealwatch.spend.service.closing import Closing, close_all, close_many, close_week
from mealwatch.spend.service.reopening import agree_reopening, ask_reopening

__all__ = ["Closing", "agree_reopening", "ask_reopening", "close_all", "close_many", "close_week"]
