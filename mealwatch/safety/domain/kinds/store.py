"""Refrigerators: 0 to 8 ℃, freezers: at or below -12 ℃ (GB 31654-2021). Out of it, what was done is asked for."""

from datetime import time

from mealwatch.kernel.errors import mark
from mealwatch.safety import errors
from mealwatch.safety.domain.fields import Field
from mealwatch.safety.domain.kind import Kind

#: Tenths of a degree, both included; None: no bound.
RANGES = {"fridge": (0, 80), "sample_cabinet": (0, 80), "freezer": (None, -120)}
SAID = {"fridge": "0～8 ℃", "sample_cabinet": "0～8 ℃", "freezer": "≤ -12 ℃"}


def in_range(kind, degrees):
    """Whether tenths of a degree are right for this kind of equipment."""
    least, most = RANGES[kind]
    return (least is None or degrees >= least) and degrees <= most


def rule(values, facts):
    equipment = facts.equipment[values["equipment"]]
    if not in_range(equipment.kind, values["degrees"]) and not values.get("measure"):
        raise errors.MeasureMissing(
            field="measure",
            what=equipment.name,
            value=TEMPERATURE.field("degrees").measured(values["degrees"]),
            unit="℃",
            wanted=SAID[equipment.kind],
        )


def flaw(values, facts):
    """Known only with the equipment: out of its range."""
    equipment = facts.equipment.get(values["equipment"])
    return "" if equipment is None or in_range(equipment.kind, values["degrees"]) else "out_of_range"


TEMPERATURE = Kind(
    code="temperature",
    name=mark("冰箱温度"),
    every="day",
    of="equipment",
    equipment=("fridge", "freezer", "sample_cabinet"),
    due_at=time(9),
    happened="read_at",
    fields=(
        Field("equipment", mark("设备"), "equipment", row=True),
        Field("degrees", mark("温度"), "measure", unit="℃", places=1, least=-600, most=500, row=True),
        Field("read_at", mark("查看时间"), "time", row=True),
        Field("measure", mark("采取的措施"), "text", required=False, row=True, hint=mark("超出范围时一定要写")),
        Field("person", mark("查看人"), "person", carried=True),
    ),
    rule=rule,
    flaw=flaw,
    hint=mark("冷藏 0～8 ℃，冷冻 -12 ℃ 以下；每台按温度计上的数填"),
)
