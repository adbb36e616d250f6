"""What goes into the food and what is left of it: spot checks of goods, additives, waste."""

import unicodedata
from datetime import time

from mealwatch.kernel.errors import mark
from mealwatch.safety import errors
from mealwatch.safety.domain.fields import Field
from mealwatch.safety.domain.kind import Kind

#: Names under which nitrite is sold.
NITRITE = ("亚硝酸", "nitrite", "e249", "e250", "nano2", "硝盐", "工业用盐", "工业盐")
WASTE_KINDS = (
    ("food", mark("餐厨垃圾")),
    ("oil", mark("废弃油脂")),
    ("other", mark("其他")),
)
UNITS = (("g", mark("克")), ("kg", mark("公斤")), ("ml", mark("毫升")))
_GOOD = (("yes", mark("是")), ("no", mark("否")))


def is_nitrite(name):
    """Whether the name of an additive says nitrite, however it is written."""
    written = "".join(unicodedata.normalize("NFKC", name).casefold().split()).replace("-", "")
    return any(word in written for word in NITRITE)


def additive_rule(values, _facts):
    """Nitrite is refused."""
    if is_nitrite(values["name"]):
        raise errors.Nitrite(field="name", value=values["name"])


ADDITIVE = Kind(
    code="additive",
    name=mark("添加剂"),
    fields=(
        Field("name", mark("添加剂名称"), "text", hint=mark("例如：泡打粉、酵母、食用碱")),
        Field("amount", mark("用量"), "measure", places=1, least=1, most=1_000_000),
        Field("unit", mark("单位"), "choice", choices=UNITS, carried=True),
        Field("used_for", mark("用在什么食品"), "text"),
        Field("person", mark("使用人"), "person", carried=True),
    ),
    rule=additive_rule,
    hint=mark("专人专柜保管；不得使用亚硝酸盐"),
)
WASTE = Kind(
    code="waste",
    name=mark("餐厨废弃物"),
    every="day",
    due_at=time(14),
    fields=(
        Field("waste_kind", mark("种类"), "choice", choices=WASTE_KINDS, carried=True),
        Field("weight", mark("重量"), "measure", unit=mark("公斤"), places=1, least=1, most=100_000),
        Field("receiver", mark("接收单位或接收人"), "text", carried=True),
        Field("person", mark("经手人"), "person", carried=True),
    ),
    for_contractor=True,
)


def spot_flaw(values, _facts=None):
    """Something about the goods is not in order."""
    fine = values["in_date"] and values["fresh"] and values["package"] and not values["spoiled"] and not values["smell"]
    return "" if fine else "goods"


def spot_rule(values, _facts):
    """What is not in order is dealt with, and how is written down."""
    if spot_flaw(values) and not values.get("measure"):
        raise errors.FieldMissing(field="measure", thing=SPOT_CHECK.field("measure").label)


SPOT_CHECK = Kind(
    code="spot_check",
    name=mark("食材抽检"),
    fields=(
        Field("received_on", mark("进货日期"), "day"),
        Field("name", mark("食材名称"), "text"),
        Field("amount", mark("数量"), "text", hint=mark("例如：20 公斤")),
        Field("in_date", mark("在有效期内"), "flag", choices=_GOOD),
        Field("spoiled", mark("有变质、腐坏、发芽"), "flag", choices=_GOOD),
        Field("smell", mark("有异味"), "flag", choices=_GOOD),
        Field("fresh", mark("新鲜"), "flag", choices=_GOOD),
        Field("package", mark("外包装完好"), "flag", choices=_GOOD),
        Field("measure", mark("处理措施"), "text", required=False, hint=mark("有一项不合格时一定要写")),
        Field("person", mark("验收人"), "person", carried=True),
        Field("photos", mark("照片"), "photos", required=False),
    ),
    rule=spot_rule,
    flaw=spot_flaw,
)
