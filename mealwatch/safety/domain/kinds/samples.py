"""Retained samples: of every dish of every meal at least 125 g, kept cold for at least 48 hours, then disposed of.

Each dish has its own weight and its own time. The limits are those of Order 45 (2019) and GB 31654-2021.
"""

from datetime import datetime, timedelta

from mealwatch.kernel.errors import mark
from mealwatch.safety import errors
from mealwatch.safety.domain.fields import Field, at
from mealwatch.safety.domain.kind import Kind

#: Tenths of a gram.
LEAST_WEIGHT = 1250
KEPT = timedelta(hours=48)
#: Samples that still stand there so long are overdue.
LONG_KEPT = timedelta(hours=72)
COLD = (0, 80)
CATEGORIES = (
    ("staple", mark("主食")),
    ("hot", mark("热菜")),
    ("cold", mark("凉菜")),
    ("soup", mark("汤奶")),
    ("fruit", mark("水果")),
)
#: Lines of a menu that no one is served.
_NO_DISHES = frozenset({"调味品", "调料", "油盐", "食用油"})
_WORDS = (
    ("soup", ("汤", "奶", "粥", "豆浆", "羹")),
    ("staple", ("饭", "馒头", "面条", "拌面", "汤面", "炒面", "米粉", "饼", "包子", "饺", "花卷", "馍", "糕", "粽")),
    ("fruit", ("苹果", "香蕉", "橙", "橘", "梨", "西瓜", "葡萄", "水果")),
    ("cold", ("凉拌", "凉菜")),
)


def is_dish(name):
    """Whether a line of a menu is a dish, of which a sample is kept."""
    return name not in _NO_DISHES


def guessed_category(dish):
    """What a dish is by its name, to start with; it can be changed."""
    return next((code for code, words in _WORDS if any(word in dish for word in words)), "hot")


def kept_until(on, clock):
    """The first moment at which a sample taken then may be disposed of."""
    return at(on, clock) + KEPT


def sample_rule(values, _facts):
    """At least 125 g; out of 0–8 ℃ the measure taken is asked for."""
    if values["weight"] < LEAST_WEIGHT:
        grams = SAMPLE.field("weight").measured(values["weight"])
        raise errors.TooLight(field="weight", dish=values["dish"], grams=grams)
    if not cold(values) and not values.get("measure"):
        field = SAMPLE.field("temperature")
        raise errors.MeasureMissing(
            field="measure",
            what=mark("留样柜"),
            value=field.measured(values["temperature"]),
            unit="℃",
            wanted="0～8 ℃",
        )


def cold(values):
    return COLD[0] <= values["temperature"] <= COLD[1]


def disposal_rule(values, facts):
    """Never before the sample has been kept for 48 hours."""
    until = kept_until(facts.sample.dated_on, facts.sample.fields["taken_at"])
    done = datetime.fromisoformat(values["disposed_at"])
    if done < until:
        raise errors.TooEarly(
            field="disposed_at",
            dish=facts.sample.fields["dish"],
            until=f"{until:%m-%d %H:%M}",
            value=f"{done:%m-%d %H:%M}",
        )


SAMPLE = Kind(
    code="sample",
    name=mark("留样"),
    every="meal",
    of="dish",
    happened="taken_at",
    second="supervise",
    fields=(
        Field("dish", mark("菜品"), "dish", row=True),
        Field("category", mark("类别"), "choice", choices=CATEGORIES, row=True),
        Field("weight", mark("留样量"), "measure", unit=mark("克"), places=1, least=0, most=50000, row=True),
        Field("taken_at", mark("留样时间"), "time", row=True),
        Field("place", mark("存放位置"), "text", carried=True),
        Field("temperature", mark("留样柜温度"), "measure", unit="℃", places=1, least=-400, most=500),
        Field("measure", mark("采取的措施"), "text", required=False, hint=mark("温度不在 0～8 ℃ 时一定要写")),
        Field("keeper", mark("留样人"), "person", carried=True),
        Field("photos", mark("照片"), "photos", required=False),
    ),
    rule=sample_rule,
    flaw=lambda values, _facts=None: "" if cold(values) else "out_of_range",
    hint=mark("每个菜分别称、分别填，每样 125 克以上，留够 48 小时"),
    for_contractor=True,
)
DISPOSAL = Kind(
    code="disposal",
    name=mark("留样处理"),
    of="sample",
    happened="disposed_at",
    fields=(
        Field("disposed_at", mark("处理时间"), "moment", row=True),
        Field("person", mark("处理人"), "person", carried=True),
    ),
    rule=disposal_rule,
    hint=mark("满 48 小时才能处理；每样按自己的时间登记"),
    for_contractor=True,
)
