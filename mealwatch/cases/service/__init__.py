"""What is done with cases. Each call leaves the session flushed, not committed."""

from mealwatch.cases.service.deputies import end_deputy, name_deputy
from mealwatch.cases.service.opening import SOURCES, open
from mealwatch.cases.service.reminding import remind
from mealwatch.cases.service.stepping import act, answer_and_ask

__all__ = ["SOURCES", "act", "answer_and_ask", "end_deputy", "name_deputy", "open", "remind"]
