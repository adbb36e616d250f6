"""按月核对: what a canteen's store was worth, and what was issued, held against the school's own accounts.

In the sheet of a week its amounts are values; in a month's own workbook they
are added up from the documents and the ingredients that stand on sheets of
their own.
"""

from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from mealwatch.reports.exports.cells import Column, Live, Table

_TITLE, _LABELS = 0, 2
DOCUMENTS = (
    Column("canteen", "食堂", width=22),
    Column("kind", "单据", width=10),
    Column("doc_no", "单号", width=16),
    Column("on", "日期", "date", 11),
    Column("meal", "餐次", width=6),
    Column("came", "入库金额（元）", "yuan", 12),
    Column("went", "出库金额（元）", "yuan", 12),
    Column("reversed_on", "红冲日期", "date", 11),
    Column("counts", "计入", width=6),
)
INGREDIENTS = (
    Column("canteen", "食堂", width=22),
    Column("code", "食材编码", width=10),
    Column("name", "食材", width=16),
    Column("food_group", "类别", width=20),
    Column("unit", "单位", width=6),
    Column("start", "月初数量", "kilo", 11),
    Column("start_fen", "月初金额（元）", "yuan", 12),
    Column("opened_fen", "期初建账（元）", "yuan", 12),
    Column("received_fen", "入库（元）", "yuan", 12),
    Column("surplus_fen", "盘盈（元）", "yuan", 12),
    Column("lost_fen", "报损（元）", "yuan", 12),
    Column("short_fen", "盘亏（元）", "yuan", 12),
    Column("end", "月末数量", "kilo", 11),
    Column("end_fen", "月末金额（元）", "yuan", 12),
    Column("issued_fen", "出库（元）", "yuan", 12),
)
_ISSUED = "{start_fen}+{opened_fen}+{received_fen}+{surplus_fen}-{lost_fen}-{short_fen}-{end_fen}"
YES, NO = "是", "否"


class Sources(NamedTuple):
    """Tables that a month's amounts are added up from; None in the sheet of a week."""

    documents: Any = None
    ingredients: Any = None
    issues: Any = None


class Months:
    """One column for each canteen and month."""

    title = "按月核对"

    def __init__(self, paper, months, names, sources=None):
        self._paper = paper
        self._months = months
        self._names = names
        self._sources = sources or Sources()
        self._rows = {}

    def write(self):
        paper, count = self._paper, len(self._months)
        paper.across(_TITLE, 0, max(count, 1), "出库金额按月核对（金额单位：元）", bold=True, font_size=14)
        paper.sheet.set_column(0, 0, 44)
        paper.sheet.set_column(1, max(count, 1), 20)
        lines = self._lines()
        self._rows = {key: _LABELS + 4 + place for place, (key, *_) in enumerate(lines)}
        for place, label in enumerate(("食堂", "月份", "从", "到")):
            paper.text(_LABELS + place, 0, label, bold=True, border=1)
        for key, label, strong, _ in lines:
            paper.text(self._rows[key], 0, label, border=1, bold=strong)
        for column, month in enumerate(self._months, start=1):
            self._write_month(column, month, lines)
        paper.sheet.fit_to_pages(1, 0)
        if count > 3:
            paper.sheet.set_landscape()
        return max(self._rows.values()) + 2

    def _write_month(self, column, month, lines):
        paper = self._paper
        paper.text(_LABELS, column, self._names.canteen(month.canteen.id), border=1, bold=True)
        paper.text(_LABELS + 1, column, f"{month.month.first.year}年{month.month.first.month}月", border=1, bold=True)
        paper.value(_LABELS + 2, column, "date", month.month.first, border=1, align="left")
        paper.value(_LABELS + 3, column, "date", month.month.last, border=1, align="left")
        letter = xl_col_to_name(column)
        cells = {key: f"{letter}{row + 1}" for key, row in self._rows.items()}
        cells |= {
            "canteen": f"{letter}{_LABELS + 1}",
            "first": f"{letter}{_LABELS + 3}",
            "last": f"{letter}{_LABELS + 4}",
        }
        for key, _, strong, content in lines:
            formula, value = content(month)
            row, style = self._rows[key], {"border": 1, "bold": strong}
            if formula is None:
                look = {"bg_color": "#FFF7D6"} if value is None else {}
                paper.value(row, column, "yuan", value, **style, **look)
            else:
                paper.formula(row, column, "yuan", formula.format_map(cells), value, **style)

    def _lines(self):
        """(key, label, strong, month -> (formula or None, value)) from top to bottom."""
        lines = [
            ("start", "月初库存金额", False, self._of_ingredients("start_fen")),
            ("opened", "加：期初建账", False, self._of_documents("opened_fen", "期初库存", "came")),
            ("received", "加：入库", False, self._of_documents("received_fen", "入库单", "came")),
            ("surplus", "加：盘盈", False, self._of_documents("surplus_fen", "盘点单", "came")),
            ("lost", "减：报损", False, self._of_documents("lost_fen", "报损单", "went")),
            ("short", "减：盘亏", False, self._of_documents("short_fen", "盘点单", "went")),
            ("end", "减：月末库存金额", False, self._of_ingredients("end_fen")),
            ("by_value", "＝ 出库金额（按库存推算）", True, _by_value),
            ("lines", "出库单合计", True, self._of_documents(None, "出库单", "went")),
            ("difference", "推算与出库单之差（应为 0）", False, _difference),
            ("subsidised", "出库单合计中：享受补助的餐次", False, lambda one: (None, one.here.subsidised_fen)),
            ("other", "出库单合计中：其他餐次", False, lambda one: (None, one.here.other_fen)),
            ("elsewhere", "出库单合计中：分摊到其他月份", False, lambda one: (None, one.elsewhere_fen)),
            ("unsplit", "三项合计与出库单之差（应为 0）", False, _unsplit),
            (
                "brought",
                "以前月份出库分摊到本月：享受补助餐次",
                False,
                lambda one: (None, one.brought.subsidised_fen),
            ),
            ("brought_other", "以前月份出库分摊到本月：其他餐次", False, lambda one: (None, one.brought.other_fen)),
            ("eaten", "本月各餐计入的库存食材", True, _eaten),
        ]
        if self._sources.issues is not None:
            lines.append(("week", "其中本周在本月各日的出库食材", False, self._of_week))
        return [
            *lines,
            ("delivered", "企业送餐计入的食材", False, lambda one: (None, one.delivered_fen)),
            ("spent", "食材支出（出库单合计＋送餐食材）", True, _spent),
            ("book", "学校账面食材支出（请填写）", True, lambda _: (None, None)),
            ("book_difference", "账面与食材支出之差", True, lambda _: ('IF({book}="","",{book}-{spent})', "")),
        ]

    def _of_documents(self, name, kind, column):
        table = self._sources.documents

        def content(one):
            value = one.lines_fen if name is None else one.total(name)
            if table is None:
                return None, value
            of = f'{table.span("canteen")},{{canteen}},{table.span("kind")},"{kind}",{table.span("counts")},"{YES}"'
            return f"SUMIFS({table.span(column)},{of})", value

        return content

    def _of_ingredients(self, name):
        table = self._sources.ingredients

        def content(one):
            if table is None:
                return None, one.total(name)
            return f"SUMIFS({table.span(name)},{table.span('canteen')},{{canteen}})", one.total(name)

        return content

    def _of_week(self, one):
        table, sheet = self._sources.issues
        value = sum(
            pot.issued_fen for pot in sheet.pots.values() if pot.canteen_id == one.canteen.id and pot.on in one.month
        )
        days = f'{table.span("on")},">="&{{first}},{table.span("on")},"<="&{{last}}'
        return f"SUMIFS({table.span('share')},{table.span('canteen')},{{canteen}},{days})", value


