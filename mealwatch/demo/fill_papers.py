"""Some of the demo's papers: last month's summary and the briefing of the week before last, issued on their Mondays."""

from datetime import datetime, time

from mealwatch.counties import queries as counties
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.reports.official import service
from mealwatch.reports.official.errors import NothingToSay
from mealwatch.reports.official.kind import Asked
from mealwatch.reports.official.shelf import kind
from mealwatch.spend.queries.figures import last_closed

_OFFICER = Actor("周敏（jiaoti）")


def fill(county_id, *, by, now):
    """Issue them, oldest first."""
    county, last = counties.get_county(county_id), last_closed(county_id) or Week.of(now.date()).shifted(-1)
    for code, about, week in (
        ("monthly", f"{last.shifted(-5).monday:%Y-%m}", last.shifted(-1)),
        ("briefing", str(last.shifted(-1)), last),
    ):
        at = min(now, datetime.combine(week.monday, time(10), SHANGHAI))
        what, asked = kind(code), Asked(county_id, county.name, about, at, {}, county.is_demo)
        typed = {"contact": "周敏 0000-1234567", "copies": "县人民政府办公室", "prefix": what.prefix} | what.starts(
            asked
        )
        asked = Asked(county_id, county.name, about, at, typed, county.is_demo)
        try:
            paper = what.draft(asked)
        except NothingToSay:
            continue
        typed = {one.name: asked.text(one.name) for one in what.fields}
        service.issue(county_id, code, about, paper, prefix=what.prefix, typed=typed, by=_OFFICER, now=at)
