"""Daily records in words: the day's list, one record's answers, its marks, and who may see a sick person's name."""

from dataclasses import dataclass

from flask_babel import gettext as _

from mealwatch.kernel.errors import mark
from mealwatch.safety.domain.equipment import KINDS as MACHINES
from mealwatch.safety.domain.fields import moment
from mealwatch.safety.domain.kind import MEALS, Facts
from mealwatch.safety.domain.kinds import ALL, KINDS
from mealwatch.safety.domain.kinds.checks import ON_THE_SPOT, STATES
from mealwatch.safety.domain.record import late_by
from mealwatch.web import words
from mealwatch.web.language import translate

#: The word and the look of each state.
STATE = {
    "open": (mark("未填"), "off"),
    "due": (mark("到期"), "missing"),
    "overdue": (mark("逾期"), "short"),
    "done": (mark("已填"), "met"),
}
#: What waits for its time, and what is to be mended, is not called unfilled.
_OPEN = {"disposal": mark("未满48小时"), "mended": mark("待整改")}
_WORST = ("overdue", "due", "open", "done")
#: What stands in a record's heading instead of among its answers.
_TITLE = {
    "accompanied": "person",
    "sample": "dish",
    "training": "topic",
    "additive": "name",
    "spot_check": "name",
}


@dataclass(frozen=True)
class Task:
    """A line of the day's list: one kind, one meal (one school), and how far it is."""

    kind: str
    name: str
    meal: str
    school_id: int | None
    state: str
    done: int
    total: int
    says: tuple = ()
    number: str = ""

    @property
    def word(self):
        return state_word(self.state, self.kind)

    @property
    def look(self):
        return STATE[self.state][1]


def tasks(found):
    """What queries.due found, as lines: the dishes of a meal and the refrigerators together, the rest one by one."""
    grouped = {}
    for one in found:
        own = one.number if one.kind == "mended" else ""
        grouped.setdefault((one.kind, one.meal if one.kind != "disposal" else "", one.school_id, own), []).append(one)
    lines = []
    for (kind, meal, school_id, number), parts in grouped.items():
        states = [part.state for part in parts]
        state = next(state for state in _WORST if state in states)
        waiting = tuple(part.says for part in parts if part.says and part.state != "done")
        done = states.count("done")
        name = translate(KINDS[kind].name)
        lines.append(Task(kind, name, meal, school_id, state, done, len(parts), waiting, number or _the(parts)))
    return sorted(lines, key=_order)


def _the(parts):
    """The record that answers a line of one part."""
    return parts[0].number if len(parts) == 1 and parts[0].state == "done" else ""


def _order(line):
    place = [kind.code for kind in ALL].index(line.kind)
    return place, MEALS.index(line.meal) if line.meal in MEALS else 0


@dataclass(frozen=True)
class Shown:
    """A record as a page shows it: heading, answers as (label, text), marks as (word, look), photos."""

    record: object
    title: str
    answers: tuple
    marks: tuple
    photos: tuple = ()

    @property
    def summary(self):
        return " · ".join(f"{label} {text}" for label, text in self.answers)


