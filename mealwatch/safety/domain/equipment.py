"""The equipment that daily records are about."""

from mealwatch.kernel.errors import mark

KINDS = {
    "fridge": mark("冷藏冰箱"),
    "freezer": mark("冷冻冰柜"),
    "sample_cabinet": mark("留样柜"),
    "uv_lamp": mark("紫外线灯"),
}
#: A lamp is used up long before a hundred thousand hours.
MOST_MINUTES = 6_000_000
