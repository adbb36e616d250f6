"""The words of what follows from cases. They say what is, never what somebody did wrong."""

from mealwatch.kernel.errors import mark
from mealwatch.web import words

WORDS = {
    "look_state": {
        "waiting": mark("还没到"),
        "today": mark("今天去看"),
        "seen": mark("已去，等结论"),
        "missed": mark("当天没有去"),
        "passed": mark("保持得好"),
        "failed": mark("没有保持住"),
        "ended": mark("不再进行"),
    },
    "look_outcome": {"passed": mark("保持住了"), "failed": mark("没有保持住")},
    "verification_outcome": {"passed": mark("与答复一致"), "failed": mark("与答复不一致")},
    "check_scope": {
        "exposed": mark("只问受同一原因影响的学校"),
        "town": mark("一个乡镇的学校"),
        "county": mark("全县学校"),
    },
    "check_state": {
        "waiting": mark("等答复"),
        "late": mark("逾期未答"),
        "has": mark("有"),
        "none": mark("没有"),
    },
    "check_answer": {"yes": mark("有"), "no": mark("没有")},
    "exposure": {
        "supplier": mark("供货商"),
        "ingredient": mark("食材"),
        "lot": mark("食材批次"),
        "equipment": mark("设备种类"),
        "person": mark("人员"),
    },
    "escalation": {
        "remind": mark("提醒谈话"),
        "notice": mark("督办通知"),
        "interview": mark("约谈"),
        "circular": mark("通报"),
        "referral": mark("移交"),
        "accountability": mark("问责"),
    },
    "ladder_rule": {
        "overdue": mark("逾期 {count} 个工作日"),
        "reopened": mark("第 {count} 次重新打开"),
        "repeated": mark("一年内同一项第 {count} 次发现"),
        "red_line": mark("触碰红线"),
    },
    "manner": {"remind": mark("提醒"), "warn": mark("警示"), "group": mark("集体")},
    "meeting_kind": {"on_site": mark("现场会"), "study": mark("专题研究")},
}
MARKS = {
    "look_state": {"today": "missing", "seen": "info", "missed": "short", "passed": "met", "failed": "short"},
    "check_state": {"waiting": "missing", "late": "short", "has": "short", "none": "met"},
    "escalation": {
        "remind": "info",
        "notice": "info",
        "interview": "missing",
        "circular": "missing",
        "referral": "short",
        "accountability": "short",
    },
}
#: How papers of each step are numbered.
_NUMBERED = {
    "remind": "提醒",
    "notice": "督办",
    "interview": "约谈",
    "circular": "通报",
    "referral": "移交",
    "accountability": "问责",
}


def number_of(step, year, no):
    """As official papers number."""
    return f"{_NUMBERED[step]}〔{year}〕{no}号"


#: The vocabulary of pages has them too, so that templates and forms know them by their kind.
words.WORDS.update(WORDS)
words.MARKS.update(MARKS)
