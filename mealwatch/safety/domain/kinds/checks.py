"""Safety checks of the day (日管控), the week (周排查) and the month (月调度), and the mending of what they find.

A check goes through a list group by group: a group is in order, or not
applicable, or some of its items are not in order; each of those has its
problem, its measure and its deadline, and stays open until it is mended. The
lists are data with versions (tables/check_items.csv); a record says which it used.
"""

from dataclasses import dataclass
from datetime import date, time

from mealwatch.kernel.errors import mark
from mealwatch.safety import errors
from mealwatch.safety.domain.fields import MOST_TEXT, Field
from mealwatch.safety.domain.kind import Kind

STATES = (("fine", mark("都合格")), ("found", mark("有不合格")), ("none", mark("不适用")))
ON_THE_SPOT = "on_the_spot"


@dataclass(frozen=True)
class Item:
    """One item of a list; ``key``: a starred one."""

    number: int
    group: str
    key: bool
    text: str


@dataclass(frozen=True)
class CheckList:
    """A version of a list."""

    kind: str
    version: int
    items: tuple[Item, ...]

    @property
    def groups(self):
        """The groups in order: [(name, items), ...]; they are counted from 1."""
        found = {}
        for item in self.items:
            found.setdefault(item.group, []).append(item)
        return list(found.items())

    def item(self, number):
        """The item with this number. Raises ItemUnknown."""
        for item in self.items:
            if item.number == number:
                return item
        raise errors.ItemUnknown(field="items", value=number)


def checked_items(check_list, groups, found, on):
    """How the list was gone through, as the record keeps it.

    ``groups``: {number of the group as text: state}; ``found``: [{item, problem, measure, deadline, on_the_spot}].
    Raises FieldMissing at the group or item that has no answer.
    """
    by_item = {one["item"]: one for one in found}
    kept, states = [], {}
    for number, (name, items) in enumerate(check_list.groups, start=1):
        state = groups.get(str(number))
        if state not in dict(STATES):
            raise errors.FieldMissing(field=f"group.{number}", thing=name)
        states[str(number)] = state
        here = [by_item.pop(item.number) for item in items if item.number in by_item]
        if state != "found":
            continue
        if not here:
            raise errors.FieldMissing(field=f"item.{items[0].number}", thing=name)
        kept += [_checked_finding(one, on) for one in here]
    for number in by_item:
        check_list.item(number)
    return {"list_version": check_list.version, "groups": states, "found": kept}


def _checked_finding(one, on):
    number = one["item"]
    for name, label in (("problem", mark("问题")), ("measure", mark("防范措施"))):
        text = one.get(name)
        if not isinstance(text, str) or not text.strip() or len(text) > MOST_TEXT:
            raise errors.FieldMissing(field=f"{name}.{number}", thing=label)
    finding = {"item": number, "problem": one["problem"].strip(), "measure": one["measure"].strip()}
    if one.get(ON_THE_SPOT):
        return finding | {"deadline": on.isoformat(), ON_THE_SPOT: True}
    deadline = one.get("deadline")
    if not deadline:
        raise errors.FieldMissing(field=f"deadline.{number}", thing=mark("整改期限"))
    if date.fromisoformat(deadline) < on:
        raise errors.ValueUnreadable(field=f"deadline.{number}", thing=mark("整改期限"), value=deadline)
    return finding | {"deadline": deadline, ON_THE_SPOT: False}


def open_findings(values):
    """The findings that were not mended on the spot."""
    return [one for one in values.get("found", ()) if not one[ON_THE_SPOT]]


def flaw(values, _facts=None):
    return "found" if values.get("found") else ""


_PERSON = Field("person", mark("检查人"), "person", carried=True)

DAILY = Kind(
    code="daily_check",
    name=mark("日管控"),
    every="day",
    of="items",
    one=True,
    due_at=time(16),
    fields=(_PERSON,),
    flaw=flaw,
    hint=mark("食品安全员每天查一遍；有问题写明措施和期限"),
    for_contractor=True,
)
WEEKLY = Kind(
    code="weekly_check",
    name=mark("周排查"),
    every="week",
    of="items",
    one=True,
    fields=(
        Field("risks", mark("本周风险和改进"), "long", required=False),
        _PERSON,
    ),
    flaw=flaw,
    hint=mark("食品安全总监或食品安全员每周排查一次，形成每周食品安全排查治理报告"),
    for_contractor=True,
)
MONTHLY = Kind(
    code="monthly_check",
    name=mark("月调度"),
    every="month",
    of="items",
    one=True,
    actions=("keep_records", "record_accompanied"),
    fields=(
        Field("host", mark("主持人"), "person", carried=True),
        Field("attended", mark("参加人员"), "people"),
        Field("decided", mark("议定事项和下月重点"), "long"),
        Field("person", mark("记录人"), "person", carried=True),
    ),
    flaw=flaw,
    hint=mark("校长每月听一次汇报、作出安排，形成每月食品安全调度会议纪要"),
    for_contractor=True,
)
MENDED = Kind(
    code="mended",
    name=mark("整改"),
    of="problem",
    happened="mended_at",
    actions=("keep_records", "record_accompanied"),
    fields=(
        Field("mended_at", mark("改好的时间"), "moment"),
        Field("how", mark("怎么改的"), "long"),
        Field("person", mark("整改人"), "person", carried=True),
        Field("photos", mark("照片"), "photos", required=False),
    ),
)
LISTS = {"daily_check": DAILY, "weekly_check": WEEKLY, "monthly_check": MONTHLY}
