"""整改通知书 of a case: with the number of the case, its text as it was frozen, stub and reply slip."""

from mealwatch.cases import queries as cases
from mealwatch.kernel.errors import mark
from mealwatch.reports.official import errors
from mealwatch.reports.official.drafting.words import day
from mealwatch.reports.official.gathered.ledger import SEVERITIES, TYPES
from mealwatch.reports.official.gathered.problems import SOURCES
from mealwatch.reports.official.kind import COMMON, Kind, nothing
from mealwatch.schools import queries as schools
from mealwatch.web import notice

_FOUND = {
    "alert": "核对周数据发现",
    "finding": "检查发现",
    "complaint": "信访反映并核实",
    "hand": "日常检查发现",
}


def case_of(asked):
    """The case. Raises NothingToSay for none, and for one that was not handed out."""
    if not asked.about.isdecimal():
        raise errors.NothingToSay(value=asked.about)
    one = cases.case(asked.county_id, int(asked.about))
    if one.issued_on is None:
        raise errors.NothingToSay(value=one.number)
    return one


def draft(asked):
    """The Paper."""
    one = case_of(asked)
    school = schools.school_by_id(asked.county_id, one.school_id)
    photos = one.last("issue").files
    return notice.paper(
        notice.Notice(
            number=one.number,
            issuer=asked.issuer,
            school=school.name,
            opening=f"经{_FOUND[one.source]}，你校营养改善计划实施中有下列问题，请按要求整改。",
            facts=(
                ("被检查单位", f"{school.name}（{school.town}）"),
                ("下达日期", day(one.issued_on)),
                ("督办联系人", one.owner.partition("（")[0]),
                ("来源和类别", f"{SOURCES[one.source]}，{SEVERITIES.get(one.severity, '一般')}，{TYPES[one.kind]}"),
            ),
            problems=(
                notice.Problem(
                    school.name,
                    one.text,
                    f"共{len(photos)}张" if photos else "—",
                    one.basis or "—",
                    "按期改正，查明原因，并查同类问题",
                    day(one.due_on),
                    school.principal or "校长",
                ),
            ),
            latest=one.due_on,
            on=one.issued_on,
            demo=asked.demo,
            draft=True,
        )
    )


KIND = Kind(
    "notice",
    mark("整改通知书"),
    "营餐整改",
    "case",
    draft,
    COMMON[2:3],
    lambda _asked: {},
    nothing,
    lambda asked: case_of(asked).school_id,
    lambda asked: case_of(asked).number,
)
