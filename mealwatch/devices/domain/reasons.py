"""Why a record waits for an officer, and what else is told of it: a code, and a sentence for the tablet and the office.

What is told in ``TOLD`` is no reason to wait: the record counts.
"""

import json
from dataclasses import dataclass

from mealwatch.kernel.errors import mark

#: A record that waits.
WAITING = {
    "envelope": mark("信封不合规定：{what}"),
    "unknown_type": mark("服务器还不认识这种记录（{what}）"),
    "school_unknown": mark("没有编码为“{what}”的学校"),
    "device_revoked": mark("平板已停用，停用后 30 天内交来的记录先放一边"),
    "other_device": mark("记录写着另一台平板（{what}）"),
    "unsealed": mark("导出文件没有这台平板的封印，或者封印不对"),
    "unfit": mark("内容不合规定：{what}"),
    "unreadable": mark("内容读不出来"),
    "not_taken": mark("内容没能登记：{what}"),
    "conflict": mark("同一编号下已有另一份内容，两份都留着，等县教体局查看"),
}
#: Told, and no more.
TOLD = {
    "author_unknown": mark("没有“{what}”这个账号"),
    "author_inactive": mark("账号“{what}”已停用"),
    "author_may_not": mark("账号“{what}”没有检查这所学校的权限"),
    "clock_off": mark("平板的时钟差了 {what}"),
    "clock_suspect": mark("平板的时钟差了 {what}，上面的时间不可信"),
    "seq_fork": mark("这台平板有两条第 {what} 号记录"),
    "chain_broken": mark("与第 {what} 号记录接不上"),
    "imported": mark("由 {what} 从导出文件交来"),
}


@dataclass(frozen=True)
class Reason:
    """One reason, as the receipt says it."""

    code: str
    text: str

    def as_json(self):
        return {"code": self.code, "text": self.text}


def reason(code, what=""):
    """The reason of ours with this code, in the words in which receipts are written for ever."""
    return Reason(code, (WAITING.get(code) or TOLD[code]).format(what=what))


def waits(reasons):
    """Whether a record with these reasons waits for an officer."""
    return any(one.code not in TOLD for one in reasons)


def as_text(reasons):
    """Reasons as a column holds them."""
    return json.dumps([one.as_json() for one in reasons], ensure_ascii=False, separators=(",", ":"))
