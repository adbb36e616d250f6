"""What the states, actions, families and modes of alerts and rules are called, and the marks that they wear."""

from mealwatch.alerts.domain.states import ACTIONS, STATES
from mealwatch.kernel.errors import mark
from mealwatch.web import words

WORDS = {
    "alert_state": STATES,
    "alert_action": ACTIONS,
    "alert_severity": {"red": mark("重"), "amber": mark("中"), "info": mark("轻")},
    "alert_family": {
        "F": mark("标准"),
        "U": mark("未报"),
        "H": mark("人数"),
        "S": mark("库存"),
        "P": mark("价格"),
        "Q": mark("饭菜"),
        "K": mark("累计"),
        "M": mark("账目"),
        "V": mark("供货商"),
        "W": mark("记录"),
    },
    "rule_mode": {"on": mark("启用"), "watch": mark("观察"), "off": mark("停用")},
}
MARKS = {
    "alert_state": {
        "new": "missing",
        "explaining": "info",
        "checking": "missing",
        "confirmed": "short",
        "explained": "met",
        "handed_on": "info",
    },
    "alert_severity": {"red": "short", "amber": "missing", "info": "info"},
    "rule_mode": {"on": "met", "watch": "missing"},
}

#: The vocabulary of pages has them too, so that templates and forms know them by their kind.
words.WORDS.update(WORDS)
words.MARKS.update(MARKS)
