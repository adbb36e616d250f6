"""The rules on prices, from the catalogue: what is dear, off the contract, in the wrong unit, split up."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from mealwatch.alerts.domain.rules.prices import TIMES, mixed_up
from mealwatch.alerts.domain.signal import Line
from mealwatch.kernel.week import Week
from tests.alerts.stalls import USUAL, market, others, paid, price_list
from tests.support.signals import CABBAGE, EGG, MON, PORK, RICE, TUE, Refused, judged, severity

MONTHLY = Week.parse("2026-W44")


def dear(good, percent, **more):
    return paid(good, USUAL[good] * more.get("jin", 100) * percent // 100, **more)


@pytest.mark.parametrize(
    ("percent", "found"),
    [(100, None), (119, None), (120, None), (121, "amber"), (125, "amber"), (126, "red"), (80, None)],
)
def test_beside_the_countys_middle(percent, found):
    here = market(dear(PORK, percent), *others(PORK))
    assert severity("P01", here) == found


@pytest.mark.parametrize(("percent", "found"), [(114, None), (115, None), (116, "amber"), (126, "red")])
def test_a_dated_list_of_the_county_comes_before_the_middle(percent, found):
    here = market(dear(PORK, percent), listed=price_list((PORK, 1500, None)))
    assert severity("P01", here) == found


def test_a_list_that_is_over_does_not_count():
    over = price_list((PORK, 1000, None), last=MON - timedelta(days=1))
    _, lacking = judged("P01", market(paid(PORK), listed=over))
    assert "不足 4 家" in lacking[0].what.text()


def test_a_suppliers_own_price_is_not_the_countys():
    _, lacking = judged("P01", market(paid(PORK), listed=price_list((PORK, 1000, 1))))
    assert lacking


@pytest.mark.parametrize("count", [3, 4])
def test_four_canteens_make_a_middle(count):
    here = market(dear(PORK, 150), *others(PORK, (100,) * (count - 1)))
    assert severity("P01", here) == ("red" if count == 4 else None)
    assert bool(judged("P01", here)[1]) == (count == 3)


def test_what_is_at_risk_is_what_was_paid_above_the_middle():
    [one], _ = judged("P01", market(dear(PORK, 140, jin=50), *others(PORK, (100,) * 6)))
    assert one.at_risk == 50 * 1500 * 2 // 5
    assert "贵" not in one.sentence.text()
    assert one.rows[0].place == (
        "stock.document",
        {"canteen_code": "C001", "kind": "receipt", "doc_no": f"R1102-1-{PORK.id}"},
    )


def test_pennies_are_not_told():
    assert severity("P01", market(dear(PORK, 150, jin=1), *others(PORK))) is None
    assert severity("P01", market(dear(PORK, 150, jin=1), *others(PORK)), least_yuan=5) == "amber"


def test_several_things_of_one_supplier_together():
    goods = (RICE, PORK, CABBAGE)
    for percent, found in ((115, None), (116, "amber")):
        here = market(*(dear(one, percent) for one in goods), *(line for one in goods for line in others(one)))
        assert severity("P01", here) == found
    two = market(*(dear(one, 118) for one in goods[:2]), *(line for one in goods[:2] for line in others(one)))
    assert severity("P01", two) is None


def test_carriage_is_no_price():
    line = paid(PORK, 1500 * 100, freight_fen=50_000)
    assert severity("P01", market(line, *others(PORK))) is None


def test_a_small_school_is_looked_at_over_four_weeks():
    before = MON - timedelta(weeks=2)
    lines = [dear(PORK, 150, on=before), *others(PORK, on=before)]
    assert severity("P01", market(*lines, pupils=30)) is None
    assert severity("P01", market(*lines, pupils=29)) == "red"


@pytest.mark.parametrize(
    ("times", "found"),
    [("2", "info"), ("1/2", "info"), ("10", "info"), ("11/5", "info"), ("111/50", None), ("1000", "info"), ("3", None)],
)
def test_another_unit_is_asked_about_and_not_called_dear(times, found):
    here = market(paid(PORK, int(150_000 * Fraction(times))), *others(PORK, (100,) * 6))
    assert severity("P04", here) == found
    assert (severity("P01", here) is None) == (found is not None)


@for_all(
    st.sampled_from(TIMES), st.fractions(min_value=1, max_value=1000), st.fractions(Fraction(-1, 10), Fraction(1, 10))
)
def test_a_price_near_a_whole_multiple_is_mixed_up(times, reference, off):
    assert mixed_up(reference * times * (1 + off), reference, Fraction(1, 10)) is not None


@for_all(st.fractions(Fraction(56, 100), Fraction(179, 100)), st.fractions(min_value=1, max_value=1000))
def test_a_price_near_the_reference_never_is(share, reference):
    assert mixed_up(reference * share, reference, Fraction(1, 10)) is None


@settings(max_examples=25)
@for_all(st.lists(st.integers(101, 300), min_size=1, max_size=4), st.integers(1, 100))
def test_dearer_is_never_less_at_risk(percents, more):
    def at_risk(added):
        lines = [
            dear(PORK, one + added, number=f"R{place}", document=place) for place, one in enumerate(percents, 9000)
        ]
        here = market(*lines, *others(PORK, (100,) * 6), listed=price_list((PORK, 1500, None)))
        found, _ = judged("P01", here, near_percent=-1)
        return found[0].at_risk if found else Fraction(0)

    assert at_risk(more) >= at_risk(0)


@pytest.mark.parametrize(
    ("percent", "supplier", "found"), [(101, 1, None), (102, 1, "red"), (102, 2, None), (90, 1, None)]
)
def test_the_contract_is_the_suppliers_own_list(percent, supplier, found):
    here = market(dear(PORK, percent, supplier=supplier), listed=price_list((PORK, 1500, 1)))
    assert severity("P02", here) == found


def test_without_a_list_the_contract_rule_says_so():
    signals, [one] = judged("P02", market(dear(PORK, 200), *others(PORK)))
    assert (signals, one.school_id) == ([], None)
    _, [one] = judged("P02", market(dear(PORK, 200), listed=price_list((PORK, 1500, None))))
    assert one.school_id == 1


def weeks(good, prices, *, at=1):
    """One line a week, the last in the week in which November begins."""
    first = MONTHLY.shifted(1 - len(prices)).monday
    return [paid(good, fen, 1, at=at, on=first + timedelta(weeks=k), number=f"R{k}") for k, fen in enumerate(prices)]


def test_a_price_that_never_moves_while_the_countys_does():
    rising = [line for at in range(2, 7) for line in weeks(CABBAGE, range(150, 195, 5), at=at)]
    here = market(*weeks(CABBAGE, [150] * 9), *rising, week=MONTHLY)
    assert severity("P03", here) == "amber"
    assert severity("P03", here, moved_percent=30) is None
    assert severity("P03", market(*weeks(CABBAGE, [150] * 8 + [151]), *rising, week=MONTHLY)) is None
    assert severity("P03", market(*weeks(CABBAGE, [150] * 8), *rising, week=MONTHLY)) is None
    assert severity("P03", market(*weeks(RICE, [240] * 9), *rising, week=MONTHLY)) is None


def test_a_stiff_price_is_told_once_a_month():
    assert judged("P03", market(*weeks(CABBAGE, [150] * 9), week=MONTHLY.shifted(1))) == ([], [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (paid(PORK, 150_000, said=(Fraction(1500), 500)), None),
        (paid(PORK, 150_099, said=(Fraction(1500), 500)), None),
        (paid(PORK, 151_501, said=(Fraction(1500), 500)), "amber"),
        (paid(PORK, 151_500, said=(Fraction(1500), 500)), None),
        (paid(PORK, 0), "amber"),
        (paid(PORK, 5 * 300_000), None),
        (paid(PORK, 5 * 300_000 + 1), "amber"),
        (paid(PORK, 30_000), None),
        (paid(PORK, 29_999), "amber"),
        (paid(EGG, 11, 1), "amber"),
        (paid(EGG, 12, 1), None),
    ],
)
def test_amounts_that_do_not_come_out(line, found):
    assert severity("P05", market(line)) == found


def test_refused_quantities_are_watched():
    def tried(count):
        return [Refused(1, 1, "acceptance.accepted_more", MON, count), Refused(1, 1, "stock.not_enough", MON, 9)]

    assert severity("P05", market(paid(), refusals=tried(2))) is None
    assert severity("P05", market(paid(), refusals=tried(3))) == "info"


@pytest.mark.parametrize(
    ("yuan", "options", "found"),
    [
        ((495, 480, 470), {}, "amber"),
        ((450, 499, 450), {}, "amber"),
        ((449, 499, 450), {}, None),
        ((495, 480), {}, None),
        ((500, 495, 480), {}, None),
        ((495, 480, 470), {"limit_yuan": 800}, None),
        ((790, 780, 770), {"limit_yuan": 800}, "amber"),
        ((795, 780, 770), {}, None),
    ],
)
def test_one_purchase_in_several_papers(yuan, options, found):
    lines = [paid(RICE, fen * 100, number=f"K{place}") for place, fen in enumerate(yuan)]
    assert severity("P06", market(*lines), **options) == found


def test_other_days_and_other_suppliers_are_other_purchases():
    first = [paid(RICE, 48_000, number=f"K{place}") for place in range(2)]
    assert severity("P06", market(*first, paid(RICE, 48_000, on=TUE, number="K3"))) is None
    assert severity("P06", market(*first, paid(RICE, 48_000, supplier=2, number="K3"))) is None
    assert severity("P06", market(*first, paid(PORK, 48_000, number="K1"))) is None


@pytest.mark.parametrize("rule", ["P01", "P04", "P05", "P06"])
def test_without_receipts_a_rule_says_so(rule):
    signals, [one] = judged(rule, market())
    assert signals == []
    assert isinstance(one.what, Line)
    assert "没有入库" in one.what.text()
