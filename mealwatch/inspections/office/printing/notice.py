"""The rectification notice (整改通知书) of a visit.

Its number is that of the visit, so the same visit always prints the same number and none is given twice. Paper speaks
Chinese whatever language somebody reads in.
"""

from mealwatch.inspections.office.domain.following import SET_ASIDE
from mealwatch.inspections.office.words import WORDS
from mealwatch.web.notice import Notice, Problem
from mealwatch.web.notice import paper as made
from mealwatch.web.official import full_day

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


def paper(county_name, visit, school, version, followed, *, demo=False):
    """The notice of a visit as an official paper; findings that were set aside are left out."""
    numbers = photo_numbers(followed)
    rows = [one.finding for one in ordered(followed) if one.state != SET_ASIDE]
    pending = [one for one in rows if not one.fixed]
    bureau, on = f"{county_name}教育体育局", full_day(visit.dated_on)
    score = "—" if visit.tenths is None else f"{visit.tenths // 10}.{visit.tenths % 10}"
    grade = str(WORDS["visit_grade"].get(visit.grade, "—"))
    return made(
        Notice(
            number=number_of(visit),
            issuer=bureau,
            school=school.name,
            opening=(
                f"{bureau}检查组于{on}对你校营养改善计划实施情况进行了现场检查，得分{score}，等级：{grade}。"
                "现将检查发现的问题和整改要求通知如下。"
            ),
            facts=(
                ("被检查单位", f"{school.name}（{school.town}）"),
                ("检查日期", on),
                ("检查人员", "、".join(_person(one) for one in sorted(visit.team, key=lambda each: not each.leader))),
                ("检查方式", str(_KINDS[visit.kind]) + ("（事先没有通知）" if visit.unannounced else "")),
            ),
            problems=tuple(
                Problem(
                    _section(version, one.code),
                    one.words or one.text,
                    span(numbers[one.id]) or "—",
                    f"{version.list.title} {one.code}：{one.text}",
                    "当场已改好" if one.fixed else _demand(one),
                    "—" if one.fixed else full_day(one.due_on),
                    one.responsible,
                )
                for one in rows
            ),
            latest=max((one.due_on for one in pending), default=visit.dated_on),
            on=visit.dated_on,
            refused=visit.refused,
            demo=demo,
        )
    )


def _demand(one):
    return f"{_SEVERITIES[one.severity]}，按检查表第 {one.code} 项的要求改正，并查同类问题"


def _section(version, code):
    return next((part.title for part in version.list.sections if part.letter == code[:1]), "红线")


def _person(one):
    return f"{one.name}（{one.department}）" if one.department else one.name
