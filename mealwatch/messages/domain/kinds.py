"""The kinds of messages, in the order of a digest; an urgent one does not wait for the hour to be full."""

from mealwatch.kernel.errors import mark

#: kind: (its name, whether it is urgent).
KINDS = {
    "case_issued": (mark("整改通知"), True),
    "case_due": (mark("整改到期"), True),
    "case_answered": (mark("学校的整改回复"), False),
    "look_back": (mark("回头看"), True),
    "self_check": (mark("举一反三自查"), True),
    "alert_asked": (mark("请学校说明"), True),
    "alert_explained": (mark("学校的说明"), False),
    "reminder": (mark("催报"), True),
    "digest": (mark("一周汇总"), False),
}


def name(kind):
    """The kind in a word, to be translated."""
    return KINDS[kind][0]


def is_urgent(kinds):
    """Whether one of these kinds is urgent."""
    return any(KINDS[kind][1] for kind in kinds)
