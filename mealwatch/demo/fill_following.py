"""What follows from cases: a look-back that falls on today, a self-check half answered, the ladder, a meeting, a rule.

The day of a look-back follows from the site's secret: a school and a day of closing are taken from which it falls on
today.
"""

from datetime import datetime, time, timedelta

from mealwatch.accounts import queries as accounts
from mealwatch.cases import queries as cases
from mealwatch.cases import service as case_service
from mealwatch.cases.following import queries, sealed, service
from mealwatch.cases.following.domain import drawing, windows
from mealwatch.cases.following.domain.exposure import INGREDIENT, SUPPLIER
from mealwatch.cases.following.service.supplied import supply_days
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import queries as schools
from mealwatch.schools.domain import workdays

_SIGNED = {"strokes": "[[60,60,200,70,180,180,90,190],[260,60,420,80],[330,50,340,200,300,190],[440,120,540,130]]"}
_MENDED = "已经改好：留样柜换了新的，每餐每个菜都留样，库管员每天登记。"
_AGO = range(10, 21)
_PAPER = {
    "held_at": "09:00",
    "place": "县教体局二楼会议室",
    "manner": "remind",
    "officials": "周敏（股长）",
    "recorder": "吴强",
    "cause": "整改逾期没有完成",
    "demands": "三个工作日内改好，书面说明原因",
    "bring": "整改情况说明、佐证材料",
    "contact": "县教体局 周敏",
}
_STATEMENT = "施工队上周没有到，现已约定周三完工，学校每天报进度。"


def fill(county_id, *, by, now):
    people, places = _people(county_id), schools.schools_of(county_id)
    watched = _watched(county_id, places, people, now)
    _overdue(county_id, places[6 % len(places)], people, now)
    _ask(county_id, places, people, now)
    if watched:
        officer = {"by": people["officer"], "now": now}
        title = "库房与留样整改现场会"
        on = now.date() - timedelta(days=3)
        service.keep_meeting(
            county_id,
            kind="on_site",
            on=on,
            title=title,
            place=f"{places[0].name}食堂",
            people="教体局、市场监管局、各乡镇中心校校长共 14 人",
            decisions="各校一周内照着清单自查库房和留样柜；中心校逐校核对。",
            case_ids=(watched,),
            **officer,
        )
        service.keep_rule(
            county_id,
            title="食堂留样管理办法（试行）",
            text="每餐每个菜留样不少于 125 克，保存 48 小时，专人登记，校长每周抽看一次。",
            from_date=on,
            case_ids=(watched,),
            **officer,
        )
    if now >= windows.known_at(now.date()):
        service.wake(county_id, by=by, now=now)


def _people(county_id):
    found = {one.username: Actor(f"{one.name}（{one.username}）", one.id) for one in accounts.people_of(county_id)}
    officer = found.get("jiaoti", Actor("周敏（jiaoti）", 1))
    return {
        "officer": officer,
        "head": found.get("guanli", officer),
        "school": found.get("xiaozhang", Actor("李校长（xiaozhang）", 2)),
    }


def _watched(county_id, places, people, now):
    """A case closed on a day from which its first look-back falls on today; None where no day does."""
    today = now.date()
    spans = windows.wanted("ordinary", 1)
    draw_id = queries.last_draw_id(county_id) + 1
    seed = sealed.make_seed(county_id, draw_id)
    for school in places:
        for ago in _AGO:
            closed_on = today - timedelta(days=ago)
            first, last = windows.horizon(closed_on, spans)
            days = supply_days(county_id, [school], first, last)[school.id]
            choices = {school.code: windows.windows(closed_on, spans, days)[0].days}
            [pick] = drawing.picks_of(seed, drawing.slate(draw_id, 1, 1, 1, choices)) or [None]
            if pick and pick.on == today:
                return _closed(county_id, school, people, closed_on)
    return None


