"""The data of a rectification notice (整改通知书).

Its number is that of the visit, so the same visit always prints the same number and none is given twice. Paper speaks
Chinese whatever language somebody reads in.
"""

from pathlib import Path

from mealwatch.inspections.office.domain.following import SET_ASIDE
from mealwatch.inspections.office.words import WORDS

TEMPLATE = Path(__file__).parent / "notice.typ"
_KINDS, _SEVERITIES = WORDS["visit_kind"], WORDS["finding_severity"]


def number_of(visit):
    """``督改〔2026〕12号``."""
    return f"督改〔{visit.dated_on.year}〕{visit.id}号"


def ordered(followed):
    """The findings as paper has them: what is due first in front, of those red lines first."""
    return sorted(followed, key=lambda one: (one.finding.due_on, not one.finding.red, one.finding.id))


def photo_numbers(followed):
    """``{finding: the numbers of its photos}``, counted through all findings: the record's photos bear the same."""
    numbers, last = {}, 0
    for one in ordered(followed):
        count = len(one.finding.photos)
        numbers[one.finding.id] = range(last + 1, last + 1 + count)
        last += count
    return numbers


def span(numbers):
    """``3``, ``3—5``; empty for none."""
    if not numbers:
        return ""
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}"


def data(county_name, visit, school, version, followed):
    """What the template prints; findings that were set aside are left out."""
    numbers = photo_numbers(followed)
    rows = [one.finding for one in ordered(followed) if one.state != SET_ASIDE]
    problems = [
        {
            "n": str(at),
            "place": _section(version, one.code),
            "text": one.words or one.text,
            "photos": span(numbers[one.id]) or "—",
            "basis": f"{version.list.title} {one.code}：{one.text}",
            "demand": "当场已改好" if one.fixed else _demand(one),
            "due": "—" if one.fixed else _day(one.due_on),
            "responsible": one.responsible,
        }
        for at, one in enumerate(rows, start=1)
    ]
    pending = [one for one in rows if not one.fixed]
    return {
        "number": number_of(visit),
        "bureau": f"{county_name}教育体育局",
        "school": school.name,
        "town": school.town,
        "on": _day(visit.dated_on),
        "team": "、".join(_person(one) for one in sorted(visit.team, key=lambda each: not each.leader)),
        "how": str(_KINDS[visit.kind]) + ("（事先没有通知）" if visit.unannounced else ""),
        "problems": problems,
        "latest": _day(max((one.due_on for one in pending), default=visit.dated_on)),
        "refused": visit.refused,
        "score": "—" if visit.tenths is None else f"{visit.tenths // 10}.{visit.tenths % 10}",
        "grade": str(WORDS["visit_grade"].get(visit.grade, "—")),
    }


def _demand(one):
    return f"{_SEVERITIES[one.severity]}，按检查表第 {one.code} 项的要求改正，并查同类问题"


def _section(version, code):
    return next((part.title for part in version.list.sections if part.letter == code[:1]), "红线")


def _person(one):
    return f"{one.name}（{one.department}）" if one.department else one.name


def _day(value):
    return f"{value.year}年{value.month}月{value.day}日"
