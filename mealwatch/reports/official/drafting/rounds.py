"""督查通报 of a round, numbered with the bureau's papers."""

from mealwatch.inspections.bulletin.gathered import gathered
from mealwatch.inspections.bulletin.printing import paper
from mealwatch.kernel.errors import mark
from mealwatch.reports.official import errors
from mealwatch.reports.official.kind import COMMON, DEMANDS, TO, Kind
from mealwatch.rounds import queries as rounds


def draft(asked):
    """The Paper. Raises NothingToSay before the teams are off."""
    if not asked.about.isdecimal():
        raise errors.NothingToSay(value=asked.about)
    found = rounds.get_round(asked.county_id, int(asked.about))
    if found.state not in ("running", "finished"):
        raise errors.NothingToSay(value=found.plan.title)
    return paper(gathered(asked.county_id, found), demands=asked.lines("demands"), **asked.head())


KIND = Kind(
    "round",
    mark("督查通报"),
    "营餐督查",
    "round",
    draft,
    (TO, DEMANDS, *COMMON),
    lambda _asked: {"to": "各中心校、县直学校"},
)