def _closed(county_id, school, people, on):
    def at(days, hour):
        return datetime.combine(on - timedelta(days=days), time(hour), SHANGHAI)

    case_id = _issued(county_id, school, people, at(8, 9), text="留样柜里只有两个菜，其余没有留样。", due_days=7)
    for action, who, more in (
        ("answer", "school", {"words": _MENDED}),
        ("ask_review", "school", {}),
        ("propose_close", "officer", {"words": "现场看过，每个菜都有留样。", "reason": "seen"}),
        ("agree_close", "head", {"words": "同意销号。"}),
    ):
        case_service.act(county_id, case_id, action, by=people[who], now=at(0, 15), **more)
    return case_id


def _issued(county_id, school, people, now, *, text, due_days):
    officer = {"by": people["officer"], "now": now}
    basis, due_on = "食品安全管理规定：每餐每样留样", now.date() + timedelta(days=due_days)
    case_id = case_service.open(
        county_id, school.id, source=("hand", ""), text=text, basis=basis, due_on=due_on, **officer
    )
    case_service.act(county_id, case_id, "issue", **officer)
    case_service.act(county_id, case_id, "sign", sign=_SIGNED, by=people["school"], now=now)
    return case_id


def _overdue(county_id, school, people, now):
    """Late by some working days: a talk was held when it began, now the ladder asks for more."""
    due_on = now.date()
    while workdays.passed(due_on, now.date()) < 4:
        due_on -= timedelta(days=1)
    opened = datetime.combine(due_on - timedelta(days=6), time(10), SHANGHAI)
    text = "操作间地漏没有防鼠网，下水口敞开。"
    case_id = _issued(county_id, school, people, opened, text=text, due_days=6)
    at = datetime.combine(workdays.after(due_on, 1), time(16), SHANGHAI)
    asked = queries.proposed_for(county_id, cases.case(county_id, case_id), at.date())
    if asked is None:
        return
    officer = {"by": people["officer"], "now": at}
    paper = _PAPER | {"facts": text, "persons": f"{school.name} {school.principal or '校长'}"}
    paper["held_on"] = workdays.after(at.date(), 1).isoformat()
    step_id = service.take(county_id, case_id, asked.step, paper=paper, **officer)
    said = paper | {"statement": _STATEMENT, "follow_up": "到期再看一次，仍没改好的督办。"}
    service.record(county_id, step_id, paper=said, **officer | {"now": at + timedelta(days=1)})


def _ask(county_id, places, people, now):
    """A cause of an issued case that reached some other schools; the first of them have answered."""
    officer = {"by": people["officer"], "now": now}
    first, last = now.date() - timedelta(days=30), now.date()
    found = [one for one in cases.cases(county_id) if one.issued_on and not one.ended and one.canteen_id]
    case = next((one for one in reversed(found) if one.school_id != places[0].id), None)
    if case is None:
        return
    for cause, choices in queries.causes_of(county_id, [case.canteen_id], first, last):
        for key, text in choices if cause in (SUPPLIER, INGREDIENT) else ():
            reached = queries.exposed(county_id, cause, key, first, last, but={case.school_id})
            if not reached:
                continue
            check_id = service.ask(
                county_id,
                case.id,
                title=f"关于{text}的自查",
                questions=(f"从{text}进的货，有没有同样的问题？", "进货时有没有两个人验收签字缺失的情况？"),
                due_on=workdays.after(now.date(), 3),
                cause=cause,
                key=key,
                text=text,
                first=first,
                last=last,
                **officer,
            )
            _answer(county_id, check_id, [one for one in places if one.id in reached], people, now)
            return


def _answer(county_id, check_id, reached, people, now):
    school = {"by": people["school"], "now": now}
    for place, one in enumerate(reached[1:4]):
        has = place == 0
        words = "库房里有两袋标签不清，已经单独放开，联系供货商退换。" if has else "逐袋看过，没有。"
        service.reply(county_id, check_id, one.id, answers=(has, False), words=words, **school)
