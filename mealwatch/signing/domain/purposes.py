"""Which work takes two people, and who may be the second of them.

Acceptance takes two or more (实施办法; the 2025 guide on acceptance); buyer,
acceptor, storekeeper and collector are different people on one paper. Parents
and teachers accept goods without an account, so a guest may be second; who
takes goods out of the store is of the house, so a parent may not. Who checks
the schools (bureau, inspectors, auditors) is never a party to their papers.
"""

import re

_HOUSE = ("canteen_manager", "storekeeper", "acceptor", "principal")
#: Purpose: roles of the accounts that may be second there.
ROLES = {
    "accept": _HOUSE,
    "collect": _HOUSE,
    "witness": _HOUSE,
    "supervise": _HOUSE,
}
#: Purpose: the guests that may be.
GUESTS = {
    "accept": ("parent", "teacher", "other"),
    "collect": ("teacher", "other"),
    "witness": ("parent", "teacher", "other"),
    "supervise": ("parent", "teacher", "other"),
}
PURPOSES = tuple(ROLES)
#: How the second person signs; later: the paper stays listed as not signed until somebody does.
HOWS = ("pin", "guest", "ask", "alone", "later")


def may_sign(role, purpose):
    """Whether an account with this role at the canteen may be second."""
    return role in ROLES[purpose]


def may_sign_as_guest(kind, purpose):
    """Whether a guest of this kind may be second."""
    return kind in GUESTS[purpose]


def same_name(one, other):
    """Whether two names are one person's as they are written: spaces, points and the username behind do not count."""
    return _bare(one) == _bare(other)


def plain_name(text):
    """The name without the username that an actor carries behind it: 王芳（shitang） is 王芳."""
    return re.sub(r"（[^（）]*）$", "", text.strip())


def _bare(text):
    return re.sub(r"[\s·.]", "", plain_name(text)).casefold()
