"""Cases of rectification in every state, most of them out of what the demo visits found.

The principal of the demo has one to sign, one to mend and one that was sent back; the bureau has one to check, one
that waits for the second person, one to issue.
"""

from datetime import datetime, time, timedelta

from mealwatch.accounts import queries as accounts
from mealwatch.cases import queries as cases
from mealwatch.cases import service
from mealwatch.cases.domain import deadlines
from mealwatch.inspections.office import queries as visited
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.day_words import chinese_day
from mealwatch.schools import queries as schools
from mealwatch.schools.domain import workdays

_MENDED = "已经按通知改好，当天拍了照；以后由库管员每周五检查一次并登记。"
_SIGNED = {"strokes": "[[60,60,200,70,180,180,90,190],[260,60,420,80],[330,50,340,200,300,190],[440,120,540,130]]"}
#: School (its place in the county), text, basis, kind, severity, how many days ago, how far it has come.
_CASES = (
    (0, "午餐留样只有一个菜，应为每个菜品都留样。", "食品安全管理规定：每餐每样留样", "dated", "serious", 1, "issued"),
    (0, "验收单上验收人与库管员是同一个人。", "入库验收须两人签字", "dated", "ordinary", 6, "rectifying"),
    (0, "库房调料没有标签，两袋面粉靠墙堆放。", "食品离地离墙、标签齐全", "fixed_now", "ordinary", 9, "returned"),
    (3, "消毒记录缺 11 天。", "餐具每餐消毒并登记", "dated", "ordinary", 12, "review"),
    (4, "公示栏的食材价格两周没有更新。", "每周公示采购价格", "lasting", "ordinary", 15, "proposed"),
    (5, "操作间纱窗破损，防蝇设施不全。", "操作间三防设施", "dated", "ordinary", 24, "watching"),
    (7, "冷藏柜温度没有记录。", "冷藏温度每日两次登记", "dated", "slight", 34, "closed"),
    (8, "鸡腿进价高于全县中位价，没有说明。", "大宗食材按询价结果采购", "dated", "ordinary", 30, "reopened"),
    (2, "家长反映午餐份量不足，需要核实。", "带量食谱", "dated", "ordinary", 0, "drafted"),
    (6, "陪餐记录缺签字。", "校长陪餐制度", "dated", "slight", 5, "withdrawn"),
)
#: The steps that lead to each state: who takes it, what goes with it.
_WAY = (
    ("issue", "officer", {}),
    ("sign", "school", {"sign": _SIGNED}),
    ("answer", "school", {"words": _MENDED}),
    ("ask_review", "school", {}),
    ("propose_close", "officer", {"words": "现场看过，与照片一致。", "reason": "seen"}),
    ("agree_close", "head", {"words": "同意销号。"}),
    ("look_passed", "officer", {}),
    ("finish", "officer", {}),
)
_STEPS = {"drafted": 0, "issued": 1, "rectifying": 2, "review": 4, "returned": 4, "proposed": 5, "watching": 6}
_STEPS |= {"closed": 8, "reopened": 6, "withdrawn": 1}


def fill(county_id, *, by, now):
    """Ten cases, and one out of a finding."""
    places = schools.schools_of(county_id)
    people = _people(county_id)
    for place, text, basis, kind, severity, days, state in _CASES:
        if place < len(places):
            source = ("complaint", "hotline") if "家长" in text else ("hand", "")
            _make(county_id, places[place], source, text, basis, kind, severity, now, days, state, people)
    pending = [one for one in visited.findings(county_id, open_only=True) if one.state == "open"]
    if pending:
        finding, visit = pending[0].finding, pending[0].visit
        basis = f"{chinese_day(visit.dated_on)}督查，检查表 {finding.code} {finding.text}"
        school, text = schools.school_by_id(county_id, finding.school_id), finding.words or finding.text
        _make(
            county_id, school, ("finding", finding.id), text, basis, "dated", "ordinary", now, 4, "rectifying", people
        )


def _people(county_id):
    found = {one.username: Actor(f"{one.name}（{one.username}）", one.id) for one in accounts.people_of(county_id)}
    officer = found.get("jiaoti", Actor("周敏（jiaoti）"))
    school = found.get("xiaozhang", Actor("李校长（xiaozhang）"))
    return {"officer": officer, "head": found.get("guanli", officer), "school": school}


def _make(county_id, school, source, text, basis, kind, severity, now, days, state, people):
    if source[0] == "finding" and cases.of_source(county_id, *source):
        return
    at = _at(now, days)
    stamp = {"by": people["officer"], "now": at}
    given = {"text": text, "basis": basis, "kind": kind, "severity": severity}
    case_id = service.open(county_id, school.id, source=source, **given, **stamp)
    for count, (action, who, more) in enumerate(_WAY[: _STEPS[state]], 1):
        at = _next(at, now, days, count)
        service.act(county_id, case_id, action, by=people[who], now=at, **more)
    if state in _BACK:
        action, words, reason = _BACK[state]
        at = _next(at, now, days, 9)
        due = {} if action == "withdraw" else {"due_on": deadlines.again(at.date())}
        more = {"words": words, "reason": reason} | due
        service.act(county_id, case_id, action, by=people["officer"], now=at, **more)


_BACK = {
    "returned": ("send_back", "照片里还有一袋面粉靠墙，请再整理一次。", "not_mended"),
    "reopened": ("reopen", "本周的鸡腿进价又高于全县中位价，请重新整改。", "again"),
    "withdrawn": ("withdraw", "与督查发现的另一件重复。", "twice"),
}


def _at(now, days):
    """A morning so many days ago, on a working day; never after now."""
    on = workdays.after((now - timedelta(days=days)).date(), 0) if days else now.date()
    return min(datetime.combine(on, time(9, 30), SHANGHAI), now)


def _next(at, now, days, count):
    """A later moment: about a tenth of the way on, in the hours of work; never after now."""
    later = at + timedelta(days=days) / 10 + timedelta(minutes=20)
    if not 8 <= later.hour < 18:
        later = later.replace(hour=8 + count, minute=10 + count) + timedelta(days=later.hour >= 18)
    return min(max(later, at + timedelta(minutes=1)), now - timedelta(minutes=max(1, 10 - count)))
