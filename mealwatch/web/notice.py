"""整改通知书 as an official paper: the problems, what is asked and until when; with the reply slip and the stub.

Visits and cases print the same form.
"""

from dataclasses import dataclass
from datetime import date

from mealwatch.web.official import Column, Grid, Leaf, Paper, facts, full_day, level, para, signs


@dataclass(frozen=True)
class Problem:
    """One problem to place and detail. ``due``: its day in words; ``photos``: their numbers."""

    place: str
    text: str
    photos: str
    basis: str
    demand: str
    due: str
    responsible: str = ""


@dataclass(frozen=True)
class Notice:
    """``opening``: how the problems were found; ``facts``: (label, value) of the visit or the matter."""

    number: str
    issuer: str
    school: str
    opening: str
    facts: tuple
    problems: tuple[Problem, ...]
    latest: date
    on: date
    refused: bool = False
    demo: bool = False
    draft: bool = False


def paper(one):
    """The Paper of a Notice."""
    return Paper(
        title="整改通知书",
        issuer=one.issuer,
        signed_on=one.on,
        number=one.number,
        to=one.school,
        demo=one.demo,
        draft=one.draft,
        blocks=(
            para(one.opening),
            facts(one.facts),
            level(1, "一、发现的问题和整改要求"),
            _problems(one) if one.problems else para("没有发现需要整改的问题。"),
            level(1, "二、逾期处理"),
            para(
                "到期没有改好、又没有书面说明的，由县教体局提醒谈话，并在全县通报；"
                "涉及食品安全风险的，先停止使用有关食材、设备，再整改。"
            ),
            level(1, "三、反馈方式"),
            para(
                f"请在{full_day(one.latest)}前在系统中逐项答复并附照片，或把回执交县教体局。"
                "县教体局将核查，并适时回头看。"
            ),
            signs(
                ("检查人（签字）",),
                (f"被检查单位负责人（签收）{'　拒签' if one.refused else ''}", "日期"),
                ("拒签说明",),
            ),
        ),
        leaves=(_reply(one), _stub(one)),
    )


def _problems(one):
    return Grid(
        "",
        (
            Column("序号", "text", 5),
            Column("部位", "text", 9),
            Column("问题描述", "long", 18),
            Column("照片号", "text", 6),
            Column("依据", "long", 13),
            Column("整改要求", "long", 12),
            Column("整改期限", "text", 9),
        ),
        tuple(
            (
                str(number),
                each.place,
                each.text + (f"（责任人：{each.responsible}）" if each.responsible else ""),
                each.photos,
                each.basis,
                each.demand,
                each.due,
            )
            for number, each in enumerate(one.problems, start=1)
        ),
    )


def _reply(one):
    rows = tuple((str(number), each.text, "\n\n\n", "", "") for number, each in enumerate(one.problems, start=1))
    return Leaf(
        "整改情况回执",
        (
            para(f"{one.issuer}：贵局{full_day(one.on)}发出的整改通知书（{one.number}）已收到，整改情况如下。"),
            Grid(
                "",
                (
                    Column("序号", "text", 4),
                    Column("问题", "long", 18),
                    Column("整改措施和结果", "long", 20),
                    Column("完成日期", "text", 8),
                    Column("照片", "text", 6),
                ),
                rows,
            ),
            signs(("校长（签字）", "学校（盖章）"), ("日期", "联系电话")),
        ),
        annex=False,
        landscape=False,
    )


def _stub(one):
    return Leaf(
        "整改通知书存根",
        (
            facts(
                (
                    ("文号", one.number),
                    ("被检查单位", one.school),
                    *one.facts[1:],
                    ("问题条数", str(len(one.problems))),
                    ("最晚期限", full_day(one.latest)),
                    ("送达人、日期", ""),
                    ("签收人、日期", "拒签" if one.refused else ""),
                )
            ),
            *(level(3, f"{number}.{each.text}（{each.due}）") for number, each in enumerate(one.problems, start=1)),
            signs(("经办人（签字）", "日期")),
        ),
        annex=False,
        landscape=False,
    )
