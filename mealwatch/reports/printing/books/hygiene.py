"""Disinfection (表八), lamps, the morning check of the staff, training (表十).

A sick person's name is never printed; its cell stays empty for the hand.
"""

from functools import partial

from mealwatch.reports.printing.books.kept_form import DATE, MEAL, kept_form
from mealwatch.reports.printing.form import Column
from mealwatch.reports.printing.kept import hours, meal_of, said
from mealwatch.safety.domain.kinds.people import SIGNS

_WARE = (
    DATE,
    MEAL,
    Column("餐具名称", width=11),
    Column("数量", "whole", 4),
    Column("方式", width=7),
    Column("温度/有效氯浓度", width=8),
    Column("开始", "time", 5),
    Column("结束", "time", 5),
    Column("措施", "long", 8),
    Column("保洁", width=7),
    Column("消毒人签名", "sign", 8),
    Column("监督人签名", "sign", 8),
)


def disinfection(facts, title="餐具消毒记录", mark=""):
    """餐具消毒记录."""
    rows = []
    for one in facts.records("disinfection"):
        found = partial(said, "disinfection", one)
        rows.append(
            (
                one.dated_on,
                meal_of(one),
                found("ware"),
                one.fields.get("count"),
                found("method"),
                found("degrees") or found("chlorine"),
                one.fields["start"],
                one.fields["end"],
                found("measure"),
                found("stored"),
                one.fields.get("person"),
                one.second,
            )
        )
    notes = ("含氯消毒液有效氯浓度不低于 250 mg/L；蒸汽、煮沸 100 ℃ 10 分钟，红外线 120 ℃ 10 分钟。",)
    return [kept_form(facts, "disinfection", title, _WARE, rows, ("消毒人", "监督人"), notes=notes, mark=mark)]


def disinfection_table(facts):
    """表八 消毒记录表."""
    return disinfection(facts, "消毒记录表", "表八")


def lamps(facts):
    """紫外线消毒记录, with each lamp's running hours."""
    columns = (
        Column("序号", "whole", 3),
        DATE,
        Column("设备", width=9),
        Column("开始", "time", 5),
        Column("结束", "time", 5),
        Column("实际分钟", "whole", 5),
        Column("累计使用小时", "quantity", 6),
        Column("说明", "long", 10),
        Column("签字", "sign", 8),
    )
    rows = []
    for number, one in enumerate(facts.records("uv"), start=1):
        running = one.worked_out.get("running_minutes")
        rows.append(
            (
                number,
                one.dated_on,
                facts.machines.get(one.fields["equipment"]),
                one.fields["start"],
                one.fields["end"],
                one.fields.get("minutes"),
                None if running is None else hours(running),
                one.fields.get("measure"),
                one.fields.get("person"),
            )
        )
    notes = ("每次照射 30～60 分钟。",)
    return [kept_form(facts, "uv", "紫外线消毒记录", columns, rows, ("负责人",), notes=notes, landscape=False)]


def morning(facts):
    """从业人员晨检登记: names of the sick are written in by hand."""
    columns = (
        Column("晨检日期", "date", 8),
        Column("时间", "time", 5),
        Column("晨检人数", "whole", 4),
        *(Column(label, "tick", 4, over="内容（√ 合格，有 = 有人不合格）") for _, label in SIGNS),
        Column("不合格人数", "whole", 4),
        Column("不合格姓名", "sign", 6),
        Column("原因", "sign", 6),
        Column("整改措施", "long", 8),
        Column("是否调离", width=5),
        Column("检查人签名", "sign", 7),
    )
    rows = []
    for one in facts.records("morning"):
        signs, found = one.fields.get("signs") or (), partial(said, "morning", one)
        rows.append(
            (
                one.dated_on,
                one.fields.get("checked_at"),
                one.fields.get("heads"),
                *("有" if code in signs else "√" for code, _ in SIGNS),
                one.fields.get("unfit_heads"),
                None,
                None,
                found("measure"),
                found("moved"),
                one.fields.get("person"),
            )
        )
    notes = ("不合格人员的姓名和原因不打印，需要时由校长手写。",)
    return [kept_form(facts, "morning", "从业人员晨检登记表", columns, rows, ("食堂负责人", "校长"), notes=notes)]


def training(facts):
    """表十 培训记录表."""
    columns = (
        DATE,
        Column("培训内容", "long", 14),
        Column("主持人", width=6),
        Column("主讲人", width=6),
        Column("时长", width=6),
        Column("参训人数", "whole", 4),
        Column("参训名单", "long", 22),
        Column("参训人签名", "sign", 14),
    )
    rows = []
    for one in facts.records("training"):
        found = partial(said, "training", one)
        names = found("names")
        cells = (found("topic"), found("host"), found("speaker"), found("minutes"), one.fields.get("heads"), names)
        rows.append((one.dated_on, *cells, None))
    return [kept_form(facts, "training", "培训记录表", columns, rows, ("记录人", "负责人"), mark="表十", least=6)]
