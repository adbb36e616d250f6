"""On the morning of a drawn day: a stop for the tablets, word to those who go; afterwards the stop is settled."""

from mealwatch.cases import queries as cases
from mealwatch.cases.following import queries
from mealwatch.cases.following.domain.looks import CALLED, LOOK_BACK
from mealwatch.cases.following.service.writing import note
from mealwatch.kernel.errors import mark
from mealwatch.messages import service as messages
from mealwatch.rounds import service as rounds
from mealwatch.schools import queries as schools

_TITLE = {LOOK_BACK: mark("回头看 {number}"), "verification": mark("自查抽查：{number}")}
_SAYS = mark("今天回头看：{school}（{number}）")


def call(county_id, draw, look, *, by, now):
    """Make the stop of a look whose morning has come, and tell the inspectors."""
    school = schools.school_by_id(county_id, look.school_id)
    number = title_of(county_id, draw)
    stop_id = rounds.call(
        county_id,
        title=_TITLE[draw.kind].format(number=number),
        school=school,
        on=look.on,
        by=by,
        now=now,
    )
    note(county_id, draw, CALLED, look, stop_id=stop_id, by=by, now=now)
    messages.tell(
        county_id,
        to=("right", "inspect"),
        kind="look_back",
        says=_SAYS,
        facts={"school": school.name, "number": number},
        link=f"/look-backs/{draw.id}/{look.n}",
        key=f"look-back/{draw.id}/{look.n}/{look.attempt}",
        by=by,
        now=now,
    )


def done(county_id, look, *, by, now):
    """The stop of a look that was made."""
    if look.called is not None:
        rounds.call_over(county_id, look.called.stop_id, reason="", by=by, now=now)


def drop(county_id, look, reason, *, by, now):
    """The stop of a look that was not made."""
    if look.called is not None:
        rounds.call_over(county_id, look.called.stop_id, reason=reason, by=by, now=now)


def drop_open(county_id, draw, *, by, now):
    """The stops of a draw that was given up."""
    for look in draw.looks:
        if look.result is None:
            drop(county_id, look, mark("案件已有结果，不再回头看"), by=by, now=now)


def title_of(county_id, draw):
    """By what a draw is known: the case's number, or the self-check's title."""
    if draw.kind == LOOK_BACK:
        return cases.case(county_id, draw.subject_id).number
    return queries.get_check(county_id, draw.subject_id).title
