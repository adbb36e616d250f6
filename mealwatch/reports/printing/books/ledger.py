"""The store: the ledger of each ingredient, stocktakes, and the month's stock by food group."""

from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS
from mealwatch.reports.printing.books.issues import reversed_note
from mealwatch.reports.printing.books.receipts import names
from mealwatch.reports.printing.cells import printed
from mealwatch.reports.printing.form import UNITS, Column, Form, Quantity, Row, per_unit
from mealwatch.reports.printing.signed import drawn, signers
from mealwatch.stock.domain.ledger import extract
from mealwatch.stock.queries import ledger as kept
from mealwatch.stock.queries.ledgers import ledgers_of
from mealwatch.web.words import WORDS

_SIDES = (("数量", "quantity"), ("单价", "price"), ("金额（元）", "yuan"))
_LEDGER = (
    Column("日期", "date", 8),
    Column("凭证号", width=10),
    Column("摘要", width=10),
    *(
        Column(heading, kind, 7, total=heading.startswith("金额") and side in ("入", "出"), over=side)
        for side in ("入", "出", "结存")
        for heading, kind in _SIDES
    ),
    Column("经手", "sign", 6),
)


def ledgers(facts):
    """库存明细账: one form for each ingredient that was there or moved in the period."""
    found = []
    rows = ledgers_of(facts.county_id, facts.canteen.id, facts.period.last)
    items = [facts.ingredients[one] for one in rows]
    for item in sorted(items, key=lambda one: (FOOD_GROUPS.index(one.food_group), one.code)):
        part = extract(rows[item.id], facts.period.first, facts.period.last)
        if part.rows or part.before or part.before_fen:
            found.append(_ledger(facts, item, part))
    return found


def _ledger(facts, item, part):
    def held(base, fen):
        quantity = Quantity(base, item.base_unit)
        return quantity, per_unit(fen, quantity), fen

    empty = (None, None, None)
    rows = [
        Row((facts.period.first, None, "期初结存", *empty, *empty, *held(part.before, part.before_fen), None), "sum")
    ]
    for row in part.rows:
        one = row.movement
        moved = held(abs(one.quantity), one.fen if one.quantity > 0 else -one.fen)
        sides = (*moved, *empty) if one.quantity > 0 else (*empty, *moved)
        rows.append(Row((one.on, one.doc_no, _summary(one), *sides, *held(row.held, row.held_fen), None)))
    return Form(
        "库存明细账",
        _LEDGER,
        tuple(rows),
        heads=(
            ("食材", f"{item.code} {item.name}"),
            ("类别", item.food_group),
            ("单位", UNITS[item.base_unit]),
            ("期末结存", _text(part.after, item)),
        ),
        signers=("库管员", "复核人"),
        notes=("红冲的单据和它的冲销各占一行，一进一出，结存不变。",) if _has_reversal(part) else (),
        least=6,
    )


def _text(base, item):
    return f"{printed('quantity', Quantity(base, item.base_unit))} {UNITS[item.base_unit]}"


def _has_reversal(part):
    return any(row.movement.is_reversal or row.movement.reversed_on for row in part.rows)


def _summary(one):
    text = WORDS["kind"][one.kind]
    if one.meal:
        text += f"（{WORDS['meal'][one.meal]}）"
    if one.is_reversal:
        return f"红冲{text}"
    return f"{text}，已红冲" if one.reversed_on else text


_COUNT = (
    Column("品名", width=9),
    Column("单位", width=4),
    Column("账面数", "quantity", 6),
    Column("实盘数", "quantity", 6),
    Column("盈亏数", "quantity", 6),
    Column("单价（元）", "price", 6),
    Column("盈亏金额（元）", "yuan", 8, total=True),
    Column("原因", "long", 12),
    Column("处理意见", "long", 10),
)


def stocktakes(facts):
    """盘点表: one form for each document; with none, an empty sheet of what the store holds, to be counted."""
    return [_stocktake(facts, one) for one in facts.posted("stocktake")]


def _stocktake(facts, one):
    rows = []
    for line in one.lines:
        item = facts.ingredients[line.ingredient_id]
        less = line.counted < line.book
        fen = -line.cost_fen if less else line.cost_fen
        gap = Quantity(line.counted - line.book, item.base_unit)
        cells = (
            item.name,
            UNITS[item.base_unit],
            Quantity(line.book, item.base_unit),
            Quantity(line.counted, item.base_unit),
            gap,
            per_unit(fen, gap) if gap.base else None,
            fen,
            line.reason,
            None,
        )
        rows.append(Row(cells, "undone" if one.undone else "plain"))
    return Form(
        "食材盘点表",
        _COUNT,
        tuple(rows),
        heads=(
            ("单号", one.head.doc_no),
            ("盘点日期", one.head.dated_on),
            ("盘点人（登记）", names(*(line.counted_by for line in one.lines))),
            ("监盘人（登记）", _witnesses(facts, one)),
        ),
        signers=("盘点人签名", "监盘人签名", "负责人签名"),
        drawn=drawn(facts, "stocktake", one.head.doc_no),
        notes=reversed_note(one),
        landscape=False,
    )


