"""What the demo's signing and its principal's card live from: exceptions, papers, openings of the card, a note.

Everything follows from the order of the canteens, so that two loads are alike. Who is named is made up.
"""

from datetime import timedelta

from mealwatch.accounts import queries as accounts
from mealwatch.duty import service as duty
from mealwatch.duty.domain.card import Item
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.signing import registry
from mealwatch.signing import service as signing

_COOKS = ("孙桂兰", "马建国", "何丽华", "林志强", "郭玉梅", "罗国平")
#: Days from now to the end of the licence and of each health certificate, one canteen after the other.
_ENDS = ((420, 25, 300), (610, 200, -4), (18, 150, 90), (365, 240, 330), (-9, 60, 180))


def fill(county_id, *, by, now):
    """Put in the papers of every canteen, three exceptions, and what the demo's principal has seen and waits for."""
    listed = schools.canteens_of(county_id)
    duty.put_papers(county_id, _papers(listed, now.date()), by=by, now=now)
    _exceptions(county_id, listed, by, now)
    principal = accounts.find_account(county_id, "xiaozhang")
    if principal:
        [grant] = [one for one in principal.grants if one.role == "principal"]
        school = schools.school_by_id(county_id, int(grant.scope_key))
        _card(county_id, school, Actor(f"{principal.name}（xiaozhang）", principal.id), now)
        _waiting(county_id, school, now)


def _papers(canteens, today):
    for place, canteen in enumerate(canteens):
        licence, *health = _ENDS[place % len(_ENDS)]
        yield _paper(canteen, "licence", "", f"JY3{canteen.id:07}", today + timedelta(days=licence))
        for number, days in enumerate(health):
            cook = _COOKS[(2 * place + number) % len(_COOKS)]
            yield _paper(canteen, "health", cook, f"健{canteen.id:05}{number + 1}", today + timedelta(days=days))


def _paper(canteen, kind, holder, number, expires_on):
    return {"canteen_id": canteen.id, "kind": kind, "holder": holder, "number": number, "expires_on": expires_on}


def _exceptions(county_id, canteens, by, now):
    small = [one for one in canteens if _is_point(county_id, one)] or canteens[1:]
    today = now.date()
    reasons = ("教学点只有一位教师兼管食堂", "炊事员请产假，一个月内补人", "学校只有校长和一位教师")
    for number, (canteen, reason) in enumerate(zip(small, reasons, strict=False)):
        asked = signing.ask_exception(
            county_id,
            canteen.id,
            purposes=("accept", "collect", "witness") if number == 0 else ("accept",),
            from_date=today - timedelta(days=20),
            until_date=today + timedelta(days=60 if number == 0 else 10),
            reason=reason,
            instead="中心校每周抽查一次；每次称重拍照",
            by=Actor(f"{canteen.name}负责人"),
            now=now,
        )
        if number < 2:
            signing.decide_exception(county_id, asked.id, approve=True, by=by, now=now, note="同意，期满前补足人手")


def _is_point(county_id, canteen):
    return schools.school_by_id(county_id, canteen.school_id).school_type == "teaching_point"


def _card(county_id, school, principal, now):
    """Two weeks of looking at the card: once read, once followed and settled, once too seldom."""
    week = Week.of(now.date()).shifted(-2)
    close = Item(f"close:{week}", "上周可以周结了", f"/schools/{school.code}/weeks/{week}/close")
    meal = Item("accompany:more", "有 1 餐没有陪餐记录", f"/schools/{school.code}/card")
    for days, items in ((13, [close, meal]), (10, [meal]), (5, [])):
        at = now - timedelta(days=days)
        view = duty.open_card(county_id, school.id, items, by=principal, now=at)
        duty.note_read(county_id, school.id, view.id, by=principal, now=at + timedelta(minutes=1))


def _waiting(county_id, school, now):
    """A record of disinfection that waits for the storekeeper or the principal, typed by the canteen's manager."""
    manager = accounts.find_account(county_id, "shitang")
    if manager is None or registry.find_kind("daily_record") is None:
        return
    [canteen] = schools.canteens_of(county_id, [school.id])[:1]
    on = (now - timedelta(days=1)).date()
    typed = {"ware-bowls": "bowls", "ware-plates": "plates", "count": "120", "method": "steam", "degrees": "100"}
    typed |= {"start": "13:10", "end": "13:40", "stored": "yes", "person": _COOKS[0], "second_how": "ask"}
    signing.ask(
        county_id,
        canteen.id,
        "daily_record",
        {"kind": "disinfection", "on": on.isoformat(), "meal": "lunch", "typed": typed},
        purpose="supervise",
        title=f"餐具消毒 {on.month}月{on.day}日 午餐",
        by=Actor(f"{manager.name}（shitang）", manager.id),
        now=now,
    )
