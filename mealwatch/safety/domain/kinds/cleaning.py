"""Disinfection: of tableware at every meal, of rooms by ultraviolet lamps.

The limits are 250 mg/L of available chlorine; 100 ℃ in steam and boiling water and 120 ℃ in an infrared cabinet
for 10 minutes; a lamp burns 30 to 60 minutes. What falls short is recorded as it was, with what was done then.
"""

from mealwatch.kernel.errors import mark
from mealwatch.safety import errors
from mealwatch.safety.domain.fields import Field
from mealwatch.safety.domain.kind import Kind, minutes_between

LEAST_CHLORINE = 250
LEAST_DEGREES = {"steam": 100, "boil": 100, "infrared": 120}
LEAST_MINUTES = {"steam": 10, "boil": 10, "infrared": 10, "chlorine": 5}
LAMP_MINUTES = (30, 60)
METHODS = (
    ("steam", mark("蒸汽")),
    ("boil", mark("煮沸")),
    ("infrared", mark("红外线消毒柜")),
    ("chlorine", mark("含氯消毒液")),
)
WARE = (
    ("bowls", mark("碗")),
    ("plates", mark("餐盘")),
    ("chopsticks", mark("筷子")),
    ("spoons", mark("勺子")),
    ("tools", mark("刀具砧板")),
    ("barrels", mark("盛装容器")),
)
_ACTED = Field("measure", mark("采取的措施"), "text", required=False, hint=mark("温度、浓度或时间不够时一定要写"))


def _minutes(values):
    return {"minutes": minutes_between(values["start"], values["end"])}


def short_of(values):
    """What falls short: (code of the reason, what, value, unit, what is wanted), or None."""
    method, minutes = values["method"], values["minutes"]
    if method == "chlorine" and values["chlorine"] < LEAST_CHLORINE:
        return "chlorine", mark("有效氯浓度"), values["chlorine"], "mg/L", "≥ 250 mg/L"
    if method != "chlorine" and values["degrees"] < LEAST_DEGREES[method]:
        return "degrees", mark("消毒温度"), values["degrees"], "℃", f"≥ {LEAST_DEGREES[method]} ℃"
    if minutes < LEAST_MINUTES[method]:
        return "minutes", mark("消毒时间"), minutes, mark("分钟"), f"≥ {LEAST_MINUTES[method]} min"
    return None


def ware_rule(values, _facts):
    _ask_measure(values, short_of(values))


def lamp_short_of(values):
    """A lamp that burnt too short or too long, as ``short_of`` says it."""
    least, most = LAMP_MINUTES
    if least <= values["minutes"] <= most:
        return None
    return "minutes", mark("照射时间"), values["minutes"], mark("分钟"), f"{least}～{most} min"


def lamp_rule(values, _facts):
    _ask_measure(values, lamp_short_of(values))


def _ask_measure(values, short):
    if short and not values.get("measure"):
        _, what, value, unit, wanted = short
        raise errors.MeasureMissing(field="measure", what=what, value=value, unit=unit, wanted=wanted)


DISINFECTION = Kind(
    code="disinfection",
    name=mark("餐具消毒"),
    every="meal",
    happened="end",
    second="supervise",
    fields=(
        Field("ware", mark("餐具"), "several", choices=WARE, carried=True),
        Field("count", mark("数量"), "whole", unit=mark("件"), least=1, most=20000, required=False),
        Field("method", mark("方式"), "choice", choices=METHODS, carried=True),
        Field(
            "degrees",
            mark("温度"),
            "whole",
            unit="℃",
            least=0,
            most=300,
            when=("method", ("steam", "boil", "infrared")),
        ),
        Field(
            "chlorine",
            mark("有效氯浓度"),
            "whole",
            unit="mg/L",
            least=0,
            most=5000,
            when=("method", ("chlorine",)),
            hint=mark("用试纸测，250 mg/L 以上"),
        ),
        Field("start", mark("开始"), "time"),
        Field("end", mark("结束"), "time"),
        _ACTED,
        Field("stored", mark("保洁"), "flag", choices=(("yes", mark("已放入保洁柜")), ("no", mark("没有放入")))),
        Field("person", mark("消毒人"), "person", carried=True),
    ),
    derive=_minutes,
    rule=ware_rule,
    flaw=lambda values, _facts=None: (short_of(values) or ("",))[0] or ("" if values["stored"] else "stored"),
)
UV = Kind(
    code="uv",
    name=mark("紫外线消毒"),
    every="day",
    of="equipment",
    equipment=("uv_lamp",),
    happened="end",
    fields=(
        Field("equipment", mark("设备"), "equipment", row=True),
        Field("start", mark("开灯"), "time", row=True),
        Field("end", mark("关灯"), "time", row=True),
        Field("measure", mark("说明"), "text", required=False, row=True, hint=mark("不在 30～60 分钟时一定要写")),
        Field("person", mark("签字人"), "person", carried=True),
    ),
    derive=_minutes,
    rule=lamp_rule,
    flaw=lambda values, _facts=None: (lamp_short_of(values) or ("",))[0],
    hint=mark("每盏灯分别填；累计使用小时由系统相加"),
)
