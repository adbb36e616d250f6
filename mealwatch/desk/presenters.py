"""Words, marks and columns of the bureau's week."""

from collections import Counter
from dataclasses import dataclass

from flask_babel import gettext as _

from mealwatch.desk.domain import board
from mealwatch.spend.domain.sentence import why
from mealwatch.web import words
from mealwatch.web.formats import signed_yuan, yuan
from mealwatch.web.language import language
from mealwatch.web.xlsx import Column


@dataclass(frozen=True)
class Line:
    """One school's line: its row, one sentence of why, and the lines of its small drawing."""

    row: object
    sentence: str
    spark: list


def line(row, causes=None):
    """A school's line on the board; with its causes it says what weighs most."""
    sentence = why(row.leading, language()) if row.leading else ""
    if causes and causes.main:
        name, fen = causes.main
        sentence += " " if language() == "en" else ""
        sentence += _("主要是%(cause)s，%(yuan)s 元。", cause=words.word(name, "cause"), yuan=signed_yuan(fen))
    return Line(row, sentence, spark(row))


def spark(row, width=90, height=28):
    """The school's complete weeks as points of polylines: yuan per supply day, the floor at y = 10.

    A week that is not complete breaks the line: what is missing is not zero. 100 fen are 9 units high.
    """
    lines, drawn = [], []
    weeks = sorted(row.weeks.items())
    step = width // max(len(weeks) - 1, 1)
    subsidy = row.leading.floor_fen // row.leading.supply_days
    for place, (_week, figures) in enumerate(weeks):
        if all(one.complete or one.closed for one in figures):
            drop = ((subsidy - board.per_day(figures)) * 9 / 100).rounded()
            drawn.append(f"{place * step},{min(max(10 + drop, 1), height - 1)}")
        elif drawn:
            lines, drawn = [*lines, drawn], []
    return [" ".join(line) for line in [*lines, drawn] if line]


def drawn(figures):
    """What a line shows of a group's week: fen per supply day; nothing while the week lacks something."""
    return board.per_day([figures]) if figures and figures.state != "incomplete" else None


def spreadsheet_of(rows):
    """The board as columns and rows, a row for each pupil group."""
    columns = [
        Column(_("学校编码")),
        Column(_("学校"), width=26),
        Column(_("乡镇")),
        Column(_("供餐年级组")),
        Column(_("供餐天数"), "whole"),
        Column(_("报齐天数"), "whole"),
        Column(_("每餐单价之和（元）"), "yuan4"),
        Column(_("按人次加权（元）"), "yuan4"),
        Column(_("按享受人数（元）"), "yuan4"),
        Column(_("标准（元）"), "yuan"),
        Column(_("差额（元）"), "yuan4"),
        Column(_("含学生自理部分的标准（元）"), "yuan"),
        Column(_("与含自理标准之差（元）"), "yuan4"),
        Column(_("情况")),
        Column(_("已周结")),
        Column(_("核算口径"), "whole"),
        Column(_("说明"), width=80),
    ]
    table = [
        (
            row.school.code,
            row.school.name,
            row.school.town,
            one.group.group_code,
            one.supply_days,
            one.complete_days,
            one.spend,
            one.spend_person_days,
            one.spend_enrolled,
            one.floor_fen,
            one.gap,
            one.standard_fen,
            one.standard_gap,
            words.word(one.state, "outcome"),
            _("是") if one.closed else _("否"),
            one.policy_version,
            why(one, language()),
        )
        for row in rows
        for one in row.figures
    ]
    return columns, table


def days_of(rows):
    """The supply days that the schools' groups have in the week, first to last."""
    days = {on for row in rows for one in row.figures for on, _subsidy in one.supply}
    return sorted(days) or None


def heading(label, rows):
    """``第11教学周（…）· 供餐5天 · 标准 25.00 元``; where schools have more and fewer days, what most have."""
    found = Counter((one.supply_days, one.floor_fen) for row in rows for one in row.figures)
    if not found:
        return label
    [((days, floor_fen), _count)] = found.most_common(1)
    return _("%(week)s· 供餐%(days)s天 · 标准 %(yuan)s 元", week=label, days=days, yuan=yuan(floor_fen))


def short_label(week):
    """A week below a drawing: its Monday as month/day."""
    return f"{week.monday.month}/{week.monday.day}"


def floor_name(subsidy_fen):
    """The name of the floor's line."""
    return _("标准 %(yuan)s", yuan=yuan(subsidy_fen))
