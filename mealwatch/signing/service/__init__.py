"""Changes: a second person signs, papers wait for one, exceptions are asked for and decided."""

from mealwatch.signing.service.exceptions import ask_exception, decide_exception, end_exception
from mealwatch.signing.service.requests import ask, give_back, sign, withdraw
from mealwatch.signing.service.second import Second, Signer, prove, put_signature, second

__all__ = [
    "Second",
    "Signer",
    "ask",
    "ask_exception",
    "decide_exception",
    "end_exception",
    "give_back",
    "prove",
    "put_signature",
    "second",
    "sign",
    "withdraw",
]
