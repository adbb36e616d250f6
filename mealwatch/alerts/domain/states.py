"""What may be done about an alert: a table of states and actions, and the reasons from which a closing is chosen.

The state of an alert is that of its last step; ``new`` before the first.
"""

from mealwatch.alerts import errors
from mealwatch.kernel.errors import mark
from mealwatch.schools.domain import workdays

#: A state and what it is called.
STATES = {
    "new": mark("新"),
    "explaining": mark("待学校说明"),
    "checking": mark("核实中"),
    "confirmed": mark("已确认"),
    "explained": mark("说明属实"),
    "false": mark("误报"),
    "data_error": mark("录入差错"),
    "noted": mark("已阅"),
    "handed_on": mark("已转交"),
    "not_pursued": mark("不予追究"),
    "withdrawn": mark("更正后消除"),
}
OPEN = ("new", "explaining", "checking")
#: In which nothing is left to do, unless it is opened again.
CLOSED = ("confirmed", "explained", "false", "data_error", "noted", "handed_on", "not_pursued", "withdrawn")

ACTIONS = {
    "ask": mark("请学校说明"),
    "explain": mark("说明情况"),
    "check": mark("开始核实"),
    "confirm": mark("确认问题"),
    "accept": mark("说明属实"),
    "false": mark("标记误报"),
    "data_error": mark("标为录入差错"),
    "note": mark("已阅"),
    "hand_on": mark("转交"),
    "drop": mark("不予追究"),
    "reopen": mark("重新打开"),
}
_ASKED = {
    ("new", "ask"): "explaining",
    ("checking", "ask"): "explaining",
    ("explaining", "explain"): "checking",
    ("explaining", "check"): "checking",
    ("new", "check"): "checking",
}
_JUDGED = {
    (state, action): after
    for state in ("new", "checking")
    for action, after in (
        ("confirm", "confirmed"),
        ("accept", "explained"),
        ("false", "false"),
        ("data_error", "data_error"),
    )
    if (state, action) != ("new", "accept")
}
_PUT_ASIDE = {("new", "note"): "noted"} | {
    (state, action): after
    for state in ("new", "checking")
    for action, after in (("hand_on", "handed_on"), ("drop", "not_pursued"))
}
_AGAIN = {(state, "reopen"): "checking" for state in CLOSED if state != "withdrawn"}
TABLE = _ASKED | _JUDGED | _PUT_ASIDE | _AGAIN

#: The reasons of which one has to be chosen: ``{action: {code: words}}``.
REASONS = {
    "explain": {
        "papers": mark("有票据或审批佐证"),
        "donated": mark("受赠食材或自产食材"),
        "menu_change": mark("有理由的临时换菜"),
        "special_day": mark("考试、活动、天气等特殊情况"),
        "missing": mark("漏记、补录"),
        "typing": mark("数字录错"),
        "being_mended": mark("情况属实，正在改正"),
        "other": mark("其他（写明）"),
    },
    "confirm": {
        "on_site": mark("现场核实"),
        "papers": mark("票据和记录核实"),
        "admitted": mark("学校承认"),
        "records": mark("系统记录足以说明"),
    },
    "accept": {
        "papers": mark("有票据或审批佐证"),
        "on_site": mark("现场看过属实"),
        "donated": mark("受赠食材或自产食材"),
        "menu_change": mark("有理由的临时换菜"),
        "special_day": mark("考试、活动、天气等特殊情况"),
        "other": mark("其他（写明）"),
    },
    "false": {
        "small_school": mark("学校规模小，正常波动"),
        "threshold": mark("阈值不合适"),
        "calendar": mark("供餐日历或人数没有更新"),
        "peers": mark("同类学校不可比"),
        "other": mark("其他（写明）"),
    },
    "data_error": {
        "unit": mark("单位看错（斤、公斤等）"),
        "typing": mark("数字录错"),
        "missing": mark("漏记、补录"),
        "date": mark("日期或餐次记错"),
        "other": mark("其他（写明）"),
    },
    "drop": {
        "trifling": mark("金额和影响轻微"),
        "mended": mark("已经自行改正"),
        "elsewhere": mark("已在别的案件中处理"),
        "other": mark("其他（写明）"),
    },
}
#: Actions that say something themselves: words are not optional.
WORDED = ("explain", "reopen", "hand_on")
BUREAU = tuple(action for action in ACTIONS if action != "explain")
#: Working days until something has to be done.
FIRST_LOOK = {"red": 2, "amber": 5, "info": 10}
EXPLAIN = 3
CHECK = 10


def step(state, action):
    """The state after an action. Raises NotNow."""
    try:
        return TABLE[state, action]
    except KeyError:
        raise errors.NotNow(field="action", state=STATES[state], action=ACTIONS.get(action, action)) from None


def possible(state):
    """The actions that the state allows, in the order of ACTIONS."""
    return tuple(action for action in ACTIONS if (state, action) in TABLE)


def check(action, words, reason):
    """Raise WordsMissing or ReasonMissing where an action lacks what it has to say."""
    reasons = REASONS.get(action)
    if reasons is not None and reason not in reasons:
        raise errors.ReasonMissing(field="reason", action=ACTIONS[action])
    if not words.strip() and (action in WORDED or reason == "other"):
        raise errors.WordsMissing(field="words", action=ACTIONS[action])


def due_on(state, severity, on):
    """Until which working day something is due that began on a day; None where nothing is left to do."""
    if state == "new":
        return workdays.after(on, FIRST_LOOK[severity])
    if state == "explaining":
        return workdays.after(on, EXPLAIN)
    return workdays.after(on, CHECK) if state == "checking" else None
