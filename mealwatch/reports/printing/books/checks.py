"""Safety checks on paper: 表九, the day's check item by item, the week's report and the month's minutes."""

from mealwatch.reports.printing.books.kept_form import missing
from mealwatch.reports.printing.cells import full_day
from mealwatch.reports.printing.form import Column, Form, Row
from mealwatch.reports.printing.kept import said

_STATES = {"fine": "合格", "found": "有不合格", "none": "不适用"}
_TABLE = (
    Column("日期", "date", 7),
    Column("检查情况", "long", 20),
    Column("发现的问题", "long", 20),
    Column("防范措施", "long", 18),
    Column("整改期限", "date", 7),
    Column("检查人签名", "sign", 9),
    Column("负责人签名", "sign", 9),
)


def daily_table(facts):
    """表九 日常检查记录表: a line for each problem, one for a day without any."""
    rows = []
    for one in facts.records("daily_check"):
        checked = facts.check_list("daily_check", one.fields.get("list_version"))
        groups = one.fields.get("groups") or {}
        told = "；".join(
            f"{name} {_STATES.get(groups.get(str(number)), '没有查')}"
            for number, (name, _) in enumerate(checked.groups, start=1)
        )
        person = one.fields.get("person")
        found = one.fields.get("found") or ()
        for place, finding in enumerate(found):
            day = (one.dated_on, told) if not place else (one.dated_on, "同上")
            deadline = "已立行立改" if finding.get("on_the_spot") else finding["deadline"]
            problem = f"{checked.item(finding['item']).text}：{finding['problem']}"
            rows.append(Row((*day, problem, finding["measure"], deadline, person, None)))
        if not found:
            rows.append(Row((one.dated_on, told, "没有发现问题", None, None, person, None)))
    return [
        Form(
            "日常检查记录表",
            _TABLE,
            tuple(rows),
            heads=(("学校", facts.school.name), ("食堂", facts.canteen.name), ("期间", facts.period.label)),
            signers=("检查人", "负责人"),
            missing=missing(facts, "daily_check"),
            mark="表九",
        )
    ]


_ITEMS = (
    Column("序号", "whole", 3),
    Column("检查内容", width=26),
    Column("结果", "tick", 6),
    Column("问题", "long", 12),
    Column("防范措施", "long", 12),
    Column("期限", width=8),
)


def daily(facts):
    """每日食品安全检查记录: one sheet for each day, item by item."""
    return [_sheet(facts, one, "每日食品安全检查记录", ()) for one in facts.records("daily_check")]


def weekly(facts):
    """每周食品安全排查治理报告."""
    return [
        _sheet(facts, one, "每周食品安全排查治理报告", (("本周风险和改进", said("weekly_check", one, "risks")),))
        for one in facts.records("weekly_check")
    ]


def monthly(facts):
    """每月食品安全调度会议纪要."""
    made = []
    for one in facts.records("monthly_check"):
        words = [
            (label, said("monthly_check", one, name))
            for label, name in (("主持人", "host"), ("参加人员", "attended"), ("议定事项和下月重点", "decided"))
        ]
        made.append(_sheet(facts, one, "每月食品安全调度会议纪要", words))
    return made


def _sheet(facts, one, title, words):
    checked = facts.check_list(one.kind, one.fields.get("list_version"))
    groups = one.fields.get("groups") or {}
    found = {finding["item"]: finding for finding in one.fields.get("found") or ()}
    rows = []
    for number, (name, items) in enumerate(checked.groups, start=1):
        state = groups.get(str(number))
        rows.append(Row((f"{name}：{_STATES.get(state, '没有查')}",), "section"))
        for item in items:
            finding = found.get(item.number)
            told = "不合格" if finding else {"none": "不适用", "fine": "合格", "found": "合格"}.get(state)
            problem = (
                (
                    finding["problem"],
                    finding["measure"],
                    "已立行立改" if finding["on_the_spot"] else finding["deadline"],
                )
                if finding
                else (None, None, None)
            )
            rows.append(Row((item.number, f"{'★ ' if item.key else ''}{item.text}", told, *problem)))
    return Form(
        title,
        _ITEMS,
        tuple(rows),
        heads=(
            ("学校", facts.school.name),
            ("日期", full_day(one.dated_on)),
            ("检查人（登记）", one.fields.get("person")),
            ("登记时间", one.first_entered_at or one.entered_at),
        ),
        words=tuple(f"{label}：{text}" for label, text in words if text),
        signers=("食品安全员", "食品安全总监/校长"),
        notes=("★ 为重点项目。",),
        landscape=False,
        sums_pages=False,
        least=0,
    )
