"""约谈通知书 and 约谈记录: of a step of the ladder (``about`` its number), or of a school by itself (``S001@day``)."""

from mealwatch.cases import queries as cases
from mealwatch.cases.domain import states
from mealwatch.cases.following import queries as following
from mealwatch.kernel.errors import mark
from mealwatch.reports.official import errors
from mealwatch.reports.official.drafting.words import day
from mealwatch.reports.official.gathered.problems import CASE_STATES
from mealwatch.reports.official.kind import COMMON, Field, Kind, nothing
from mealwatch.schools import queries as schools
from mealwatch.web.official import Column, Grid, Paper, facts, level, para, room, signs

MANNERS = {"remind": "提醒", "warn": "警示", "group": "集体"}
_SHARED = (
    Field("persons", mark("被约谈人（职务）"), needed=True),
    Field("held_on", mark("约谈日期"), mark("例如：2026年11月25日"), needed=True),
    Field("held_at", mark("约谈时间"), mark("例如：15:00")),
    Field("place", mark("约谈地点"), needed=True),
    Field("manner", mark("约谈类型"), mark("提醒、警示或集体")),
    Field("officials", mark("约谈人（职务）"), needed=True),
    Field("cause", mark("约谈事由"), rows=3, needed=True),
    Field("basis", mark("依据"), rows=2),
)
_NOTICE = (Field("purpose", mark("约谈目的"), rows=2), Field("bring", mark("要求和携带材料"), rows=3))
_RECORD = (
    Field("recorder", mark("记录人")),
    Field("facts", mark("查实的问题"), mark("系统列出台账里没有销号的问题，可以补充"), 4),
    Field("demands", mark("约谈意见和整改要求"), mark("写明时限"), 4),
    Field("statement", mark("被约谈人陈述与表态"), mark("空着就留出手写的地方"), 4),
    Field("follow_up", mark("后续措施"), rows=2),
)


def school_of(asked):
    """The school that is talked to. Raises NothingToSay, NoSchool."""
    if asked.about.isdecimal():
        return schools.school_by_id(
            asked.county_id, following.get_escalation(asked.county_id, int(asked.about)).school_id
        )
    code, at, _day = asked.about.partition("@")
    if not at:
        raise errors.NothingToSay(value=asked.about)
    return schools.get_school(asked.county_id, code)


def starts(asked):
    """What is known already: of the step of the ladder, or of the school's open cases."""
    school = school_of(asked)
    found = {"persons": f"{school.name}{school.principal or ''}（校长）", "manner": MANNERS["remind"]}
    if asked.about.isdecimal():
        one = following.step(asked.county_id, int(asked.about))
        told = {name: getattr(one, name) for name in _NAMES if getattr(one, name)}
        told |= {"manner": MANNERS.get(one.manner, one.manner) or MANNERS["remind"]}
        told.setdefault("basis", one.case_basis)
        if one.held_on:
            told["held_on"] = day(one.held_on)
        return found | told
    return found | {
        "cause": "营养改善计划实施中的问题没有按期整改",
        "basis": "农村义务教育学生营养改善计划实施办法；县教体局学生营养餐监管规定",
        "purpose": "了解情况，督促整改，防止再次发生。",
        "bring": "请按时参加，携带整改方案、整改佐证材料和相关台账；因故不能参加的请提前书面说明。",
    }


_NAMES = (
    "held_at",
    "place",
    "officials",
    "recorder",
    "persons",
    "cause",
    "basis",
    "facts",
    "demands",
    "bring",
    "contact",
    "statement",
    "follow_up",
)


def _told(asked, name, end="。"):
    """What was written without its last stop; room to write where it is missing."""
    return (asked.text(name).rstrip("。") or "　　　　　　") + end


def notice(asked):
    """约谈通知书: nine things, none left out."""
    school = school_of(asked)
    return Paper(
        title="约谈通知书",
        blocks=(
            para(f"因{_told(asked, 'cause', '')}，决定对你校进行{asked.text('manner')}约谈，现将有关事项通知如下。"),
            level(1, "一、被约谈单位和人员"),
            para(f"{school.name}；{_told(asked, 'persons')}"),
            level(1, "二、事由和依据"),
            para(f"{_told(asked, 'cause')}依据：{_told(asked, 'basis')}"),
            level(1, "三、时间和地点"),
            para(f"{_told(asked, 'held_on', '')}{asked.text('held_at')}，{_told(asked, 'place')}"),
            level(1, "四、约谈人员"),
            para(_told(asked, "officials")),
            level(1, "五、目的"),
            para(asked.text("purpose") or "了解情况，督促整改。"),
            level(1, "六、要求"),
            para(asked.text("bring") or "请按时参加。"),
        ),
        **asked.head() | {"to": school.name},
    )


def record(asked):
    """约谈记录, with room for what is said and for the signatures."""
    school = school_of(asked)
    open_cases = [one for one in cases.cases(asked.county_id, {school.id}, states=states.OPEN) if one.issued_on]
    return Paper(
        title="约谈记录",
        sealed=False,
        blocks=(
            facts(
                (
                    ("约谈时间、地点", f"{asked.text('held_on')} {asked.text('held_at')}　{asked.text('place')}"),
                    ("约谈类型", asked.text("manner")),
                    ("约谈人（职务）", asked.text("officials")),
                    ("记录人", asked.text("recorder")),
                    ("被约谈单位", school.name),
                    ("被约谈人（职务）", asked.text("persons")),
                )
            ),
            level(1, "一、约谈事由与依据"),
            para(f"{_told(asked, 'cause')}依据：{_told(asked, 'basis')}"),
            level(1, "二、查实的问题"),
            *[para(line) for line in asked.lines("facts")],
            *([_cases(open_cases)] if open_cases else [] if asked.lines("facts") else [para("　")]),
            level(1, "三、约谈意见和整改要求"),
            *([para(line) for line in asked.lines("demands")] or [room("意见和要求（时限）", 40)]),
            level(1, "四、被约谈人陈述与表态"),
            *([para(line) for line in asked.lines("statement")] or [room("陈述与表态", 50)]),
            level(1, "五、后续措施"),
            *([para(line) for line in asked.lines("follow_up")] or [room("后续措施", 25)]),
            signs(("约谈人", "被约谈人", "记录人"), ("日期", "日期", "日期")),
        ),
        **asked.head() | {"to": "", "contact": ""},
    )


def _cases(found):
    return Grid(
        "",
        (
            Column("台账编号", "text", 8),
            Column("问题", "long", 24),
            Column("期限", "date", 7),
            Column("现在", "text", 6),
        ),
        tuple((one.number, one.text, one.due_on.isoformat(), CASE_STATES[one.state]) for one in found),
    )


def label(asked):
    """The number of the step of the ladder; a talk by itself takes the next number of its kind."""
    return following.step(asked.county_id, int(asked.about)).number if asked.about.isdecimal() else None


NOTICE = Kind(
    "interview",
    mark("约谈通知书"),
    "营餐约谈",
    "school",
    notice,
    (*_SHARED, *_NOTICE, *COMMON),
    starts,
    nothing,
    lambda asked: school_of(asked).id,
    label,
)
RECORD = Kind(
    "interview_record",
    mark("约谈记录"),
    "营餐约谈记录",
    "school",
    record,
    (*_SHARED, *_RECORD, *COMMON[1:]),
    starts,
    nothing,
    lambda asked: school_of(asked).id,
    nothing,
)
