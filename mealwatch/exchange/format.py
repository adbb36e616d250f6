"""The exchange format, version 1, as data: files, their columns, and how each is headed in Chinese.

The reader, the template, the export and the documentation are all driven from
this table. Columns stand in the order in which export writes them.
"""

from typing import NamedTuple

from mealwatch.exchange.choices import (
    AGE_BANDS,
    BASE_UNITS,
    DAY_TYPES,
    DECIDING,
    DOC_KINDS,
    FOOD_GROUPS,
    MEALS,
    SCHOOL_TYPES,
    SUPPLY_MODES,
    UNITS,
    YES_NO,
)
from mealwatch.kernel.errors import mark


class Column(NamedTuple):
    """``kind`` names the way a cell is read (see cells.py); ``choices`` maps what is stored to its Chinese word.

    ``refers`` names the thing whose code stands here. ``advanced`` columns are for
    export and left out of templates.
    """

    name: str
    chinese: str
    kind: str
    required: bool = True
    note: str = ""
    choices: dict[str, str] | None = None
    refers: str | None = None
    advanced: bool = False


class File(NamedTuple):
    """One file of a set. ``doc_kind`` is set for the files of documents."""

    name: str
    chinese: str
    columns: tuple[Column, ...]
    doc_kind: str | None = None

    def column(self, name):
        return next(column for column in self.columns if column.name == name)


_DATE_NOTE = mark("写成 2026-11-02 的样子")
_POSTED = Column("posted", "录入次序", "positive", False, mark("由导出写入；要么都有，要么都没有"), advanced=True)
_ENTERED_AT = Column("entered_at", "首次录入时间", "instant", False, mark("带时区的时间；空着表示导入"), advanced=True)


def _code(thing, chinese, *, required=True, note=""):
    return Column(f"{thing}_code", chinese, "code", required, note, refers=thing)


def _choice(name, chinese, choices, *, required=True, note=""):
    return Column(name, chinese, "choice", required, note, choices)


def _text(name, chinese, *, required=False, note=""):
    return Column(name, chinese, "text", required, note)


def _name(name, chinese):
    return Column(name, chinese, "name")


def _date(name, chinese, *, required=True):
    """A date of the record; one that may lie far off (an expiry) is not required."""
    return Column(name, chinese, "day" if required else "date", required, _DATE_NOTE)


_SCHOOL = _code("school", "学校编码")
_CANTEEN = _code("canteen", "食堂编码")
_GROUP = _code("group", "供餐年级组")
_INGREDIENT = _code("ingredient", "食材编码")
_SUPPLIER = _code("supplier", "供货商编码", required=False)
_DOC_NO = Column("doc_no", "单号", "doc_no", True, mark("同一食堂同类单据不能重复；用过的单号不能再用"))
_MEAL = _choice("meal", "餐次", MEALS)
_QUANTITY = Column("quantity", "数量", "quantity", True, mark("大于0"))
_UNIT = _choice("unit", "单位", UNITS, note=mark("斤、千克用于以克计的食材，升用于以毫升计的，包装用于填了包装含量的"))
_AMOUNT = Column("amount_yuan", "金额", "amount", True, mark("元，最多两位小数"))
_REASON = _text("reason", "原因")
_ACCEPTORS = (_text("acceptor_1", "验收人1"), _text("acceptor_2", "验收人2", note=mark("与验收人1不能是同一人")))
_FROM = _date("from_date", "起始日期")


def _documents(name, chinese, kind, *columns):
    return File(name, chinese, (_CANTEEN, _DOC_NO, *columns, _POSTED, _ENTERED_AT), kind)


