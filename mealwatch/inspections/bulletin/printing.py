"""A bulletin as an official paper. It is Chinese, whoever prints it; what is evaluative is typed by an officer."""

from flask_babel import force_locale

from mealwatch.inspections.bulletin import presenters as show
from mealwatch.web import formats
from mealwatch.web.official import NUMBER, Column, Grid, Leaf, Paper, level, numbered, para, rate

_MOST_COMMON = 10


def paper(told, **head):
    """The Paper of a round's result; ``head``: issuer, day, addressee and the like, and ``demands``, lines of text."""
    demands = head.pop("demands", ())
    with force_locale("zh"):
        return Paper(
            title=f"关于{told.round.plan.title}情况的通报",
            red=True,
            blocks=(para("".join(show.summary(told))), *_parts(told, demands)),
            leaves=tuple(_leaves(told)),
            **head,
        )


def _parts(told, demands):
    common = [
        f"{one.text}（{one.code}）：{one.schools}所失分，其中不得分{one.none}所。"
        for one in told.common
        if one.schools > 1
    ]
    deadlines = [
        f"{name}{count}个，期限{_span(first, last)}，尚未改好{left}个。"
        for name, count, left, first, last in show.deadline_rows(told)
    ]
    missed = [f"{school.name}：{show.why_missed(place)}。" for place, school in told.missed]
    parts = (
        ("共性问题", common[:_MOST_COMMON]),
        ("称重、盘点和核对", show.measured(told)),
        ("整改期限", deadlines),
        ("没有查的学校", missed),
        ("工作要求", demands),
    )
    for number, (name, lines) in zip("一二三四五", [part for part in parts if part[1]], strict=False):
        yield level(1, f"{number}、{name}")
        for at, line in enumerate(lines, start=1):
            yield level(3, f"{at}.{line}")


def _leaves(told):
    red = tuple(f"{one.school.name}：{show.red_words(told, one.red_lines)}" for one in told.visited if one.red_lines)
    yield Leaf("各校情况表", (_ranking(told), *(para(line) for line in red)))
    yield Leaf("各部分得分率", (_sections(told),))
    if told.findings:
        yield Leaf("问题清单", (_findings(told),))
    if told.beyond:
        yield Leaf("称重盘点差异表", (_differences(told),))


def _ranking(told):
    got, base = sum(one.score.got_halves for one in told.visited), sum(one.score.base for one in told.visited)
    return Grid(
        "各校情况表",
        (
            Column("名次", "whole", 3),
            Column("乡镇", "text", 6),
            Column("学校", "text", 14),
            Column("得分", "text", 5),
            Column("适用分值", "whole", 5, total=True),
            Column("得分率", "percent", 5),
            Column("等级", "text", 5),
            Column("红线", "text", 6),
            Column("问题数", "whole", 4, total=True),
        ),
        tuple(
            (
                one.place,
                one.visited.school.town,
                one.visited.school.name,
                show.points(one.visited.score.got_halves),
                one.visited.score.base,
                _rate(one.visited.score.got_halves, one.visited.score.base),
                show.grade(one.visited.score.grade),
                "、".join(one.visited.red_lines),
                len(told.findings_of(one.visited.school.id)),
            )
            for one in told.ranking
        ),
        known={2: f"{len(told.visited)} 所", 3: show.points(got), 5: _rate(got, base)},
    )


def _sections(told):
    return Grid(
        "各部分得分率",
        (
            Column("部分", "text", 3),
            Column("名称", "text", 16),
            Column("得分合计", "text", 6),
            Column("适用分值合计", "whole", 6, total=True),
            Column("得分率", "percent", 6),
        ),
        tuple(
            (one.letter, one.title, show.points(one.got_halves), one.base, _rate(one.got_halves, one.base))
            for one in told.sections
        ),
        known={
            2: show.points(sum(one.got_halves for one in told.sections)),
            4: _rate(sum(one.got_halves for one in told.sections), sum(one.base for one in told.sections)),
        },
    )


def _findings(told):
    return Grid(
        "问题清单",
        (
            NUMBER,
            Column("学校", "text", 10),
            Column("编号", "text", 4),
            Column("具体问题", "long", 26),
            Column("程度", "text", 5),
            Column("整改期限", "date", 6),
        ),
        numbered(
            (
                told.schools[one.finding.school_id].name,
                one.finding.code,
                one.finding.words or one.finding.text,
                show.severity(one.finding.severity),
                one.finding.due_on.isoformat(),
            )
            for one in told.findings
        ),
    )


def _differences(told):
    return Grid(
        "称重盘点差异表",
        (
            Column("学校", "text", 12),
            Column("食材", "text", 8),
            Column("单据或账面", "text", 7),
            Column("实测", "text", 7),
            Column("差异", "text", 7),
            Column("说明", "text", 8),
        ),
        tuple(
            (
                told.schools[one.visit.school_id].name,
                one.measured.name,
                *show.quantities(one.measured),
                show.state_words(one),
            )
            for one in told.beyond
        ),
    )


def _rate(halves, base):
    return rate(halves, 2 * base)


def _span(first, last):
    if first == last:
        return formats.day(first).partition(" ")[0]
    return f"{formats.day(first).partition(' ')[0]}至{formats.day(last).partition(' ')[0]}"
