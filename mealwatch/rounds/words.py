"""The words of rounds: kinds, states, factors, what was done."""

from mealwatch.kernel.errors import mark
from mealwatch.web import words

KINDS = {
    "surprise": mark("四不两直督查（不打招呼）"),
    "special": mark("专项督查"),
    "look_back": mark("回头看"),
    "joint": mark("联合督查"),
}
STATES = {
    "planning": mark("定范围"),
    "sealed": mark("已封存，等抽签"),
    "drawn": mark("已抽签，等出发"),
    "running": mark("督查中"),
    "finished": mark("已结束"),
    "cancelled": mark("已取消"),
}
STATE_MARKS = {
    "planning": "missing",
    "sealed": "missing",
    "drawn": "info",
    "running": "info",
    "finished": "met",
    "cancelled": "off",
}
SCOPES = {"county": mark("全县"), "town": mark("一个乡镇"), "chosen": mark("指定学校")}
HOW = {
    "overdue": mark("超过最长间隔，优先"),
    "drawn": mark("抽中"),
    "all": mark("全部都去"),
    "reserve": mark("递补"),
    "called": mark("密封抽签，当天早上公布"),
}
AVOIDANCES = {
    "relative": mark("亲属在校"),
    "former_post": mark("曾在该校任职"),
    "interest": mark("有经济往来"),
    "other": mark("其他"),
}
#: (code, short word) of what a school's points are made of.
FACTORS = {
    "base": mark("基本分"),
    "short": mark("未达标周数"),
    "findings": mark("未整改问题"),
    "waiting": mark("距上次督查（每30天）"),
    "alone": mark("一人办理例外"),
    "size": mark("规模（每100人）"),
}
EVENTS = {
    "planned": mark("新建"),
    "changed": mark("改了范围、人员或日期"),
    "sealed": mark("封存种子和名单（第 {attempt} 次），种子指纹 {seed_hash}"),
    "unsealed": mark("放弃第 {attempt} 次封存，种子公开：{seed}"),
    "drawn": mark("抽签，见证人 {department} {witness}，说的是“{words}”"),
    "started": mark("出发"),
    "finished": mark("结束"),
    "cancelled": mark("取消这一轮"),
    "car": mark("第 {team} 组用车 {car} {driver}"),
    "replaced_person": mark("第 {team} 组 {name} 不能来，由 {substitute} 顶替"),
    "left_person": mark("第 {team} 组 {name} 不能来"),
    "moved": mark("{school} 从 {from} 改到 {to}"),
    "handed_over": mark("{school} 改由第 {to} 组去"),
    "swapped": mark("{school} 不去，按抽签次序由 {reserve} 递补"),
    "dropped": mark("{school} 这一轮不查"),
    "called": mark("到了抽中的日子，今天去 {school}"),
}

#: The vocabulary of pages has them too, so that templates and forms know them by their kind.
words.WORDS.update(
    round_kind=KINDS,
    round_state=STATES,
    round_scope=SCOPES,
    round_how=HOW,
    avoidance=AVOIDANCES,
    round_factor=FACTORS,
)
words.MARKS.update(round_state=STATE_MARKS, round_how={"overdue": "missing", "reserve": "info"})
