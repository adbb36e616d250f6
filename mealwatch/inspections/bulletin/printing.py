"""The data of a bulletin's paper. It is Chinese, whoever prints it."""

from flask_babel import force_locale

from mealwatch.inspections.bulletin import presenters as show
from mealwatch.kernel import clock
from mealwatch.web import formats


def data_of(told, county, typed, *, demo):
    """What the template reads; ``typed``: document number, addressee, issuer, contact and demands of an officer."""
    with force_locale("zh"):
        today = clock.today()
        return {
            "title": f"关于{told.round.plan.title}情况的通报",
            "number": typed["number"],
            "to": typed["to"] or "各中心校、县直学校",
            "issuer": typed["issuer"] or f"{county}教育体育局",
            "contact": typed["contact"],
            "demand": [line for line in typed["demand"].splitlines() if line.strip()],
            "day": f"{today.year}年{today.month}月{today.day}日",
            "summary": "".join(show.summary(told)),
            "common": [
                f"{one.text}（{one.code}）：{one.schools} 所失分，其中不得分 {one.none} 所。"
                for one in told.common
                if one.schools > 1
            ][:10],
            "measured": show.measured(told),
            "deadlines": [
                f"{name} {count} 个，期限{_span(first, last)}，尚未改好 {left} 个。"
                for name, count, left, first, last in show.deadline_rows(told)
            ],
            "missed": [f"{school.name}：{show.why_missed(place)}。" for place, school in told.missed],
            "ranking": [
                [
                    str(one.place),
                    one.visited.school.town,
                    one.visited.school.name,
                    show.points(one.visited.score.got_halves),
                    str(one.visited.score.base),
                    show.per_cent(one.visited.score.ratio),
                    show.grade(one.visited.score.grade),
                    "、".join(one.visited.red_lines),
                    str(len(told.findings_of(one.visited.school.id))),
                ]
                for one in told.ranking
            ],
            "total": _total(told),
            "sections": [
                [one.letter, one.title, show.points(one.got_halves), str(one.base), show.per_cent(one.ratio)]
                for one in told.sections
            ],
            "red": [[one.school.name, show.red_words(told, one.red_lines)] for one in told.visited if one.red_lines],
            "findings": [
                [
                    str(number),
                    told.schools[one.finding.school_id].name,
                    one.finding.code,
                    one.finding.words or one.finding.text,
                    show.severity(one.finding.severity),
                    formats.iso_day(one.finding.due_on),
                ]
                for number, one in enumerate(told.findings, start=1)
            ],
            "differences": [
                [
                    told.schools[one.visit.school_id].name,
                    one.measured.name,
                    *show.quantities(one.measured),
                    show.state_words(one),
                ]
                for one in told.beyond
            ],
            "unit": f"{county}教育体育局",
            "demo": demo,
        }


def _total(told):
    got, base = sum(one.score.got_halves for one in told.visited), sum(one.score.base for one in told.visited)
    found = str(len(told.findings))
    return [
        "合计",
        "",
        f"{len(told.visited)} 所",
        show.points(got),
        str(base),
        show.per_cent(told.overall),
        "",
        "",
        found,
    ]


def _span(first, last):
    if first == last:
        return formats.day(first).partition(" ")[0]
    return f"{formats.day(first).partition(' ')[0]}至{formats.day(last).partition(' ')[0]}"
