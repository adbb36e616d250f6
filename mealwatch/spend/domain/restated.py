"""A closed week's figures, worked out once more from the facts that the statement froze."""

import json
from typing import NamedTuple

from mealwatch.spend.domain.facts import thawed
from mealwatch.spend.domain.groupweek import Group, judge
from mealwatch.spend.domain.record import group_row


class _Judged(NamedTuple):
    """By what the statement says it was judged."""

    deciding: str
    tolerance_fen: int
    version: int


def misfit(statement, row):
    """(column, stored, computed) of the first figure that its own facts do not give, or None.

    ``statement`` and ``row`` are dicts of a statement's and of a group's columns.
    """
    supply, meals = thawed(json.loads(row["facts"]))
    group = Group(statement["school_id"], "", row["group_id"], "")
    policy = _Judged(statement["deciding"], statement["tolerance_fen"], statement["policy_version"])
    computed = group_row(judge(group, None, supply, meals, policy))
    for column, value in computed.items():
        if row[column] != value:
            return column, row[column], value
    return None
