"""Accompanied meals: a leader of the school eats with the pupils, sees, and says what was done."""

from mealwatch.kernel.errors import mark
from mealwatch.safety.domain.fields import Field
from mealwatch.safety.domain.kind import Kind

POSTS = (
    ("principal", mark("校长")),
    ("vice", mark("副校长")),
    ("middle", mark("中层干部")),
    ("teacher", mark("教师")),
    ("parent", mark("家长代表")),
    ("other", mark("其他")),
)
RATES = (("good", mark("好")), ("fair", mark("一般")), ("poor", mark("差")))
RATED = (
    ("hygiene", mark("卫生")),
    ("portion", mark("份量")),
    ("taste", mark("口味")),
    ("warmth", mark("温度")),
    ("price", mark("价格")),
    ("order", mark("秩序")),
    ("waste", mark("浪费")),
)


def flaw(values, _facts=None):
    """A problem was found, or something was rated poor."""
    return "problem" if values.get("problem") or any(values.get(name) == "poor" for name, _ in RATED) else ""


ACCOMPANIED = Kind(
    code="accompanied",
    name=mark("陪餐"),
    every="meal",
    by_school=True,
    actions=("keep_records", "record_accompanied"),
    fields=(
        Field("person", mark("陪餐人"), "person"),
        Field("post", mark("职务"), "choice", choices=POSTS, carried=True),
        Field("heads", mark("陪餐人数"), "whole", unit=mark("人"), least=1, most=200),
        Field("parents", mark("其中家长"), "whole", unit=mark("人"), least=0, most=200, required=False),
        Field("dishes", mark("当餐菜品"), "dishes"),
        *(Field(name, label, "choice", choices=RATES, inline=True) for name, label in RATED),
        Field("problem", mark("有没有问题"), "flag", choices=(("no", mark("没有问题")), ("yes", mark("有问题")))),
        Field("problem_text", mark("问题"), "long", when=("problem", (True,))),
        Field("handling", mark("处理措施"), "long", when=("problem", (True,))),
        Field("paid", mark("餐费自理"), "flag", choices=(("yes", mark("已自付")), ("no", mark("没有自付")))),
        Field("photos", mark("照片"), "photos", required=False),
    ),
    flaw=flaw,
    for_contractor=True,
)
