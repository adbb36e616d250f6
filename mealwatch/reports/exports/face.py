"""核算单, the face of the workbook: A4 across, one block per pupil group, the causes, the signatures."""

from fractions import Fraction

from xlsxwriter.utility import xl_col_to_name

from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.ratio import Ratio
from mealwatch.reports.exports.cells import decimal_of
from mealwatch.reports.exports.details import YES
from mealwatch.reports.exports.group import MEALS, NAMES, PRINTED, UNVERIFIED, GroupTable
from mealwatch.web.words import WORDS

#: Yuan are compared past this many places; a real difference of the exact fractions is larger.
_EQUAL = 10
#: First column of the readings' labels, of their values, of their notes (and its last); then of the causes.
_LABEL, _VALUE, _NOTE, _LAST_NOTE = 0, 4, 5, 13
_CAUSES, _CAUSE_VALUE = 15, 20
_OUTCOME = WORDS["outcome"]
_CAUSE = WORDS["cause"]
_NOTES = {
    "spend": "各餐计入单价相加",
    "person_days": "每个餐次：本组享受学生食材合计 ÷ 人次基数合计 × 天数，各餐次相加",
    "enrolled": "每餐：计入单价 × 本组就餐 ÷ 本组在册，各餐相加",
}


class Face:
    """The first sheet. It speaks of the tables of the others, so they are laid out before it is written."""

    title = "核算单"

    def __init__(self, paper, sheet, names, below, heading):
        self._paper = paper
        self._sheet = sheet
        self._names = names
        self._below = below
        self._heading = heading

    def write(self):
        paper = self._paper
        row = self._write_head()
        for figures in self._sheet.figures:
            row = self._write_group(row, figures)
        if not self._sheet.figures:
            paper.across(row, 0, PRINTED, "本周没有供餐日", font_size=11)
            row += 2
        row = self._write_signatures(row)
        for place, column in enumerate(MEALS):
            paper.sheet.set_column(place, place, column.width)
        paper.sheet.set_landscape()
        paper.sheet.fit_to_pages(1, 0)
        paper.sheet.print_area(0, 0, row, PRINTED)
        paper.sheet.set_footer("&L&8核算单&C&8第 &P 页，共 &N 页")
        paper.sheet.freeze_panes(2, 0)

    def _write_head(self):
        paper, sheet = self._paper, self._sheet
        school = sheet.school
        paper.across(0, 0, PRINTED, f"{school.name}学生营养餐食材核算单", bold=True, font_size=16, align="center")
        paper.sheet.set_row(0, 30)
        paper.across(
            1,
            0,
            PRINTED,
            f"{self._heading['week']}　　{school.town}　　学校编码 {school.code}　　{self._heading['policy']}",
            align="center",
        )
        paper.across(2, 0, PRINTED, self._heading["closed"], align="center")
        for place, line in enumerate(self._heading["notes"], start=3):
            paper.across(place, 0, PRINTED, line, kind="long", font_size=9, font_color="#545C57")
        return 4 + len(self._heading["notes"])

    def _write_group(self, row, figures):
        paper = self._paper
        name = self._sheet.names.get(figures.group.group_id, "")
        paper.across(
            row,
            0,
            PRINTED,
            f"供餐年级组：{figures.group.group_code} {name}",
            bold=True,
            font_size=12,
            bg_color="#F7F6F2",
        )
        paper.across(row, PRINTED + 1, len(MEALS) - 1, "以下各列供核对公式使用", font_color="#545C57")
        meals = GroupTable(paper, row + 1, figures, self._sheet, self._names, self._below)
        top = meals.write() + 1
        verdict = Verdict(paper, meals)
        row = verdict.write(top)
        causes = self._sheet.causes.get(figures.group.group_id)
        beside = self._write_causes(top, verdict, causes) if causes else top
        return max(row, beside) + 1

    def _write_causes(self, row, verdict, causes):
        """The split of spend - floor, beside the readings; its sum is held against them."""
        paper = self._paper
        paper.across(row, _CAUSES, PRINTED, "差额的构成（各项相加 = 每餐单价之和 − 标准）", bold=True)
        named = [(_CAUSE[kind], fen) for kind, fen in causes.parts.items() if fen] or [(_CAUSE["menu"], Fraction(0))]
        first = row + 1
        for row, (label, fen) in enumerate(named, start=first):
            self._label(row, label)
            shape = paper.styles("price", border=1)
            paper.sheet.write_number(row, _CAUSE_VALUE, decimal_of(_ratio(fen / 100)), shape)
        column = xl_col_to_name(_CAUSE_VALUE)
        total = f"SUM({column}{first + 1}:{column}{row + 1})"
        self._label(row + 1, "合计", bold=True)
        paper.formula(row + 1, _CAUSE_VALUE, "price", total, _ratio(causes.total), border=1, bold=True)
        self._label(row + 2, "与“每餐单价之和 − 标准”之差（应为 0）")
        check = f"ROUND({column}{row + 2}-({verdict.cell('spend')}-{verdict.cell('floor')}),6)"
        paper.formula(row + 2, _CAUSE_VALUE, "price", check, 0, border=1)
        if causes.unknown:
            note = f"没有参考价格、按 0 计：{'、'.join(causes.unknown)}"
            paper.across(row + 3, _CAUSES, PRINTED, note, font_color="#545C57")
        return row + 5

    def _label(self, row, text, **style):
        self._paper.across(row, _CAUSES, _CAUSE_VALUE - 1, text, border=1, **style)

    def _write_signatures(self, row):
        signs = ("制表：", "审核：", "校长：", "日期：")
        width = (PRINTED + 1) // len(signs)
        for place, sign in enumerate(signs):
            self._paper.across(row, place * width, place * width + width - 1, sign, font_size=12, valign="bottom")
        self._paper.sheet.set_row(row, 36)
        return row


