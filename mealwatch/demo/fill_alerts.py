"""What the rules find in the demo county's last two weeks, and what its people have done about it so far."""

from datetime import timedelta

from mealwatch.alerts import service
from mealwatch.alerts.queries.alerts import open_alerts
from mealwatch.kernel.actor import Actor
from mealwatch.spend.queries.figures import last_closed

_BUREAU, _SCHOOL = Actor("周敏（jiaoti）"), Actor("赵校长（xiaozhang）")
_SAID = "那两天学校停电，午餐改为盒餐，出库单还没有补录，票据已整理好。"


def fill(county_id, *, by, now):
    """Two weeks judged; of the older one most is dealt with, of the newer one some schools are asked."""
    last = last_closed(county_id)
    before = now - timedelta(days=6)
    for week, at in ((last.shifted(-1), before), (last, now)):
        service.run(county_id, week, by=by, now=at)
    older = [one for one in open_alerts(county_id) if one.week != last]
    newer = [one for one in open_alerts(county_id) if one.week == last]
    _settle(county_id, older, now)
    asked = [one.id for one in newer if one.rule in ("F01", "U01", "P01")][:6]
    if asked:
        service.act_on_many(county_id, asked, "ask", by=_BUREAU, now=now)
        service.act(county_id, asked[-1], "explain", words=_SAID, reason="papers", by=_SCHOOL, now=now)


def _settle(county_id, alerts, now):
    """Of last week's alerts one is a false one, one was explained, one confirmed; the school of another is late."""
    at = now - timedelta(days=5)
    turns = iter(alerts)
    for action, words, reason in (
        ("confirm", "现场看过票据，情况属实", "papers"),
        ("data_error", "数字录错，已更正", "typing"),
        ("false", "供餐日历没有更新", "calendar"),
    ):
        one = next(turns, None)
        if one is not None:
            service.act(county_id, one.id, action, words=words, reason=reason, by=_BUREAU, now=at)
    one = next(turns, None)
    if one is not None:
        service.act(county_id, one.id, "ask", by=_BUREAU, now=at)
        service.act(county_id, one.id, "explain", words=_SAID, reason="papers", by=_SCHOOL, now=at + timedelta(days=1))
        service.act(county_id, one.id, "accept", reason="papers", by=_BUREAU, now=at + timedelta(days=2))
