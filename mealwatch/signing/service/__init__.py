"""Changes: a second person signs, papers wait for one, exceptions are asked for and decided."""

from mealwatch.signing.service.exceptions import ask_exception, decide_exception, end_exception
from mealwatch.signing.service.requests import ask, give_back, sign, withdraw
from mealwatch.signing.service.second import Second, second

__all__ = [
    "Second",
    "ask",
    "ask_exception",
    "decide_exception",
    "end_exception",
    "give_back",
    "second",
    "sign",
    "withdraw",
]
