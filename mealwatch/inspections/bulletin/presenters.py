"""How a bulletin is said, on page, paper and spreadsheet. Its words are neutral until a person decided."""

from flask_babel import gettext as _

from mealwatch.checklists.domain.words import GRADES, SEVERITIES
from mealwatch.inspections.domain.bulletin import GRADES as IN_ORDER
from mealwatch.kernel.ratio import plain_decimal
from mealwatch.rounds.presenters import days_words
from mealwatch.web import formats
from mealwatch.web.language import translate
from mealwatch.web.words import word
from mealwatch.web.xlsx import Amount, Column, Table

GRADE_MARKS = {"excellent": "met", "good": "met", "pass": "info", "fail": "short", None: "off"}  # nosec B105 - a grade


def grade(code):
    """``优秀``; the word in brackets stays on the list."""
    return translate(GRADES[code]).partition("（")[0] if code else "—"


def per_cent(ratio):
    """``87.5%``: of one hundred, to a tenth, rounded half up."""
    return "—" if ratio is None else plain_decimal((ratio * 100).rounded(1), 1) + "%"


def points(halves):
    """Halves of points: ``86.5``."""
    return plain_decimal(halves * 5, 1).removesuffix(".0")


def summary(told):
    """The sentences of 总体情况."""
    plan, rows = told.round.plan, told.visited
    counts = "，".join(
        _("%(grade)s %(count)s 所", grade=grade(code), count=told.grades.get(code, 0)) for code in IN_ORDER
    )
    lines = [
        _(
            "%(days)s，开展%(kind)s，计划 %(planned)s 所，已查 %(done)s 所。",
            days=days_words(plan.days),
            kind=word(plan.kind, "round_kind").partition("（")[0],
            planned=len(rows) + len([one for one, _school in told.missed if one.standing != "replaced"]),
            done=len(rows),
        )
    ]
    if rows:
        lines.append(_("总得分率 %(ratio)s：%(counts)s。", ratio=per_cent(told.overall), counts=counts))
        red = sum(1 for one in rows if one.red_lines)
        if red:
            lines.append(_("触及红线 %(count)s 所。", count=red))
        lines.append(
            _(
                "共发现问题 %(count)s 个，当场改好 %(fixed)s 个。",
                count=len(told.findings),
                fixed=sum(1 for one in told.findings if one.finding.fixed),
            )
        )
    return lines


def measured(told):
    """The sentences about what was weighed and counted."""
    lines = []
    for kind, text in (("weigh", _("实称")), ("count", _("抽盘"))):
        some = [one for one in told.differences if one.measured.kind == kind]
        beyond = [one for one in some if one.within is False]
        lines.append(
            _(
                "%(what)s：有差异 %(count)s 项，超出允许范围 %(beyond)s 项，其中已核实 %(confirmed)s 项。",
                what=text,
                count=len(some),
                beyond=len(beyond),
                confirmed=sum(1 for one in beyond if one.state == "confirmed"),
            )
        )
    for kind, text in (("portion", _("份量称重")), ("match", _("三相符核对"))):
        taken, off = told.disagreeing[kind]
        if taken:
            lines.append(_("%(what)s：共 %(taken)s 项，不一致 %(off)s 项。", what=text, taken=taken, off=off))
    return lines


def state_words(one):
    """What became of a difference: 差异（待核实）, 已核实, 已说明."""
    return {
        "difference": _("差异（待核实）"),
        "confirmed": _("已核实"),
        "explained": _("已说明"),
        "declined": _("学校有不同意见"),
    }[one.state]


def why_missed(place):
    """Why a school was not visited, in words."""
    said = {"replaced": _("由备选学校递补"), "dropped": _("这一轮不查")}.get(place.standing, _("还没有查"))
    return f"{said}：{place.reason}" if place.reason else said


def deadline_rows(told):
    """``[(severity word, count, open, first due, last due)]``."""
    found = []
    for code in ("on_the_spot", "ordinary", "serious"):
        some = [one for one in told.findings if one.finding.severity == code]
        if some:
            due = sorted(one.finding.due_on for one in some)
            left = sum(1 for one in some if one.pending)
            found.append((severity(code), len(some), left, due[0], due[-1]))
    return found


def severity(code):
    """``立行立改``."""
    return translate(SEVERITIES[code])


def red_words(told, codes):
    """The red lines that were met, in words."""
    texts = {one.code: one.text for one in told.checklist.red_lines}
    return "；".join(f"{code} {texts.get(code, '')}".strip() for code in codes)


def tables(told):
    """The sheets of the spreadsheet; their totals are the page's."""
    return [_ranking(told), _sections(told), _common(told), _findings(told), _differences(told), _missed(told)]


