"""What others hang on the course of a case: ``registry.on("watching", fn)``.

``fn(county_id, case, *, by, now)`` is called in the same transaction, after the step, with the case as it then is.
"""

EVENTS = {
    "issue": "confirmed",
    "sign": "signed",
    "answer": "answered",
    "ask_review": "review",
    "send_back": "returned",
    "superior_return": "returned",
    "agree_close": "watching",
    "finish": "closed",
    "reopen": "reopened",
    "withdraw": "withdrawn",
    "extend": "extended",
}
_hooks: dict[str, dict] = {}


def on(event, fn):
    """Have ``fn`` called at an event; the same function is called once, however often it is put down."""
    if event not in EVENTS.values():
        raise ValueError(event)
    _hooks.setdefault(event, {})[fn] = None


def off(event, fn):
    """Call it no more."""
    _hooks.get(event, {}).pop(fn, None)


def fire(action, county_id, case, *, by, now):
    """Call everything that waits for what an action means."""
    for fn in tuple(_hooks.get(EVENTS.get(action, ""), ())):
        fn(county_id, case, by=by, now=now)
