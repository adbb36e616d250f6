"""What the office calls the kinds, states and steps of visits, findings and differences.

The system says 差异; what it means is said by a person, in their own words.
"""

from mealwatch.checklists.domain.words import GRADES, SEVERITIES
from mealwatch.inspections.domain.oddities import WORDS as ODDITIES
from mealwatch.kernel.errors import mark

WORDS = {
    "visit_kind": {
        "surprise": mark("四不两直"),
        "look_back": mark("回头看"),
        "special": mark("专项检查"),
        "joint": mark("联合检查"),
    },
    "item_answer": {
        "full": mark("满分"),
        "half": mark("得一半"),
        "none": mark("不得分"),
        "na": mark("不适用"),
        "unchecked": mark("没有查"),
        "red_line": mark("红线"),
    },
    "visit_grade": GRADES,
    "finding_severity": SEVERITIES,
    "finding_state": {
        "open": mark("待整改"),
        "sent_back": mark("已退回"),
        "answered": mark("已答复，待核查"),
        "mended": mark("已整改"),
        "set_aside": mark("不列为问题"),
    },
    "finding_step": {
        "answer": mark("学校答复"),
        "check": mark("核查：已整改"),
        "send_back": mark("退回重改"),
        "set_aside": mark("不列为问题"),
        "reopen": mark("再查：没有改好"),
    },
    "difference_state": {
        "difference": mark("差异"),
        "within": mark("允许范围内"),
        "posted": mark("食堂已更正"),
        "confirmed": mark("已核实"),
        "explained": mark("已说明原因"),
        "declined": mark("学校没有采纳更正建议"),
    },
    "difference_step": {
        "confirm": mark("核实：差异属实"),
        "explain": mark("说明：有原因"),
        "decline": mark("学校不采纳"),
    },
    "measured": {
        "weigh": mark("实称"),
        "count": mark("抽盘"),
        "portion": mark("份量"),
        "match": mark("三相符"),
    },
    "portion_of": {"main_meat": mark("主荤"), "vegetable": mark("素菜"), "staple": mark("主食")},
    "signed_as": {
        "inspector": mark("检查人"),
        "member": mark("检查组成员"),
        "principal": mark("学校负责人"),
        "witness": mark("见证人"),
    },
    "visit_flag": ODDITIES,
}
MARKS = {
    "visit_grade": {"excellent": "met", "good": "met", "pass": "missing", "fail": "short"},  # nosec B105 - a grade
    "item_answer": {"full": "met", "half": "missing", "none": "short", "red_line": "short"},
    "finding_severity": {"serious": "short", "ordinary": "missing", "on_the_spot": "info"},
    "finding_state": {"open": "missing", "sent_back": "short", "answered": "info", "mended": "met"},
    "difference_state": {
        "difference": "missing",
        "within": "off",
        "posted": "met",
        "confirmed": "info",
        "explained": "met",
        "declined": "missing",
    },
}
