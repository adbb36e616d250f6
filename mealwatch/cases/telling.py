"""Who is told of a step: the school of what it has to do, the bureau of what waits for it."""

from mealwatch.cases.domain.states import BUREAU
from mealwatch.kernel.errors import mark
from mealwatch.messages import service as messages
from mealwatch.schools import queries as schools

_SCHOOL = {
    "issue": mark("整改通知 {number}：请签收，{day}前改好"),
    "reopen": mark("{number} 重新打开，请签收，{day}前改好"),
    "send_back": mark("{number} 被退回，请在{day}前重新整改"),
    "superior_return": mark("{number} 被上级退回，请在{day}前重新整改"),
    "extend": mark("{number} 的期限延到{day}"),
    "withdraw": mark("{number} 已撤回，不用再办"),
    "agree_close": mark("{number} 核查通过，请保持住，以后会回头看"),
    "finish": mark("{number} 已销号"),
}
_OFFICE = {
    "ask_review": mark("{school} 请核查 {number}"),
    "propose_close": mark("{number} 等第二个人同意销号"),
    "decline_close": mark("{number} 没有同意销号"),
}


def tell(county_id, case, action, *, by, now):
    """Put the message of a step into the inboxes; one step tells once. A draft is told to nobody."""
    says = _SCHOOL.get(action) or _OFFICE.get(action)
    if says is None or (action == "withdraw" and case.issued_on is None):
        return
    to_school = action in _SCHOOL
    messages.tell(
        county_id,
        to=("school", case.school_id) if to_school else ("right", BUREAU),
        kind="case_issued" if to_school else "case_answered",
        says=says,
        facts=facts(county_id, case),
        link=address(case),
        key=f"case:{case.id}:{len(case.steps)}",
        by=by,
        now=now,
    )


def facts(county_id, case):
    """What the sentences name, printed."""
    school = schools.school_by_id(county_id, case.school_id)
    return {"number": case.number, "school": school.name, "day": case.due_on.isoformat()}


def address(case):
    """The case's page."""
    return f"/cases/{case.id}"


def remind(county_id, case, *, by, now):
    """Tell the school that its day is near, or over: each once for one day."""
    left = case.days_left(now.date())
    messages.tell(
        county_id,
        to=("school", case.school_id),
        kind="case_due",
        says=_OVER if left < 0 else _NEAR,
        facts=facts(county_id, case) | {"day": case.clock.isoformat()},
        link=address(case),
        key=f"case:{case.id}:{'over' if left < 0 else 'near'}:{case.clock.isoformat()}",
        by=by,
        now=now,
    )


_NEAR = mark("{number} {day}到期，请抓紧办理")
_OVER = mark("{number} 已过{day}的期限，请马上办理")
