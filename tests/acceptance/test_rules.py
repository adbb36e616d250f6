"""The rules of goods in as tables: quantities, prices, licences, shelf lives; and laws that hold for all of them."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.acceptance import errors
from mealwatch.acceptance.domain import licences, prices, quantities, record, shelf
from mealwatch.catalogue.domain.ingredient import Supplier
from mealwatch.catalogue.known import known_ingredients
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.ratio import Ratio

DAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ({"weighed": 100}, (None, None, 100, 0, 100)),
        ({"weighed": 100, "returned": 30}, (None, None, 100, 30, 70)),
        ({"weighed": 100, "returned": 30, "accepted": 60}, (None, None, 100, 30, 60)),
        ({"weighed": 100, "accepted": 100}, (None, None, 100, 0, 100)),
        ({"weighed": 100, "returned": 100}, (None, None, 100, 100, 0)),
        ({"weighed": 0, "ordered": 50}, (50, None, 0, 0, 0)),
        ({"weighed": None, "ordered": 50}, (50, None, 0, 0, 0)),
        ({"weighed": None, "noted": 50}, (None, 50, 0, 0, 0)),
        ({"weighed": None}, errors.NotWeighed),
        ({"weighed": 100, "returned": 101}, errors.ReturnedMore),
        ({"weighed": 100, "accepted": 101}, errors.AcceptedMore),
        ({"weighed": 100, "returned": 30, "accepted": 71}, errors.AcceptedMore),
    ],
)
def test_what_is_accepted(typed, settled):
    if not isinstance(settled, tuple):
        with pytest.raises(settled) as caught:
            quantities.settled("lines.3.", **typed)
        assert caught.value.field.startswith("lines.3.")
        return
    found = quantities.settled("lines.0.", **typed)
    assert (found.ordered, found.noted, found.weighed, found.returned, found.accepted) == settled


@pytest.mark.parametrize(
    ("ordered", "noted", "weighed", "gaps"),
    [
        (100, 100, 100, []),
        (100, 90, 90, [("noted", "ordered", -10)]),
        (100, 100, 97, [("weighed", "noted", -3)]),
        (100, 110, 108, [("noted", "ordered", 10), ("weighed", "noted", -2)]),
        (100, None, 103, [("weighed", "ordered", 3)]),
        (None, None, 103, []),
        (None, 100, 103, [("weighed", "noted", 3)]),
    ],
)
def test_differences_between_the_papers_and_the_scales(ordered, noted, weighed, gaps):
    found = quantities.settled("lines.0.", weighed=weighed, ordered=ordered, noted=noted)
    assert found.differences() == gaps


@pytest.mark.parametrize(
    ("weighed", "returned", "said"), [(0, 0, "absent"), (5, 5, "returned"), (5, 2, "partly"), (5, 0, "passed")]
)
def test_the_conclusion_follows_from_the_quantities(weighed, returned, said):
    assert record.conclusion(quantities.settled("", weighed=weighed, returned=returned, ordered=5)) == said


@pytest.mark.parametrize(
    ("yuan", "content", "accepted", "fen"),
    [
        ("4.8", 1000, 100_000, 48_000),
        ("2.4", 500, 100_000, 48_000),
        ("120", 25_000, 100_000, 48_000),
        ("3.335", 500, 1_500, 1_001),  # 10.005 yuan, half up
        ("0.5", 1, 3, 150),
        ("0", 1000, 5_000, 0),
        ("4.8", 1000, 1, 0),
    ],
)
def test_what_a_price_comes_to(yuan, content, accepted, fen):
    assert prices.goods_fen(Fraction(yuan), content, accepted) == fen


@given(fen=st.integers(0, 10**9), units=st.integers(1, 10**5), content=st.sampled_from([1, 500, 1000, 25_000]))
def test_an_amount_comes_back_from_its_own_price(fen, units, content):
    """Price from amount and amount from price are exact, whatever the quantity."""
    accepted = units * content
    yuan = Fraction(fen, 100) * content / accepted
    assert prices.goods_fen(yuan, content, accepted) == fen


@given(
    price=st.integers(0, 10**6),
    content=st.sampled_from([1, 500, 1000]),
    one=st.integers(1, 10**6),
    more=st.integers(0, 10**6),
)
def test_more_of_it_never_costs_less_and_is_never_a_fen_off(price, content, one, more):
    yuan = Fraction(price, 1000)
    less, all_of_it = prices.goods_fen(yuan, content, one), prices.goods_fen(yuan, content, one + more)
    assert less <= all_of_it
    assert abs(Fraction(all_of_it) - yuan * 100 * (one + more) / content) <= Fraction(1, 2)


LOW, HIGH, MEDIAN = Ratio(400, 1000), Ratio(650, 1000), Ratio(500, 1000)
BAND = prices.Usual(LOW, HIGH)


@pytest.mark.parametrize(
    ("usual", "fen_per_kg", "why"),
    [
        (BAND, 480, []),
        (BAND, 400, []),
        (BAND, 650, []),
        (BAND, 399, ["below"]),
        (BAND, 651, ["above"]),
        (prices.Usual(None, None, MEDIAN), 650, []),
        (prices.Usual(None, None, MEDIAN), 651, ["far"]),
        (prices.Usual(None, None, MEDIAN), 350, []),
        (prices.Usual(None, None, MEDIAN), 349, ["far"]),
        (prices.Usual(LOW, HIGH, MEDIAN), 960, ["above", "far"]),
        (prices.Usual(), 10**6, []),
    ],
)
def test_which_prices_are_odd(usual, fen_per_kg, why):
    """The edges of the band and 30 % exactly are not odd."""
    assert usual.odd(Ratio(fen_per_kg, 1000)) == why


@pytest.mark.parametrize(
    ("others", "middle"),
    [
        ([], None),
        ([500, 500], None),
        ([400, 500, 900], 500),
        ([900, 400, 500, 600], 550),
        ([1, 2, 2, 1000], 2),
    ],
)
def test_the_median_needs_three_receipts_of_others(others, middle):
    found = prices.median([Ratio(fen, 1000) for fen in others])
    assert found is None if middle is None else found == Ratio(middle, 1000)


@given(st.lists(st.integers(1, 10**6), min_size=3, max_size=20))
def test_the_median_lies_in_the_middle(fen):
    found = prices.median([Ratio(one, 7) for one in fen])
    assert sum(Ratio(one, 7) < found for one in fen) * 2 <= len(fen)
    assert sum(Ratio(one, 7) > found for one in fen) * 2 <= len(fen)


def test_the_question_has_both_readings_of_a_price_for_a_jin():
    found = prices.question(BAND, fen=96_000, accepted=100_000, yuan=Fraction("4.8"), per="jin")
    assert found.why == ("above",)
    assert [(one.per, one.goods_fen) for one in found.readings] == [("jin", 96_000), ("kg", 48_000)]
    assert [one.price for one in found.readings] == [Ratio(960, 1000), Ratio(480, 1000)]


@pytest.mark.parametrize(("yuan", "per"), [(None, None), (Fraction(24), "package")])
def test_other_prices_are_asked_about_in_one_reading(yuan, per):
    found = prices.question(BAND, fen=96_000, accepted=100_000, yuan=yuan, per=per)
    assert found.readings == ()


def test_a_usual_price_is_not_asked_about():
    assert prices.question(BAND, fen=48_000, accepted=100_000, yuan=Fraction("4.8"), per="kg") is None
    assert prices.question(BAND, fen=0, accepted=0) is None


def test_the_band_of_what_is_counted_in_pieces_goes_by_its_weight():
    egg = next(one for one in known_ingredients().values() if one.base_unit == "piece")
    low, high = prices.band(egg, "piece") or ()
    assert low == Ratio(egg.price_low_fen) * egg.grams_per_unit / 1000
    assert high > low
    assert prices.band(egg, "g") is None
    assert prices.band(None, "g") is None


def supplier(expires_on):
    return Supplier(7, "V7", "老周", (), "JY7", expires_on)


def allowance(**changes):
    row = {
        "id": 1,
        "supplier_id": 7,
        "canteen_id": None,
        "from_date": DAY,
        "until_date": date(2026, 11, 20),
        "reason": "换证",
        "allowed_by": "王股长",
        "allowed_at": datetime(2026, 11, 9, 9, tzinfo=SHANGHAI),
    }
    return licences.Allowance(**row | changes)


@pytest.mark.parametrize(
    ("expires_on", "state"),
    [
        (None, "unknown"),
        (date(2026, 11, 9), "expired"),
        (DAY, "ending"),
        (date(2026, 12, 10), "ending"),
        (date(2026, 12, 11), "valid"),
    ],
)
def test_how_a_licence_stands(expires_on, state):
    assert licences.standing(expires_on, DAY) == state


EXPIRED, UNKNOWN, GOOD = supplier(date(2026, 11, 9)), supplier(None), supplier(DAY)


@pytest.mark.parametrize(
    ("who", "allowances", "rule", "answer"),
    [
        (GOOD, [], "stop", None),
        (UNKNOWN, [], "take", None),
        (UNKNOWN, [], "stop", errors.LicenceUnknown),
        (None, [], "take", None),
        (None, [], "stop", errors.LicenceUnknown),
        (EXPIRED, [], "take", errors.LicenceExpired),
        (EXPIRED, [allowance()], "take", 1),
        (UNKNOWN, [allowance()], "stop", 1),
        (EXPIRED, [allowance(canteen_id=3)], "take", 1),
        (EXPIRED, [allowance(canteen_id=4)], "take", errors.LicenceExpired),
        (EXPIRED, [allowance(supplier_id=8)], "take", errors.LicenceExpired),
        (EXPIRED, [allowance(from_date=date(2026, 11, 11))], "take", errors.LicenceExpired),
        (EXPIRED, [allowance(until_date=DAY)], "take", 1),
        (
            EXPIRED,
            [allowance(from_date=date(2026, 11, 1), until_date=date(2026, 11, 9))],
            "take",
            errors.LicenceExpired,
        ),
        (EXPIRED, [allowance(withdrawn_on=DAY)], "take", errors.LicenceExpired),
        (EXPIRED, [allowance(withdrawn_on=date(2026, 11, 11))], "take", 1),
    ],
)
def test_whose_goods_come_in(who, allowances, rule, answer):
    if isinstance(answer, type):
        with pytest.raises(answer):
            licences.admit(who, 3, DAY, allowances, rule)
        return
    found = licences.admit(who, 3, DAY, allowances, rule)
    assert (found.id if found else None) == answer


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "open"),
        ({"from_date": date(2026, 11, 11)}, "coming"),
        ({"from_date": date(2026, 11, 1), "until_date": date(2026, 11, 9)}, "over"),
        ({"withdrawn_on": DAY}, "withdrawn"),
    ],
)
def test_how_an_allowance_stands(changes, state):
    assert allowance(**changes).state(DAY) == state


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("2026年12月31日", date(2026, 12, 31)),
        ("20261231", date(2026, 12, 31)),
        ("+7", date(2027, 2, 7)),
        ("+7天", date(2027, 2, 7)),
        ("7天", date(2027, 2, 7)),
        ("７ 天", date(2027, 2, 7)),
        ("1个月", date(2027, 2, 28)),
        ("6月", date(2027, 7, 31)),
        ("1年", date(2028, 1, 31)),
        ("13个月", date(2028, 2, 29)),
        ("2026-02-30", None),
        ("很久", None),
        ("7", None),
        ("9999天", None),
        ("", None),
    ],
)
def test_until_when_it_keeps(text, until):
    assert shelf.last_good_day(text, date(2027, 1, 31)) == until


@pytest.mark.parametrize(
    ("text", "tenths", "back"),
    [("-18", -180, "-18"), ("4.5", 45, "4.5"), ("0", 0, "0"), ("－1。5℃", -15, "-1.5"), ("65 ℃", 650, "65")],
)
def test_degrees(text, tenths, back):
    assert record.tenths(text) == tenths
    assert record.degrees(tenths) == back


@pytest.mark.parametrize("text", ["", "冷", "4.55", "1e3", "--4", "1000", "4."])
def test_what_is_no_temperature(text):
    if text == "4.":
        assert record.tenths(text) == 40
        return
    with pytest.raises(ValueError, match=r"^.*$"):
        record.tenths(text)