class Verdict:
    """The readings below a group's meals, the standards, what is lacking, and what follows."""

    def __init__(self, paper, meals):
        self._paper = paper
        self._meals = meals
        self._figures = meals.figures
        self._at = {}

    def write(self, row):
        """The block; returns the row below it."""
        figures, span = self._figures, self._meals.table.span
        complete = f'{span("day_complete")},"{YES}"'
        lines = [
            ("supply_days", "供餐天数", "count", f"COUNT({span('subsidy')})", figures.supply_days, ""),
            (
                "complete_days",
                "报齐天数",
                "count",
                f'COUNTIFS({span("subsidy")},">=0",{complete})',
                figures.complete_days,
                "每个享受补助的餐次都有全部年级组的就餐记录，且有出库或送餐",
            ),
        ]
        for name, label in NAMES.items():
            formula, exact = self._meals.reading(name)
            lines.append((name, label, "price", formula, exact, _NOTES[name]))
        lines += [
            ("floor", "标准（补助标准 × 供餐日）", "yuan", f"SUM({span('subsidy')})", figures.floor_fen, ""),
            (
                "standard",
                "含学生自理部分的标准",
                "yuan",
                f"SUM({span('subsidy')})+SUM({span('top_up')})",
                figures.standard_fen,
                "学生自理部分 X 也应全部成为食材",
            ),
        ]
        for line in lines:
            row = self._line(row, *line)
        return self._judge(row)

    def cell(self, name):
        """Where one of its lines has its value: ``E31``."""
        return self._at[name]

    def _judge(self, row):
        figures, meals = self._figures, self._meals
        span, deciding = meals.table.span, figures.deciding
        complete = f'{span("day_complete")},"{YES}"'
        decides, floor = f"{{{deciding}}}", "{floor}"
        reported, exact = meals.reading(deciding, of_complete_days=True)
        floor_reported = sum(day.subsidy_fen for day in figures.days if day.complete)
        unverified = sum(meal.counts and not meal.pot.verified for day in figures.days for meal in day.meals)
        lines = [
            ("gap", "差额", "price", f"MAX(0,{floor}-{decides})", figures.gap, f"按“{NAMES[deciding]}”判定"),
            ("standard_gap", "与含自理标准之差", "price", f"MAX(0,{{standard}}-{decides})", figures.standard_gap, ""),
            ("reported", "其中报齐各天的读数", "price", reported, exact, ""),
            (
                "floor_reported",
                "报齐各天的标准",
                "yuan",
                f"SUMIFS({span('subsidy')},{complete})",
                floor_reported,
                "",
            ),
            (
                "unverified",
                "食材成本待核实的餐数",
                "count",
                f'COUNTIFS({span("unverified")},"{UNVERIFIED}",{span("served")},">0")',
                unverified,
                "",
            ),
        ]
        for line in lines:
            row = self._line(row, *line)
        outcome = (
            f'IF(ROUND({decides}-{floor},{_EQUAL})>=0,IF({{unverified}}>0,"{_OUTCOME["unverified"]}","{_OUTCOME["met"]}"),'
            f"IF(AND({{complete_days}}<{{supply_days}},ROUND({{reported}}-{{floor_reported}},{_EQUAL})>=0),"
            f'"{_OUTCOME["unreported"]}","{_OUTCOME["short"]}"))'
        )
        note = "" if figures.closed or figures.complete else "本周还没有报齐也没有周结，这是现在周结的结果"
        return self._line(row, "outcome", "结论", "word", outcome, _OUTCOME[figures.outcome], note, bold=True) + 1

    def _line(self, row, name, label, kind, formula, value, note, **style):
        paper = self._paper
        paper.across(row, _LABEL, _VALUE - 1, label, border=1, **style)
        paper.formula(row, _VALUE, kind, formula.format_map(self._at), value, border=1, align="right", **style)
        paper.across(row, _NOTE, _LAST_NOTE, note, font_color="#545C57")
        self._at[name] = f"E{row + 1}"
        return row + 1


def _ratio(fraction):
    return Ratio(fraction.numerator, fraction.denominator)


def closed_line(statement):
    """Who closed the week, when and how; or that it is open."""
    if statement is None:
        return "本周未周结，数字按现有记录计算，周结前可能变动"
    at = statement.closed_at.astimezone(SHANGHAI)
    how = WORDS["closed_how"][statement.closed_how]
    stands = "" if statement.standing else "，这一版已重开、不再有效"
    return f"已周结（第 {statement.version} 版{stands}）：{how}，{at:%Y-%m-%d %H:%M}，{statement.closed_by}"
