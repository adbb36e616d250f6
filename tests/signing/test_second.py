"""Who may be the second person, and that nobody is their own."""

import json
from datetime import date, timedelta

import pytest

from mealwatch.accounts import errors as account_errors
from mealwatch.accounts.service import people, pins
from mealwatch.signing import errors, queries, service
from mealwatch.signing.domain import purposes, strokes
from tests.support import county
from tests.support.people import PASSWORD
from tests.support.signers import DRAWN, ON, PIN

#: By hand, from the rules: who may stand as second for what. o: may, x: may not.
TABLE = """
                 accept collect witness supervise
canteen_manager  o      o       o       o
storekeeper      o      o       o       o
acceptor         o      o       o       o
principal        o      o       o       o
inspector        x      x       x       x
bureau_officer   x      x       x       x
bureau_admin     x      x       x       x
auditor          x      x       x       x
parent           o      x       o       o
teacher          o      o       o       o
other            o      o       o       o
"""


def cells():
    head, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [(row[0], purpose, cell == "o") for row in rows for purpose, cell in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("who", "purpose", "may"), cells())
def test_who_may_be_second(who, purpose, may):
    guest = who in ("parent", "teacher", "other")
    decide = purposes.may_sign_as_guest if guest else purposes.may_sign
    assert decide(who, purpose) is may


def test_a_pin_signs_with_the_accounts_name(house):
    signed = house.pin("liu")
    assert (signed.name, signed.how) == ("刘伟", "pin")
    kept = queries.get_signature(house.county_id, house.canteen.id, signed.signature_id)
    assert (kept.account_id, kept.first_name, kept.purpose) == (house.account("liu").id, "王芳（wang）", "accept")


@pytest.mark.parametrize(
    ("fields", "error", "field"),
    [
        ({"how": "pin", "account": "wang", "pin": PIN}, errors.SamePerson, "second_account"),
        ({"how": "pin", "account": "qian", "pin": PIN}, errors.NotHere, "second_account"),
        ({"how": "pin", "account": "zhou", "pin": PIN}, errors.NotHere, "second_account"),
        ({"how": "pin", "account": "nobody", "pin": PIN}, errors.NotHere, "second_account"),
        ({"how": "pin", "account": None, "pin": PIN}, errors.NobodyChosen, "second_account"),
        ({"how": "pin", "account": "liu", "pin": None}, errors.PinMissing, "second_pin"),
        ({"how": "pin", "account": "liu", "pin": "4718"}, account_errors.WrongPin, "second_pin"),
        ({"how": "pin", "account": "zhao", "pin": PIN}, account_errors.NoPin, "second_pin"),
        ({"how": None}, errors.HowMissing, "second_how"),
        ({"how": "ask"}, errors.HowMissing, "second_how"),
        ({"how": "alone"}, errors.NoException, "second_how"),
        ({"how": "guest", "guest_kind": "parent", "strokes": DRAWN}, errors.GuestNameMissing, "second_guest_name"),
        ({"how": "guest", "guest_name": "张三", "strokes": DRAWN}, errors.GuestKindMissing, "second_guest_kind"),
        ({"how": "guest", "guest_name": "张三", "guest_kind": "parent"}, errors.SignatureEmpty, "second_strokes"),
        (
            {"how": "guest", "guest_name": "张三", "guest_kind": "parent", "strokes": "[[1,1,9,9]]"},
            errors.SignatureEmpty,
            "second_strokes",
        ),
        (
            {"how": "guest", "guest_name": "张三", "guest_kind": "parent", "strokes": "[[1,1,900,9]]"},
            errors.SignatureInvalid,
            "second_strokes",
        ),
    ],
)
def test_what_is_refused_says_where(house, fields, error, field):
    with pytest.raises(error) as refused:
        house.second(**fields)
    assert refused.value.field == field
    assert not queries.signatures_of(house.county_id, house.canteen.id, "receipt", ["R1"])


@pytest.mark.parametrize("name", ["王芳", " 王 芳 ", "王芳（wang）"])
def test_a_guest_is_not_the_first_person(house, name):
    with pytest.raises(errors.SamePerson):
        house.guest(name)


def test_a_parent_takes_nothing_out_of_the_store(house):
    with pytest.raises(errors.GuestKindMissing):
        house.guest(purpose="collect")
    assert house.guest(kind="other", purpose="collect").name == "张三"


def test_duties_on_one_paper_are_different_peoples(house):
    with pytest.raises(errors.OtherDuty):
        house.pin("liu", others=("采购甲", "刘伟（liu）"))
    with pytest.raises(errors.OtherDuty):
        house.guest("采购甲", others=("采购甲",))
    assert house.pin("liu", others=("采购甲", None)).name == "刘伟"


def test_a_guests_strokes_are_kept_under_the_content(house):
    signed = house.guest(content={"rice": 100, "on": ON})
    kept = queries.get_signature(house.county_id, house.canteen.id, signed.signature_id)
    assert json.loads(kept.strokes) == json.loads(DRAWN)
    assert kept.guest_kind == "parent"
    assert not kept.is_void({"on": ON, "rice": 100})
    assert kept.is_void({"on": ON, "rice": 101})


def test_whoever_cannot_draw_types_the_name_and_ticks(house):
    signed = house.guest(strokes=None, typed=True)
    assert queries.get_signature(house.county_id, house.canteen.id, signed.signature_id).strokes is None


def test_the_same_post_twice_is_one_signature(house):
    assert house.guest() == house.guest()
    assert house.pin("liu") == house.pin("liu")
    assert len(queries.signatures_of(house.county_id, house.canteen.id, "receipt", ["R1"])["R1"]) == 2
    assert house.pin("liu", content={"rice": 101}) != house.pin("liu")


