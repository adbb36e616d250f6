"""A published list as survey, choices and settings.

What XLSForm has no place for (points, methods, what the tablet does at an item) goes into attributes of a namespace
of our own, which other tools carry along unread; so the list comes back as it was. The score is worked out inside
the form, in halves of points, and compared before anything is rounded.
"""

from mealwatch.checklists.domain.words import METHODS
from mealwatch.web.xlsx import Column, Table, written_book

NAMESPACE = 'mw="urn:mealwatch:checklist"'
ANSWERS = {"full": "满分", "half": "一半", "none": "不得分", "na": "不适用"}
_REFERENCE = "＄{"
SURVEY = (
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "calculation",
    "parameters",
    "bind::mw:points",
    "bind::mw:scored",
    "bind::mw:methods",
    "bind::mw:prefill",
    "bind::mw:part",
    "bind::mw:grades",
    "bind::mw:deadlines",
)
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version", "namespaces", "default_language")


def sheets_of(version):
    """The rows of the three sheets, as dicts; a column without a value is left out."""
    content = version.list
    survey = [row for section in content.sections for row in _section(section)]
    survey += _red_lines(content.red_lines)
    survey += _score(content)
    choices = [{"list_name": "answer", "name": name, "label": label} for name, label in ANSWERS.items()]
    choices += [{"list_name": "met", "name": name, "label": label} for name, label in (("no", "没有"), ("yes", "有"))]
    choices += [
        {"list_name": f"phrases_{item.code}", "name": f"p{number}", "label": shown(text)}
        for item in content.items
        for number, text in enumerate(item.phrases, start=1)
    ]
    settings = {
        "form_title": shown(content.title),
        "form_id": f"checklist_{version.code.replace('-', '_')}",
        "version": str(version.number),
        "namespaces": NAMESPACE,
    }
    return {"survey": survey, "choices": choices, "settings": [settings]}


def written_xlsform(version):
    """The bytes of the XLSForm."""
    sheets = sheets_of(version)
    columns = {"survey": SURVEY, "choices": _CHOICES, "settings": _SETTINGS[:4]}
    tables = [
        Table(
            name,
            [Column(one, width=40 if one in ("label", "calculation") else None) for one in columns[name]],
            [[row.get(one) for one in columns[name]] for row in rows],
        )
        for name, rows in sheets.items()
    ]
    return written_book(version.list.title, tables, None)


def shown(text):
    """A text that no tool takes for a reference to a question."""
    return text.replace("${", _REFERENCE)


def as_written(text):
    """What ``shown`` was given."""
    return text.replace(_REFERENCE, "${")


def _section(section):
    yield {"type": "begin_group", "name": f"sec_{section.letter}", "label": shown(f"{section.letter}　{section.title}")}
    for item in section.items:
        yield from _item(item)
    yield {"type": "end_group"}


def _item(item):
    code, lost = item.code, f"${{{item.code}}} = 'half' or ${{{item.code}}} = 'none'"
    ways = "、".join(METHODS[one] for one in item.methods)
    yield {
        "type": "select_one answer",
        "name": code,
        "label": shown(f"{code}　{item.text}"),
        "hint": "　".join(part for part in (f"{item.points} 分" if item.scored else "只记录", ways) if part),
        "bind::mw:points": str(item.points),
        "bind::mw:scored": "yes" if item.scored else "no",
        "bind::mw:methods": " ".join(item.methods),
        "bind::mw:prefill": item.prefill,
        "bind::mw:part": item.part,
    }
    proof = f"string-length(${{{code}_photo}}) = 0"
    yield {"type": "image", "name": f"{code}_photo", "label": "照片", "parameters": "max-pixels=1600", "relevant": lost}
    if item.phrases:
        proof += f" and string-length(${{{code}_phrases}}) = 0"
        kind = f"select_multiple phrases_{code}"
        yield {"type": kind, "name": f"{code}_phrases", "label": "常用语", "relevant": lost}
    yield {"type": "text", "name": f"{code}_note", "label": "问题描述", "relevant": lost, "required": proof}


def _red_lines(red_lines):
    if not red_lines:
        return
    yield {"type": "begin_group", "name": "red_lines", "label": "红线"}
    for one in red_lines:
        met = f"${{{one.code}}} = 'yes'"
        yield {"type": "select_one met", "name": one.code, "label": shown(f"{one.code}　{one.text}")}
        yield {
            "type": "image",
            "name": f"{one.code}_photo",
            "label": "照片",
            "parameters": "max-pixels=1600",
            "relevant": met,
        }
        yield {"type": "text", "name": f"{one.code}_note", "label": "说明", "relevant": met}
    yield {"type": "end_group"}


def _score(content):
    for section in content.sections:
        scored = [item for item in section.items if item.scored]
        got = " + ".join(
            f"if(${{{item.code}}} = 'full', {2 * item.points}, if(${{{item.code}}} = 'half', {item.points}, 0))"
            for item in scored
        )
        base = " + ".join(f"if(${{{item.code}}} = '' or ${{{item.code}}} = 'na', 0, {item.points})" for item in scored)
        yield {"type": "calculate", "name": f"got_halves_{section.letter}", "calculation": got or "0"}
        yield {"type": "calculate", "name": f"base_{section.letter}", "calculation": base or "0"}
    letters = [one.letter for one in content.sections]
    for name in ("got_halves", "base"):
        total = " + ".join(f"${{{name}_{letter}}}" for letter in letters)
        yield {"type": "calculate", "name": name, "calculation": total}
    met = " or ".join(f"${{{one.code}}} = 'yes'" for one in content.red_lines)
    yield {"type": "calculate", "name": "red_line_met", "calculation": f"if({met}, 'yes', 'no')" if met else "'no'"}
    grade = "'fail'"
    for code, least in reversed(content.grades[:-1]):
        grade = f"if(100 * ${{got_halves}} >= {2 * least} * ${{base}}, '{code}', {grade})"
    yield {
        "type": "calculate",
        "name": "grade",
        "calculation": f"if(${{red_line_met}} = 'yes', 'fail', if(${{base}} = 0, '', {grade}))",
        "bind::mw:grades": " ".join(f"{code}:{least}" for code, least in content.grades),
        "bind::mw:deadlines": " ".join(f"{code}:{days}" for code, days in content.deadlines),
    }
    text = "concat('得分 ', string(round(${got_halves} * 50 div ${base}, 1)), '%')"
    yield {"type": "calculate", "name": "percent", "calculation": f"if(${{base}} = 0, '', {text})"}
    yield {"type": "note", "name": "score", "label": "${percent}　${grade}"}