class Pages:
    """Shows the records of one canteen; ``machines`` by id, ``lists`` as queries.lists_of gives them."""

    def __init__(self, machines=(), lists=None):
        self.machines = {one.id: one for one in machines}
        self.lists = lists or {}

    def shown(self, record):
        kind = KINDS[record.kind]
        return Shown(record, self.title(record), tuple(self.answers(record)), self.marks(kind, record), _photos(record))

    def title(self, record):
        """What a record is about, in a few words."""
        values = record.fields
        if record.kind in _TITLE:
            return values[_TITLE[record.kind]]
        if "equipment" in values:
            machine = self.machines.get(values["equipment"])
            return machine.name if machine else _("设备 %(number)s", number=values["equipment"])
        return translate(KINDS[record.kind].name)

    def answers(self, record):
        """(label, text) of every answer but the title's and the photos."""
        kind = KINDS[record.kind]
        for field in kind.fields:
            value = record.fields.get(field.name)
            if value is None or field.type in ("photos", "equipment") or field.name == _TITLE.get(kind.code):
                continue
            yield translate(field.label), said(field, value)
        if "minutes" in record.fields and kind.derive:
            yield _("时长"), _("%(count)s 分钟", count=record.fields["minutes"])
        if "running_minutes" in record.worked_out:
            yield _("累计使用"), hours(record.worked_out["running_minutes"])
        yield from self._of_list(record)

    def _of_list(self, record):
        if "groups" not in record.fields:
            return
        used = self.lists.get((record.kind, record.fields["list_version"]))
        names = [name for name, _items in used.groups] if used else []
        for number, state in record.fields["groups"].items():
            name = names[int(number) - 1] if int(number) <= len(names) else number
            yield name, translate(dict(STATES)[state])
        for one in record.fields["found"]:
            item = next((item.text for item in used.items if item.number == one["item"]), "") if used else ""
            until = _("当场改好") if one[ON_THE_SPOT] else _("限 %(day)s 改好", day=one["deadline"])
            yield item or str(one["item"]), f"{one['problem']}；{one['measure']}；{until}"

    def marks(self, kind, record):
        """What has to be seen at once: late, corrected, out of order, withdrawn."""
        found = []
        if record.withdrawn:
            found.append((_("已作废"), "off"))
        elif kind.flaw and kind.flaw(record.fields, Facts(record.entered_at, record.dated_on, self.machines)):
            found.append((_("有不合格"), "short"))
        late = late_by(kind, record)
        if late is not None:
            found.append((_("迟填 %(how_long)s", how_long=_how_long(late)), "missing"))
        if record.version > 1 and not record.withdrawn:
            found.append((_("已更正"), "info"))
        return tuple(found)


def said(field, value):
    """An answer in words."""
    options = dict(field.choices)
    if field.type == "flag":
        return translate(options.get("yes" if value else "no", mark("是") if value else mark("否")))
    if field.type == "choice":
        return translate(options.get(value, value))
    if isinstance(value, list):
        return "、".join(translate(options.get(one, one)) for one in value)
    if field.type in ("whole", "measure"):
        unit = translate(field.unit) if field.unit else ""
        return f"{field.measured(value)} {unit}".strip()
    if field.type == "moment":
        return f"{moment(value):%m-%d %H:%M}"
    return str(value)


def hours(minutes):
    """A lamp's minutes as hours and minutes."""
    return _("%(hours)s 小时 %(minutes)s 分", hours=minutes // 60, minutes=minutes % 60)


def machine_word(kind):
    return translate(MACHINES[kind])


def state_word(state, kind=""):
    return translate(_OPEN.get(kind, STATE[state][0]) if state == "open" else STATE[state][0])


def meal_word(meal):
    return words.word(meal, "meal") if meal else ""


def may_enter(viewer, canteen, kind):
    """Whether the person may enter records of this kind at this canteen."""
    return any(viewer.may(action, canteen=canteen) for action in kind.actions)


def may_see_private(viewer, canteen, private, today):
    """The principal; and who wrote it, on that day."""
    if viewer.may("read_sick_names", canteen=canteen):
        return True
    return private.entered_by_id is not None and (private.entered_by_id, private.entered_on) == (
        viewer.account_id,
        today,
    )


def _photos(record):
    return tuple(
        digest
        for field in KINDS[record.kind].fields
        if field.type == "photos"
        for digest in record.fields.get(field.name, ())
    )


def _how_long(late):
    minutes = int(late.total_seconds()) // 60
    days, left = divmod(minutes, 24 * 60)
    if days:
        return _("%(days)s 天 %(hours)s 小时", days=days, hours=left // 60)
    return _("%(hours)s 小时 %(minutes)s 分", hours=left // 60, minutes=left % 60)