def _by_value(one):
    return "{start}+{opened}+{received}+{surplus}-{lost}-{short}-{end}", one.issued_by_value_fen


def _difference(one):
    return "ROUND({by_value}-{lines},2)", one.difference_fen


def _unsplit(one):
    return "ROUND({lines}-{subsidised}-{other}-{elsewhere},2)", one.lines_fen - sum(one.here) - one.elsewhere_fen


def _eaten(one):
    return "{subsidised}+{other}+{brought}+{brought_other}", one.eaten_fen


def _spent(one):
    return "{lines}+{delivered}", one.lines_fen + one.delivered_fen


class Documents:
    """单据: every document of the months that passes the store; reversed ones stand there and count nothing."""

    title = "单据"

    def __init__(self, paper, months, names, kinds):
        self._rows = [(month, one) for month in months for one in month.documents]
        self._names = names
        self._kinds = kinds
        self.table = Table(paper, 1, DOCUMENTS, len(self._rows))

    def write(self):
        for place, (month, one) in enumerate(self._rows):
            self.table.write(
                place,
                {
                    "canteen": self._names.canteen(month.canteen.id),
                    "kind": self._kinds[one.kind],
                    "doc_no": one.doc_no,
                    "on": one.dated_on,
                    "meal": self._names.meals[one.meal] if one.meal else "",
                    "came": one.in_fen,
                    "went": one.out_fen,
                    "reversed_on": one.reversed_on,
                    "counts": Live(f'IF({{reversed_on}}="","{YES}","{NO}")', NO if one.reversed_on else YES),
                },
            )


class Ingredients:
    """食材: what each was worth, what came and what was lost; what was issued follows."""

    title = "食材"

    def __init__(self, paper, months, names):
        self._rows = [(month, one) for month in months for one in month.moved]
        self._names = names
        self.table = Table(paper, 1, INGREDIENTS, len(self._rows))

    def write(self):
        for place, (month, one) in enumerate(self._rows):
            item = self._names.item(one.ingredient_id)
            self.table.write(
                place,
                {
                    "canteen": self._names.canteen(month.canteen.id),
                    "code": item.code,
                    "name": item.name,
                    "food_group": item.food_group,
                    "unit": self._names.unit(item.id),
                    "start": self._names.quantity(item.id, one.start),
                    "start_fen": one.start_fen,
                    "opened_fen": one.opened_fen,
                    "received_fen": one.received_fen,
                    "surplus_fen": one.surplus_fen,
                    "lost_fen": one.lost_fen,
                    "short_fen": one.short_fen,
                    "end": self._names.quantity(item.id, one.end),
                    "end_fen": one.end_fen,
                    "issued_fen": Live(_ISSUED, one.issued_fen),
                },
            )
