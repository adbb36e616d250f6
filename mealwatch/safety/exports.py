"""A month of daily records as columns: one for each answer that everybody who reads the record may see."""

from flask_babel import gettext as _

from mealwatch.safety.domain.kind import MEALS
from mealwatch.safety.domain.record import late_by
from mealwatch.safety.presenters import said
from mealwatch.web import words
from mealwatch.web.language import translate
from mealwatch.web.xlsx import Column


def columns_of(kind):
    """The columns of a kind's spreadsheet."""
    found = [Column(_("日期"), "date")]
    if kind.every == "meal":
        found.append(Column(_("餐次")))
    if kind.by_school:
        found.append(Column(_("学校"), width=24))
    found += [Column(_heading(one), _cell(one)) for one in _fields(kind)]
    if kind.derive:
        found.append(Column(_("时长（分钟）"), "whole"))
    if kind.code == "uv":
        found.append(Column(_("累计使用（分钟）"), "whole"))
    if kind.of == "items":
        found += [Column(_("分组结果"), width=40), Column(_("发现的问题"), width=60)]
    if kind.second:
        found.append(Column(_("监督人")))
    return [
        *found,
        Column(_("填写人"), width=20),
        Column(_("填写时间"), width=18),
        Column(_("在手机上填的时间（手机自己说的）"), width=18),
        Column(_("迟填（分钟）"), "whole"),
        Column(_("版本"), "whole"),
        Column(_("更正原因"), width=24),
        Column(_("状态"), width=12),
    ]


def row_of(kind, shown, pages, schools):
    """A record in those columns; ``schools``: names by id."""
    record, values = shown.record, shown.record.fields
    row = [record.dated_on]
    if kind.every == "meal":
        row.append(words.word(record.meal, "meal") if record.meal in MEALS else "")
    if kind.by_school:
        row.append(schools.get(record.school_id, ""))
    for one in _fields(kind):
        row.append(pages.title(record) if one.type == "equipment" else _value(one, values.get(one.name)))
    if kind.derive:
        row.append(values.get("minutes"))
    if kind.code == "uv":
        row.append(record.worked_out.get("running_minutes"))
    if kind.of == "items":
        answers = list(shown.answers)[-len(values["groups"]) - len(values["found"]) :]
        groups, found = answers[: len(values["groups"])], answers[len(values["groups"]) :]
        row += [
            "；".join(f"{name} {state}" for name, state in groups),
            "；".join(f"{name}：{text}" for name, text in found),
        ]
    if kind.second:
        row.append(record.second)
    late, typed = late_by(kind, record), record.first_typed
    return [
        *row,
        record.first_entered_by,
        f"{record.first_entered_at:%Y-%m-%d %H:%M}",
        f"{typed.typed_at:%Y-%m-%d %H:%M}" if typed and typed.typed_at else "",
        int(late.total_seconds()) // 60 if late is not None else None,
        record.version,
        record.reason,
        _("已作废") if record.withdrawn else "",
    ]


def _fields(kind):
    return [one for one in kind.fields if not one.private and one.type != "photos"]


def _heading(field):
    text = translate(field.label)
    return f"{text}（{translate(field.unit)}）" if field.unit else text


def _cell(field):
    if field.type == "whole":
        return "whole"
    return "tenth" if field.type == "measure" else "text"


def _value(field, value):
    if value is None or field.type in ("whole", "measure"):
        return value
    return said(field, value)
