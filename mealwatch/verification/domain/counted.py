"""How much a verification has looked at, and where each county's journal ends."""

from collections import Counter
from dataclasses import dataclass, field

from mealwatch.kernel.errors import mark

#: What is counted, in the order in which it is told.
THINGS = {
    "entries": mark("登记簿 {count} 条"),
    "documents": mark("单据 {count} 张"),
    "lines": mark("明细 {count} 行"),
    "draws": mark("批次领用 {count} 笔"),
    "lots": mark("批次 {count} 个"),
    "reversals": mark("红冲 {count} 张"),
    "meal_records": mark("就餐记录 {count} 条"),
    "menu_rows": mark("食谱 {count} 行"),
    "statements": mark("周结单 {count} 份"),
    "master_rows": mark("基础资料 {count} 行"),
}


@dataclass(frozen=True)
class Head:
    """The end of a county's journal: kept outside the machine it shows any change of what lies before it."""

    county_code: str
    seq: int
    hash: str

    def __str__(self):
        return f"{self.seq}:{self.hash}"


@dataclass
class Checked:
    """Everything fits: so much was looked at, and here the journals end."""

    counts: Counter = field(default_factory=Counter)
    heads: list = field(default_factory=list)

    def add(self, thing, count=1):
        self.counts[thing] += count
