"""Goods in: 表一, 表三, the acceptance sheets, the checks of what came."""

from datetime import date

from mealwatch.reports.printing import accepted
from mealwatch.reports.printing.cells import days
from mealwatch.reports.printing.form import UNITS, Column, Form, Row, per_unit
from mealwatch.reports.printing.kept import said
from mealwatch.reports.printing.signed import signers

_LEDGER = (
    Column("序号", "whole", 3),
    Column("食品名称", width=9),
    Column("品牌及规格", width=9),
    Column("接收时间", "date", 7),
    Column("保质期至", "date", 7),
    Column("单位", width=4),
    Column("数量", "quantity", 6),
    Column("单价（元）", "price", 6),
    Column("金额（元）", "yuan", 8, total=True),
    Column("供货商", width=10),
    Column("入库单号", width=9),
    Column("供货方签名", "sign", 8),
    Column("验收人签名", "sign", 10),
    Column("备注", "long", 8),
)
_SAMPLED = (
    Column("进货日期", "date", 8),
    Column("食材名称", width=10),
    Column("单位", width=4),
    Column("数量/重量", "quantity", 7),
    Column("保质期至", "date", 8),
    Column("是否在有效期", "tick", 7),
    Column("有无变质腐坏发芽", "tick", 8),
    Column("有无异味", "tick", 6),
    Column("是否新鲜", "tick", 6),
    Column("外包装是否完好", "tick", 7),
    Column("供货商/处理措施", width=11),
    Column("验收人", "sign", 10),
)
_MATCHED = (
    Column("日期", "date", 8),
    Column("单号", width=9),
    Column("供货商", width=11),
    Column("品种数", "whole", 4),
    Column("送货人", "tick", 6, over="三对"),
    Column("送货车（车牌）", "tick", 8, over="三对"),
    Column("送货企业", "tick", 6, over="三对"),
    Column("外包装", "tick", 6, over="三查"),
    Column("外观质量", "tick", 6, over="三查"),
    Column("数量", "tick", 6, over="三查"),
    Column("保质期", "tick", 6, over="三检"),
    Column("产品名称", "tick", 6, over="三检"),
    Column("生产厂商", "tick", 6, over="三检"),
    Column("验收人签名", "sign", 10),
)


def staples(facts):
    """表一 主食采购及入库验收台账."""
    return [_ledger(facts, "表一", "主食采购及入库验收台账", True)]


def others(facts):
    """表三 副食采购及入库验收台账."""
    return [_ledger(facts, "表三", "副食采购及入库验收台账", False)]


def _ledger(facts, mark, title, staple):
    rows, number = [], 0
    for one in facts.posted("receipt"):
        for line in one.lines:
            if facts.is_staple(line.ingredient_id) != staple:
                continue
            number += 1
            item = facts.ingredients[line.ingredient_id]
            quantity = facts.quantity(line.ingredient_id, line.quantity)
            extra = accepted.told(facts, one.head.id, line.line_no)
            cells = (
                number,
                item.name,
                extra.brand_and_spec or (line.batch_no and f"批号 {line.batch_no}"),
                one.head.dated_on,
                line.expires_on,
                UNITS[item.base_unit],
                quantity,
                per_unit(line.amount_fen, quantity),
                line.amount_fen,
                facts.supplier_name(line.supplier_id),
                one.head.doc_no,
                extra.seller,
                names(line.acceptor_1, line.acceptor_2, *signers(facts, "receipt", one.head.doc_no)),
                one.undone,
            )
            rows.append(Row(cells, "undone" if one.undone else "plain"))
    return Form(
        title,
        _LEDGER,
        tuple(rows),
        heads=_heads(facts),
        signers=("供货方", "验收人", "验收人", "负责人"),
        missing=unsigned(facts),
        mark=mark,
    )


def sampled(facts):
    """食材抽检情况表: the spot checks on record, then what came, with what acceptance found or room to write it."""
    rows = [_spot_check(one) for one in facts.records("spot_check")]
    for one, line in _standing(facts):
        extra = accepted.told(facts, one.head.id, line.line_no)
        in_date = None if line.expires_on is None else line.expires_on >= one.head.dated_on
        item = facts.ingredients[line.ingredient_id]
        cells = (
            one.head.dated_on,
            item.name,
            UNITS[item.base_unit],
            facts.quantity(line.ingredient_id, line.quantity),
            line.expires_on,
            in_date,
            extra.spoiled,
            extra.smell,
            extra.fresh,
            extra.package,
            facts.supplier_name(line.supplier_id),
            names(line.acceptor_1, line.acceptor_2),
        )
        rows.append(Row(cells))
    return [Form("食材抽检情况表", _SAMPLED, tuple(rows), heads=_heads(facts), signers=("检查人", "负责人"))]


def _spot_check(one):
    words = {"spoiled": ("无", "有"), "smell": ("无", "有")}
    marks = [
        words.get(name, ("否", "是"))[one.fields[name]] for name in ("in_date", "spoiled", "smell", "fresh", "package")
    ]
    amount = said("spot_check", one, "amount")
    received_on = date.fromisoformat(one.fields["received_on"])
    name, person = one.fields["name"], one.fields.get("person")
    return Row((received_on, name, None, amount, None, *marks, said("spot_check", one, "measure"), person))


def matched(facts):
    """收货三对三查三检登记表: one line for each receipt, to be ticked when the car is there."""
    rows = []
    for one in facts.posted("receipt"):
        if one.undone:
            continue
        sellers = dict.fromkeys(facts.supplier_name(line.supplier_id) for line in one.lines)
        signed = dict.fromkeys(name for line in one.lines for name in (line.acceptor_1, line.acceptor_2) if name)
        cells = (one.head.dated_on, one.head.doc_no, "、".join(filter(None, sellers)), len(one.lines))
        rows.append(Row((*cells, *[None] * 9, "、".join(signed))))
    return [
        Form(
            "收货“三对三查三检”登记表",
            _MATCHED,
            tuple(rows),
            heads=_heads(facts),
            signers=("验收人", "食堂负责人"),
            notes=("合格打“√”，不合格打“×”并在背面写明处理情况。",),
        )
    ]


def _standing(facts):
    return [(one, line) for one in facts.posted("receipt") if not one.undone for line in one.lines]


def _heads(facts):
    return (("学校", facts.school.name), ("食堂", facts.canteen.name), ("期间", facts.period.label))


def names(*some):
    """The names that were written down, once each."""
    return "、".join(dict.fromkeys(name.strip() for name in some if name and name.strip()))


def unsigned(facts):
    """In words: on which receipts an acceptor is missing."""
    lacking = facts.unsigned("receipt")
    if not lacking:
        return ()
    dates = days(sorted({head.dated_on for head in lacking}))
    return (f"{len(lacking)} 张入库单没有登记两名验收人（{dates}），请补签。",)