_TO_COUNT = (
    Column("品名", width=10),
    Column("类别", width=8),
    Column("单位", width=4),
    Column("账面数", "quantity", 7),
    Column("实盘数", "quantity", 9),
    Column("盈亏数", "quantity", 8),
    Column("原因", "long", 12),
)


def to_count(facts):
    """盘点表（空表）: what the store holds now, with room for the count."""
    held = kept.balances(facts.county_id, facts.canteen.id)
    items = sorted(
        ((facts.ingredients[one.ingredient_id], one) for one in held),
        key=lambda pair: (FOOD_GROUPS.index(pair[0].food_group), pair[0].code),
    )
    rows = tuple(
        Row((item.name, item.food_group, UNITS[item.base_unit], Quantity(one.quantity, item.base_unit), *[None] * 3))
        for item, one in items
    )
    return [
        Form(
            "食材盘点表（点数用）",
            _TO_COUNT,
            rows,
            heads=(("盘点日期", None), ("账面截至", facts.today)),
            signers=("盘点人签名", "监盘人签名", "负责人签名"),
            landscape=False,
        )
    ]


_MONTH = (
    Column("类别", width=12),
    Column("上月底库存（元）", "yuan", 8, total=True),
    Column("本月入库（元）", "yuan", 8, total=True),
    Column("本月账面支出（元）", "yuan", 8, total=True),
    Column("本月实际支出（元）", "yuan", 8, total=True),
    Column("报损、盘亏减盘盈（元）", "yuan", 8, total=True),
    Column("本月底库存（元）", "yuan", 8, total=True),
)


def month_stock(facts):
    """食堂月底库存表: by food group, in yuan.

    本月账面支出 is what was issued; 本月实际支出 what left the store by the count:
    stock before, plus what came in, less stock at the end.
    """
    return [_month_stock(facts, month) for month in facts.months]


def _month_stock(facts, month):
    groups = {}
    for one in facts.reconciled(month).moved:
        groups.setdefault(facts.ingredients[one.ingredient_id].food_group, []).append(one)
    rows = []
    for group in FOOD_GROUPS:
        if group not in groups:
            continue
        here = groups[group]
        start, end = _sum(here, "start_fen"), sum(one.end_fen for one in here)
        came = _sum(here, "received_fen", "opened_fen")
        lost = _sum(here, "lost_fen", "short_fen") - _sum(here, "surplus_fen")
        rows.append(Row((group, start, came, sum(one.issued_fen for one in here), start + came - end, lost, end)))
    return Form(
        "食堂月底库存表",
        _MONTH,
        tuple(rows),
        heads=(("学校", facts.school.name), ("食堂", facts.canteen.name), ("月份", str(month))),
        signers=("库管员", "会计", "食堂负责人", "校长"),
        notes=("实际支出＝上月底库存＋本月入库－本月底库存；与账面支出之差就是报损、盘亏减盘盈。",),
        landscape=False,
    )


def _sum(rows, *fields):
    return sum(getattr(one, field) for one in rows for field in fields)


_OPENING = (
    Column("序号", "whole", 3),
    Column("品名", width=10),
    Column("单位", width=4),
    Column("数量", "quantity", 7),
    Column("单价（元）", "price", 7),
    Column("金额（元）", "yuan", 8, total=True),
    Column("保质期至", "date", 8),
)


def openings(facts):
    """期初库存单: one form for each document."""
    return [_opening(facts, one) for one in facts.posted("opening")]


def _opening(facts, one):
    rows = []
    for number, line in enumerate(one.lines, start=1):
        item = facts.ingredients[line.ingredient_id]
        quantity = facts.quantity(line.ingredient_id, line.quantity)
        cells = (number, item.name, UNITS[item.base_unit], quantity, per_unit(line.amount_fen, quantity))
        rows.append(Row((*cells, line.amount_fen, line.expires_on), "undone" if one.undone else "plain"))
    return Form(
        "期初库存单",
        _OPENING,
        tuple(rows),
        heads=(
            ("单号", one.head.doc_no),
            ("日期", one.head.dated_on),
            ("清点人（登记）", names(*(line.counted_by for line in one.lines))),
            ("见证人（登记）", _witnesses(facts, one)),
        ),
        signers=("清点人签名", "见证人签名", "负责人签名"),
        drawn=drawn(facts, "opening", one.head.doc_no),
        notes=reversed_note(one),
        landscape=False,
        least=6,
    )


def _witnesses(facts, one):
    head = one.head
    return names(*(line.witnessed_by for line in one.lines), *signers(facts, head.kind, head.doc_no))
