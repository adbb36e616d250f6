"""What a password must be: long, and not one that everybody tries first.

No rule of capitals and signs and no expiry: length and a list of common ones
stop more guesses (ASVS 5.0, 6.2). The bureau's administrators need fifteen
characters, everybody else ten.
"""

import re
from pathlib import Path

from mealwatch.accounts.errors import PasswordCommon, PasswordHasName, PasswordShort, PasswordTooLong

LEAST = 10
LEAST_ADMIN = 15
MOST = 200
#: Telephone and identity numbers are shorter.
LONGEST_NUMBER = 19

_COMMON = frozenset(
    (Path(__file__).resolve().parent.parent / "tables" / "common_passwords.txt").read_text("utf-8").split()
)
_ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)


def faults(password, *, username, is_admin):
    """What is wrong with a new password, as problems."""
    least = LEAST_ADMIN if is_admin else LEAST
    if len(password) < least:
        yield PasswordShort(field="password", least=least)
    elif len(password) > MOST:
        yield PasswordTooLong(field="password", most=MOST)
    elif len(username) > 2 and username.casefold() in password.casefold():
        yield PasswordHasName(field="password")
    elif is_common(password):
        yield PasswordCommon(field="password")


def is_common(password):
    """Whether it is a common word, a run of keys, one piece over and over, one of these with a number behind, or a
    number that a telephone or a birthday may be."""
    text = password.casefold()
    if text.isdigit() and len(text) < LONGEST_NUMBER:
        return True
    stem = re.sub(r"[\d\W_]+$", "", text)
    return any(
        part in _COMMON or _is_run(part) or _is_repeated(part) for part in (text, stem, text.strip("!@#.")) if part
    )


def _is_run(text):
    """``123456789012``, ``abcdefghijk``, ``qwertyuiop``; backwards too."""
    return len(text) > 3 and any(text in row or text[::-1] in row for row in _ROWS)


def _is_repeated(text):
    """``aaaaaaaaaa``, ``abcabcabcabc``."""
    return len(text) > 5 and re.fullmatch(r"(.{1,5})\1+.{0,4}", text) is not None and len(set(text)) < 6
