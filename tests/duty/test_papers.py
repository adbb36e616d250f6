"""Papers that run out: thirty days before they are reminded of, renewed they are quiet, put away they are gone."""

from datetime import date, timedelta

import pytest

from mealwatch.duty import errors, queries, service
from mealwatch.duty.domain.papers import Paper, state_of
from mealwatch.kernel.checks import DateInvalid, NotInList
from tests.support import county

TODAY = county.NOW.date()


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "expired"), (0, "soon"), (30, "soon"), (31, "valid"), (400, "valid"), (-400, "expired")]
)
def test_thirty_days_before(days, state):
    assert state_of(TODAY + timedelta(days=days), TODAY) == state
    paper = Paper(1, 1, "licence", "", "", TODAY + timedelta(days=days))
    assert paper.state(TODAY) == state


def put(house, **changed):
    given = {"kind": "health", "holder": "孙师傅", "number": "J1", "expires_on": date(2026, 12, 1)} | changed
    return house.do(service.put_paper, house.canteen.id, **given, by="wang")


def test_entered_renewed_and_put_away(house):
    paper = put(house)
    assert (paper.holder, paper.state(TODAY)) == ("孙师傅", "soon")
    renewed = put(house, paper_id=paper.id, number="J2", expires_on=date(2027, 12, 1))
    assert (renewed.id, renewed.number, renewed.state(TODAY)) == (paper.id, "J2", "valid")
    licence = put(house, kind="licence", holder="不该有名字")
    assert licence.holder == ""
    assert [one.id for one in queries.papers_of(house.county_id, [house.canteen.id])] == [licence.id, paper.id]
    house.do(service.end_paper, house.canteen.id, paper.id, by="wang")
    assert [one.id for one in queries.papers_of(house.county_id, [house.canteen.id])] == [licence.id]
    with pytest.raises(errors.PaperEnded):
        put(house, paper_id=paper.id)


@pytest.mark.parametrize(
    ("changed", "error", "field"),
    [
        ({"holder": " "}, errors.HolderMissing, "holder"),
        ({"kind": "passport"}, NotInList, "kind"),
        ({"expires_on": date(1999, 1, 1)}, DateInvalid, "expires_on"),
        ({"paper_id": 99}, errors.NoPaper, None),
    ],
)
def test_refused(house, changed, error, field):
    with pytest.raises(error) as refused:
        put(house, **changed)
    assert refused.value.field == field
