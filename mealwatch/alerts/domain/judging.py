"""All rules over one week: what they found, and what they could not judge."""

from typing import NamedTuple

from mealwatch.alerts.domain.signal import Lacking


class Found(NamedTuple):
    """``signals``: {(school id, rule id): Signal}; ``lacking``: {rule id: [Lacking, ...]}."""

    signals: dict
    lacking: dict


class Twice(Exception):
    """A rule gave a school two signals."""


def judge(given, rules, limits):
    """Found of some rules (``{id: function}``) by their Limits (``{id: Limits}``); only asked schools are judged.

    Raises Twice.
    """
    signals, lacking = {}, {}
    for rule_id, function in sorted(rules.items()):
        for one in function(given, limits[rule_id]):
            if isinstance(one, Lacking):
                if one.school_id is None or one.school_id in given.asked:
                    lacking.setdefault(rule_id, []).append(one)
            elif one.school_id in given.asked:
                if (one.school_id, rule_id) in signals:
                    raise Twice(f"{rule_id} found school {one.school_id} twice")
                signals[one.school_id, rule_id] = one
    return Found(signals, lacking)