def _ranking(told):
    columns = [
        Column(_("名次"), "whole"),
        Column(_("乡镇")),
        Column(_("学校"), width=28),
        Column(_("日期"), "date"),
        Column(_("得分"), "tenth"),
        Column(_("适用分值"), "whole"),
        Column(_("得分率"), "percent"),
        Column(_("等级")),
        Column(_("红线"), width=40),
        Column(_("问题数"), "whole"),
        Column(_("组长")),
    ]
    rows = [
        [
            one.place,
            one.visited.school.town,
            one.visited.school.name,
            one.visited.on,
            one.visited.score.got_halves * 5,
            one.visited.score.base,
            one.visited.score.ratio,
            grade(one.visited.score.grade),
            red_words(told, one.visited.red_lines),
            len(told.findings_of(one.visited.school.id)),
            "、".join(one.visited.leaders),
        ]
        for one in told.ranking
    ]
    got, base = sum(one.score.got_halves for one in told.visited), sum(one.score.base for one in told.visited)
    count = _("%(count)s 所", count=len(rows))
    totals = [_("合计"), "", count, "", got * 5, base, told.overall, "", "", len(told.findings), ""]
    return Table(_("各校情况"), columns, rows, totals)


def _sections(told):
    columns = [
        Column(_("部分")),
        Column(_("名称"), width=30),
        Column(_("得分合计"), "tenth"),
        Column(_("适用分值合计"), "whole"),
        Column(_("得分率"), "percent"),
    ]
    rows = [[one.letter, one.title, one.got_halves * 5, one.base, one.ratio] for one in told.sections]
    got, base = sum(one.got_halves for one in told.sections), sum(one.base for one in told.sections)
    return Table(_("各部分"), columns, rows, [_("合计"), "", got * 5, base, told.overall])


def _common(told):
    columns = [
        Column(_("编号")),
        Column(_("检查内容"), width=50),
        Column(_("失分学校数"), "whole"),
        Column(_("其中不得分"), "whole"),
        Column(_("查了几所"), "whole"),
        Column(_("失分合计"), "tenth"),
    ]
    rows = [[one.code, one.text, one.schools, one.none, one.looked_at, one.lost_halves * 5] for one in told.common]
    totals = [
        _("合计"),
        "",
        sum(one.schools for one in told.common),
        sum(one.none for one in told.common),
        None,
        sum(one.lost_halves for one in told.common) * 5,
    ]
    return Table(_("共性问题"), columns, rows, totals)


def _findings(told):
    columns = [
        Column(_("学校"), width=28),
        Column(_("编号")),
        Column(_("检查内容"), width=40),
        Column(_("具体问题"), width=50),
        Column(_("程度")),
        Column(_("整改期限"), "date"),
        Column(_("责任人")),
        Column(_("已改好")),
    ]
    rows = [
        [
            told.schools[one.finding.school_id].name,
            one.finding.code,
            one.finding.text,
            one.finding.words,
            severity(one.finding.severity),
            one.finding.due_on,
            one.finding.responsible,
            "" if one.pending else _("是"),
        ]
        for one in told.findings
    ]
    return Table(_("问题清单"), columns, rows)


def _differences(told):
    columns = [
        Column(_("学校"), width=28),
        Column(_("方式")),
        Column(_("食材")),
        Column(_("单据或账面"), "kilo"),
        Column(_("实测"), "kilo"),
        Column(_("差异"), "kilo"),
        Column(_("说明")),
    ]
    rows = [
        [
            told.schools[one.visit.school_id].name,
            _("实称") if one.measured.kind == "weigh" else _("抽盘"),
            one.measured.name,
            *(_quantity(value, one.measured.base) for value in _figures(one.measured)),
            state_words(one),
        ]
        for one in told.beyond
    ]
    return Table(_("称重盘点差异"), columns, rows)


def _missed(told):
    columns = [
        Column(_("学校"), width=28),
        Column(_("乡镇")),
        Column(_("原定日期"), "date"),
        Column(_("原因"), width=50),
    ]
    rows = [[school.name, school.town, place.on, why_missed(place)] for place, school in told.missed]
    return Table(_("没有查的"), columns, rows)


def _figures(one):
    return one.written, one.found, one.difference


def _quantity(value, base):
    return Amount("whole", value) if base == "piece" and value is not None else value


def quantities(one):
    """``(written, found, difference)`` as people read them."""
    sign = "+" if one.difference and one.difference > 0 else ""
    written, found, gap = (formats.quantity(value, one.base) for value in _figures(one))
    return written, found, sign + gap