def test_alone_needs_an_exception_of_that_day_and_purpose(house):
    exempt = house.exception(("accept",), ON, ON + timedelta(days=30))
    signed = house.second("alone")
    assert (signed.name, signed.how) == (f"一人办理（例外 {exempt.id} 号）", "alone")
    kept = queries.get_signature(house.county_id, house.canteen.id, signed.signature_id)
    assert kept.exception_id == exempt.id
    for wrong in (
        {"purpose": "collect"},
        {"on": ON - timedelta(days=1)},
        {"on": ON + timedelta(days=31)},
    ):
        with pytest.raises(errors.NoException):
            house.second("alone", **wrong)
    assert house.second("alone", on=ON + timedelta(days=30), content={"rice": 7}).how == "alone"


def test_an_exception_that_waits_is_refused_or_ended_helps_nobody(house):
    house.exception(("witness",), decide=False)
    refused = house.exception(("accept",), decide=False)
    house.do(service.decide_exception, refused.id, approve=False, by="zhou")
    ended = house.exception(("collect",))
    house.do(service.end_exception, ended.id, reason="来了新人", by="zhou")
    for purpose in ("witness", "accept", "collect"):
        with pytest.raises(errors.NoException):
            house.second("alone", purpose=purpose, on=county.NOW.date())


def test_an_exception_ended_today_still_held_yesterday(house):
    exempt = house.exception(("accept",))
    house.do(service.end_exception, exempt.id, reason="来了新人", by="zhou")
    assert house.second("alone", on=county.NOW.date() - timedelta(days=1)).how == "alone"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"purposes": ()}, errors.NoPurpose),
        ({"last": date(2026, 11, 8)}, errors.EndsBeforeStart),
        ({"last": date(2027, 11, 8)}, errors.TooLong),
    ],
)
def test_an_exception_lasts_a_term_at_most(house, changed, error):
    with pytest.raises(error):
        house.exception(**changed)


def test_who_asked_for_an_exception_does_not_decide_it(house):
    asked = house.exception(decide=False)
    with pytest.raises(errors.OwnAsking):
        house.do(service.decide_exception, asked.id, approve=True, by="li")
    house.do(service.decide_exception, asked.id, approve=True, until_date=date(2026, 11, 20), by="zhou")
    with pytest.raises(errors.AlreadyDecided):
        house.do(service.decide_exception, asked.id, approve=False, by="tang")
    assert queries.get_exception(house.county_id, asked.id).last == date(2026, 11, 20)


def test_wrong_pins_are_counted_though_nothing_else_is_kept(house):
    """Five wrong: a quarter of an hour's wait; fifteen: out of use until a new one is set with the password."""
    for left in (4, 3, 2, 1):
        with pytest.raises(account_errors.WrongPin) as wrong:
            house.pin("liu", "0001")
        assert wrong.value.facts["left"] == left
    with pytest.raises(account_errors.PinLocked):
        house.pin("liu", "0001")
    with pytest.raises(account_errors.PinLocked):
        house.pin("liu")
    assert house.pin("li").name == "李校长"
    later = county.NOW + timedelta(minutes=15)
    for _ in range(4):
        with pytest.raises(account_errors.WrongPin):
            house.pin("liu", "0001", now=later)
    with pytest.raises(account_errors.PinLocked):
        house.pin("liu", "0001", now=later)
    much_later = later + timedelta(minutes=15)
    for _ in range(4):
        with pytest.raises(account_errors.WrongPin):
            house.pin("liu", "0001", now=much_later)
    with pytest.raises(account_errors.PinBlocked):
        house.pin("liu", "0001", now=much_later)
    with pytest.raises(account_errors.PinBlocked):
        house.pin("liu", now=much_later + timedelta(days=30))
    house.do(pins.choose_pin, "liu", password=PASSWORD, pin="8305", again="8305", by="liu")
    assert house.pin("liu", "8305", now=much_later).name == "刘伟"


def test_a_right_pin_forgets_the_wrong_ones(house):
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(account_errors.WrongPin):
                house.pin("liu", "0001")
        assert house.pin("liu").name == "刘伟"


def test_somebody_switched_off_signs_no_more(house):
    house.do(people.change_account, "liu", active=False, by="tang")
    with pytest.raises(errors.NotHere):
        house.pin("liu")


@pytest.mark.parametrize(
    "text", ["", "x", "{}", "[1]", '[["a",1]]', "[[1,2,3]]", "[[1.5,2]]", "[[true,2]]", "[[-1,2]]"]
)
def test_what_is_no_drawing(text):
    with pytest.raises(strokes.NotStrokes):
        strokes.read(text)


def test_ink_is_the_length_of_all_lines():
    assert strokes.ink(strokes.read("[[0,0,30,40],[100,100,100,160,100,100],[5,5]]")) == 50 + 60 + 60


def test_a_drawing_becomes_a_path_with_a_dot_for_a_point():
    assert strokes.path(strokes.read("[[1,2,3,4],[7,8]]")) == "M1 2L3 4M7 8L7 8"


def test_who_signed_last_for_this_person_is_offered_first(house):
    liu, li = house.account("liu").id, house.account("li").id
    house.pin("liu")
    house.pin("li", content={"rice": 7})
    house.pin("li", purpose="collect")
    house.pin("liu", by="zhao", content={"rice": 8})

    def last(by, purpose="accept"):
        return queries.last_by_pin(house.county_id, house.canteen.id, purpose, house.account(by).id)

    assert (last("wang"), last("wang", "collect"), last("zhao"), last("liu")) == (li, li, liu, None)
