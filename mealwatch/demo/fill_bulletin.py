"""The end of the demo's round of some weeks ago: what nobody visited says why, and the bulletin is there."""

from datetime import timedelta

from mealwatch.demo.fill_rounds import PAST
from mealwatch.kernel.actor import Actor
from mealwatch.rounds import queries, service

_OFFICER = Actor("周敏（jiaoti）")


def fill(county_id, *, by, now):
    """Finish the round, if any of its schools was visited."""
    for one in queries.rounds_of(county_id):
        if one.plan.title != PAST or one.state != "running":
            continue
        planned = [place for place in queries.places_of(county_id, one.id) if place.standing == "planned"]
        done = queries.visited(county_id, planned)
        if not done:
            return
        ended = now - timedelta(days=7)
        for place in planned:
            if place.id not in done:
                service.drop(county_id, place.id, reason="时间不够，列入下一轮", by=_OFFICER, now=ended)
        service.finish(county_id, one.id, by=_OFFICER, now=ended)
