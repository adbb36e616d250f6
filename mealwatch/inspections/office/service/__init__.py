"""What people do about findings, differences and clashes. Each call leaves the session flushed, not committed."""

from mealwatch.inspections.office.service.clashes import decide
from mealwatch.inspections.office.service.differences import confirm, decline, explain
from mealwatch.inspections.office.service.findings import answer, check, reopen, send_back, set_aside

__all__ = ["answer", "check", "confirm", "decide", "decline", "explain", "reopen", "send_back", "set_aside"]
