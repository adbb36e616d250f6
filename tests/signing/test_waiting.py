"""A paper handed on: signed by another and posted once, or returned, or taken back."""

import pytest

from mealwatch.kernel.errors import Conflict
from mealwatch.signing import errors, queries, registry, reopening, service

TYPED = {"doc_no": "R1", "lines-0-quantity": "30斤", "second_how": "ask", "second_pin": "4719"}


class NotThere(Conflict):
    code = "test.not_there"


@pytest.fixture
def posted(house):
    """What was posted: (payload, second's name, by's name) each."""
    found = []

    def done(_county_id, canteen, payload, second, by, now):
        if payload["doc_no"] == "gone":
            raise NotThere
        found.append((canteen.code, payload["lines-0-quantity"], second.name, second.how, by.name))
        return payload["doc_no"]

    registry.kind("receipt", show=lambda payload: [("数量", payload["lines-0-quantity"])], done=done)
    return found


def ask(house, typed=TYPED, by="wang", purpose="accept"):
    return house.do(service.ask, house.canteen.id, "receipt", typed, purpose=purpose, title="入库单 R1", by=by)


def waiting(house, username):
    return [one.id for one in queries.waiting_for(house.county_id, house.account(username).id, [house.canteen.id])]


def test_signed_and_posted_exactly_once(house, posted):
    asked = ask(house)
    assert waiting(house, "liu") == [asked.id]
    assert waiting(house, "wang") == []
    signed, answer = house.do(service.sign, asked.id, by="liu")
    assert posted == [("C001", "30斤", "刘伟", "own", "王芳（wang）")]
    assert (answer, signed.state, signed.decided_by) == ("R1", "signed", "刘伟（liu）")
    with pytest.raises(errors.NotWaiting):
        house.do(service.sign, asked.id, by="li")
    assert len(posted) == 1
    kept = queries.get_signature(house.county_id, house.canteen.id, signed.signature_id)
    assert (kept.name, kept.how, kept.first_name) == ("刘伟", "own", "王芳（wang）")


def test_the_same_paper_sent_twice_waits_once_and_is_not_posted_again(house, posted):
    assert ask(house).id == ask(house).id
    house.do(service.sign, ask(house).id, by="liu")
    assert ask(house).state == "signed"
    assert len(posted) == 1
    assert ask(house, TYPED | {"doc_no": "R2"}).state == "waiting"


def test_a_pin_is_not_kept(house, posted):
    assert "4719" not in ask(house).payload


@pytest.mark.parametrize("who", ["wang", "qian", "zhou"])
def test_nobody_signs_their_own_or_elsewhere(house, posted, who):
    asked = ask(house)
    with pytest.raises((errors.SamePerson, errors.NotYours)):
        house.do(service.sign, asked.id, by=who)
    with pytest.raises(errors.NotYours):
        house.do(service.give_back, asked.id, reason="不对", by=who)
    assert posted == []


def test_returned_with_a_reason_and_opened_again(house, posted):
    asked = ask(house)
    returned = house.do(service.give_back, asked.id, reason="少了两斤", by="zhao")
    assert (returned.state, returned.reason, returned.decided_by) == ("returned", "少了两斤", "赵静（zhao）")
    assert queries.count_for(house.county_id, house.account("wang").id, [house.canteen.id]) == 1
    assert queries.count_for(house.county_id, house.account("liu").id, [house.canteen.id]) == 0
    with pytest.raises(errors.NotWaiting):
        house.do(service.sign, asked.id, by="liu")
    assert reopening.typed_in(returned) == {"doc_no": "R1", "lines-0-quantity": "30斤", "second_how": "ask"}
    assert ask(house).id != asked.id


def test_taken_back_by_who_typed_it_alone(house, posted):
    asked = ask(house)
    with pytest.raises(errors.NotYours):
        house.do(service.withdraw, asked.id, by="liu")
    assert house.do(service.withdraw, asked.id, by="wang").state == "withdrawn"
    with pytest.raises(errors.NotWaiting):
        house.do(service.sign, asked.id, by="liu")
    assert waiting(house, "liu") == []


def test_what_was_signed_cannot_be_taken_back(house, posted):
    asked = ask(house)
    house.do(service.sign, asked.id, by="liu")
    with pytest.raises(errors.NotWaiting):
        house.do(service.withdraw, asked.id, by="wang")


def test_what_cannot_be_posted_stays_waiting(house, posted):
    asked = ask(house, TYPED | {"doc_no": "gone"})
    with pytest.raises(NotThere):
        house.do(service.sign, asked.id, by="liu")
    assert queries.get_request(house.county_id, asked.id).state == "waiting"
    assert not queries.signatures_of(house.county_id, house.canteen.id, "second_request", [str(asked.id)])


def test_a_kind_that_nobody_posts_is_refused(house):
    with pytest.raises(errors.NoSuchKind):
        ask(house)