_ALL = (
    File(
        "policies",
        "政策",
        (
            _FROM,
            Column("subsidy_yuan", "补助标准", "amount", True, mark("元/人/供餐日")),
            _choice("deciding", "判定口径", DECIDING, required=False, note=mark("空着为每餐单价之和")),
            Column("tolerance_yuan", "临界幅度", "amount", False, mark("元；差额小于它的另作标注")),
        ),
    ),
    File(
        "schools",
        "学校",
        (
            _SCHOOL,
            _name("name", "学校名称"),
            _name("town", "乡镇"),
            _choice("school_type", "学校类型", SCHOOL_TYPES),
            _choice("supply_mode", "供餐模式", SUPPLY_MODES),
            _text("principal", "校长"),
        ),
    ),
    File("canteens", "食堂", (_CANTEEN, _SCHOOL, _name("name", "食堂名称"))),
    File(
        "pupil_groups",
        "供餐年级组",
        (
            _SCHOOL,
            _GROUP,
            _name("name", "供餐年级组名称"),
            _choice("age_band", "年龄段", AGE_BANDS),
            _CANTEEN,
            _FROM,
            Column("beneficiaries", "享受学生数", "count", True, mark("从起始日期起的人数；变动时加一行")),
            Column("other_pupils", "非享受学生数", "count"),
        ),
    ),
    File(
        "meal_standards",
        "餐标",
        (
            _SCHOOL,
            _GROUP._replace(required=False, note=mark("空着为全校")),
            _FROM,
            _MEAL,
            _choice("subsidised", "享受补助", YES_NO),
            Column("top_up_yuan", "学生自理 X", "amount", True, mark("元/供餐日")),
        ),
    ),
    File(
        "calendar",
        "供餐日历",
        (
            _date("date", "日期"),
            _choice("day_type", "日期类型", DAY_TYPES),
            _SCHOOL._replace(required=False, note=mark("空着为全县")),
            _GROUP._replace(required=False, note=mark("空着为全校")),
            _text("note", "说明"),
        ),
    ),
    File(
        "ingredients",
        "食材",
        (
            _INGREDIENT,
            _name("name", "食材名称"),
            _choice("food_group", "类别", FOOD_GROUPS),
            _choice("base_unit", "基本单位", BASE_UNITS),
            _text("package_name", "包装", note=mark("如袋、盘、桶")),
            Column("package_content", "包装含量", "positive", False, mark("一个包装里有多少基本单位")),
            Column("grams_per_unit", "每单位克数", "factor", False, mark("一个基本单位的市品克数；以克计的空着为1")),
            Column("edible_percent", "可食部", "percent", False, mark("每100克市品里可食的克数")),
        ),
    ),
    File(
        "suppliers",
        "供货商",
        (
            _SUPPLIER._replace(required=True),
            _name("name", "供货商"),
            _text("licence_no", "许可证号"),
            Column("licence_from", "许可证起始日", "date", False, mark("换证时填新证上的；不填从登记那天算起")),
            _date("licence_expires_on", "许可证到期", required=False),
            _text("contact", "联系人"),
            _text("phone", "电话"),
        ),
    ),
    _documents(
        "openings",
        "期初库存",
        "opening",
        _date("opened_on", "期初日期"),
        _INGREDIENT,
        _QUANTITY,
        _UNIT,
        _AMOUNT,
        _date("expires_on", "保质期至", required=False),
        _text("counted_by", "盘点人", required=True),
        _text("witnessed_by", "监盘人"),
    ),
    _documents(
        "receipts",
        "入库",
        "receipt",
        _date("received_on", "入库日期"),
        _INGREDIENT,
        _QUANTITY,
        _UNIT,
        _AMOUNT,
        _SUPPLIER,
        _text("batch_no", "批号"),
        _date("produced_on", "生产日期", required=False),
        _date("expires_on", "保质期至", required=False),
        _text("buyer", "采购人"),
        *_ACCEPTORS,
    ),
    _documents(
        "issues",
        "出库",
        "issue",
        _date("issued_on", "出库日期"),
        _MEAL,
        _INGREDIENT,
        _QUANTITY,
        _UNIT,
        Column("use_days", "分摊天数", "use_days", False, mark("一桶油、一袋盐用几天；空着为1")),
        _text("storekeeper", "库管员"),
        _text("collector", "领用人"),
    ),
    _documents(
        "deliveries",
        "企业送餐",
        "delivery",
        _date("delivered_on", "送餐日期"),
        _MEAL,
        Column("portions", "份数", "positive"),
        _AMOUNT,
        Column("food_cost_yuan", "其中食材成本", "amount", False, mark("空着时全额计入并注明未核实")),
        _SUPPLIER,
        *_ACCEPTORS,
    ),
    _documents(
        "losses",
        "报损",
        "loss",
        _date("lost_on", "报损日期"),
        _INGREDIENT,
        _QUANTITY,
        _UNIT,
        _REASON,
        _text("approved_by", "审批人"),
    ),
    _documents(
        "stocktakes",
        "盘点",
        "stocktake",
        _date("counted_on", "盘点日期"),
        _INGREDIENT,
        Column("counted_quantity", "实盘数", "counted", True, mark("0也要填")),
        _UNIT,
        _REASON,
        _text("counted_by", "盘点人"),
        _text("witnessed_by", "监盘人"),
    ),
    File(
        "reversals",
        "红冲",
        (
            _CANTEEN,
            _choice("doc_kind", "单据类型", DOC_KINDS),
            _DOC_NO._replace(note=mark("被红冲的单号")),
            _date("reversed_on", "红冲日期"),
            _REASON._replace(required=True),
            _text("reversed_by", "红冲人", required=True),
            _POSTED,
            _ENTERED_AT,
        ),
    ),
    File(
        "meals",
        "就餐",
        (
            _SCHOOL,
            _GROUP,
            _date("date", "日期"),
            _MEAL,
            Column("beneficiaries_served", "享受学生就餐数", "count", True, mark("没有人吃填0；没有这一行是没填报")),
            Column("other_pupils_served", "非享受学生就餐数", "count"),
            Column("staff_served", "教职工就餐数", "count"),
            _ENTERED_AT,
        ),
    ),
    File(
        "menus",
        "带量食谱",
        (
            _CANTEEN,
            _date("date", "日期"),
            _MEAL,
            _text("dish", "菜名", required=True),
            _INGREDIENT,
            Column("grams_per_pupil", "每生克数", "grams", False, mark("可食部克数，最多三位小数")),
            _choice("age_band", "年龄段", AGE_BANDS, required=False, note=mark("空着为所有年龄段")),
        ),
    ),
    File(
        "closings",
        "周结",
        (
            _SCHOOL,
            Column("week", "周次", "week", True, mark("写成 2026-W45 的样子")),
            Column("closed_at", "周结时间", "instant", True, mark("写成 2026-11-02T18:00:00+08:00 的样子")),
            _text("closed_by", "周结人", required=True),
            _POSTED,
        ),
    ),
)

#: In the order in which they are read: what others refer to comes first.
FILES = {file.name: file for file in _ALL}
DOCUMENT_FILES = {file.doc_kind: file for file in _ALL if file.doc_kind}
