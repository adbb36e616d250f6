"""What can be wrong with a document by itself, as a table."""

from datetime import date, timedelta

import pytest

from mealwatch.kernel import checks
from mealwatch.kernel.errors import Invalid
from mealwatch.stock import errors
from mealwatch.stock.domain.documents import (
    DeliveryLine,
    Document,
    IssueLine,
    LossLine,
    OpeningLine,
    ReceiptLine,
    StocktakeLine,
    check,
)

TODAY = date(2026, 11, 10)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

OPENING = OpeningLine(1, 500, "g", 100, None, "甲", "乙")
RECEIPT = ReceiptLine(1, 500, "g", 100)
ISSUE = IssueLine(1, 500, "g")
DELIVERY = DeliveryLine(100, 50000)
LOSS = LossLine(1, 500, "g")
COUNT = StocktakeLine(1, 500, "g")


def document(kind, *lines, on=TODAY, meal=None, doc_no="D1"):
    if meal is None and kind in ("issue", "delivery"):
        meal = "lunch"
    return Document(kind, 1, doc_no, on, lines, meal)


@pytest.mark.parametrize(
    "good",
    [
        document("opening", OPENING),
        document("opening", OpeningLine(1, 500, "g", 0, TODAY)),
        document("receipt", RECEIPT, RECEIPT),
        document("receipt", ReceiptLine(1, 1, "g", 0, expires_on=TODAY, produced_on=TODAY)),
        document("receipt", ReceiptLine(1, 1, "g", 0, expires_on=date(9999, 12, 31))),
        document("receipt", ReceiptLine(1, 1, "g", 0, acceptor_1="甲", acceptor_2="乙", buyer="甲")),
        document("receipt", ReceiptLine(1, 1, "g", 0, acceptor_1="甲")),
        document("receipt", ReceiptLine(1, 1, "g", 0, acceptor_2="甲")),
        document("receipt", RECEIPT, on=date(2000, 1, 1)),
        document("receipt", ReceiptLine(1, 10**10, "g", 10**10)),
        document("issue", ISSUE, ISSUE),
        *(document("issue", ISSUE, meal=meal) for meal in ("breakfast", "lunch", "dinner", "snack")),
        document("issue", IssueLine(1, 1, "g", 60)),
        document("delivery", DELIVERY),
        document("delivery", DeliveryLine(1, 0, 0)),
        document("loss", LOSS, LOSS),
        document("stocktake", COUNT, StocktakeLine(2, 0, "g")),
        document("stocktake", StocktakeLine(1, 0, "g", counted_by="甲", witnessed_by="乙")),
        document("issue", ISSUE, doc_no="出字 2026/11-003 号"),
    ],
    ids=lambda good: f"{good.kind} {good.lines[0]}"[:60],
)
def test_a_right_document(good):
    check(good, TODAY)


@pytest.mark.parametrize(
    ("bad", "fault", "field"),
    [
        (document("return", ISSUE), errors.UnknownKind, "kind"),
        (document("receipt", RECEIPT, doc_no=""), errors.NumberMissing, "doc_no"),
        (document("receipt", RECEIPT, doc_no="  "), errors.NumberMissing, "doc_no"),
        (document("receipt", RECEIPT, doc_no="9" * 201), checks.TextTooLong, "doc_no"),
        (document("receipt", RECEIPT, on=TOMORROW), errors.InTheFuture, "dated_on"),
        (document("receipt", RECEIPT, on=date(1999, 12, 31)), checks.DateInvalid, "dated_on"),
        (document("receipt", RECEIPT, on=date(1, 1, 1)), checks.DateInvalid, "dated_on"),
        (Document("issue", 1, "I1", TODAY, (ISSUE,), None), errors.MealUnknown, "meal"),
        (document("issue", ISSUE, meal="brunch"), errors.MealUnknown, "meal"),
        (document("delivery", DELIVERY, meal=""), errors.MealUnknown, "meal"),
        (document("receipt", RECEIPT, meal="lunch"), errors.MealUnknown, "meal"),
        (document("loss", LOSS, meal="brunch"), errors.MealUnknown, "meal"),
        (document("stocktake", COUNT, meal=""), errors.MealUnknown, "meal"),
        (document("issue"), errors.NoLines, "lines"),
        (document("issue", ISSUE, IssueLine(1, 0, "g")), errors.OutOfRange, "lines.1.quantity"),
        (document("issue", IssueLine(1, -5, "g")), errors.OutOfRange, "lines.0.quantity"),
        (document("issue", IssueLine(1, 10**10 + 1, "g")), errors.OutOfRange, "lines.0.quantity"),
        (document("issue", IssueLine(1, 2.5, "g")), errors.OutOfRange, "lines.0.quantity"),
        (document("issue", IssueLine(1, True, "g")), errors.OutOfRange, "lines.0.quantity"),
        (document("issue", IssueLine(1, "5", "g")), errors.OutOfRange, "lines.0.quantity"),
        (document("issue", IssueLine(1, None, "g")), errors.OutOfRange, "lines.0.quantity"),
        (document("issue", IssueLine(1, 5, "g", 0)), errors.OutOfRange, "lines.0.use_days"),
        (document("issue", IssueLine(1, 5, "g", 61)), errors.OutOfRange, "lines.0.use_days"),
        (document("loss", LossLine(1, 0, "g")), errors.OutOfRange, "lines.0.quantity"),
        (document("receipt", ReceiptLine(1, 0, "g", 100)), errors.OutOfRange, "lines.0.quantity"),
        (document("receipt", ReceiptLine(1, 1, "g", -1)), errors.OutOfRange, "lines.0.amount_fen"),
        (document("receipt", ReceiptLine(1, 1, "g", 10**10 + 1)), errors.OutOfRange, "lines.0.amount_fen"),
        (document("opening", OpeningLine(1, 1, "g", -1)), errors.OutOfRange, "lines.0.amount_fen"),
        (document("opening", OpeningLine(1, 0, "g", 1)), errors.OutOfRange, "lines.0.quantity"),
        (document("delivery", DeliveryLine(0, 100)), errors.OutOfRange, "lines.0.portions"),
        (document("delivery", DeliveryLine(1, -1)), errors.OutOfRange, "lines.0.amount_fen"),
        (document("delivery", DeliveryLine(1, 1, -1)), errors.OutOfRange, "lines.0.food_cost_fen"),
        (document("stocktake", StocktakeLine(1, -1, "g")), errors.OutOfRange, "lines.0.counted"),
        (document("stocktake", COUNT, StocktakeLine(2, 1, "g"), COUNT), errors.CountedTwice, "lines.2.ingredient"),
        (
            document("receipt", ReceiptLine(1, 1, "g", 1, expires_on=YESTERDAY)),
            errors.ExpiredOnArrival,
            "lines.0.expires_on",
        ),
        (document("opening", OpeningLine(1, 1, "g", 1, YESTERDAY)), errors.ExpiredOnArrival, "lines.0.expires_on"),
        (
            document("receipt", ReceiptLine(1, 1, "g", 1, produced_on=TOMORROW, expires_on=TODAY)),
            errors.ExpiresBeforeMade,
            "lines.0.expires_on",
        ),
        (
            document("receipt", ReceiptLine(1, 1, "g", 1, acceptor_1="甲", acceptor_2="甲")),
            errors.SamePersonTwice,
            "lines.0.acceptor_2",
        ),
        (
            document("delivery", DeliveryLine(1, 1, acceptor_1="甲", acceptor_2=" 甲")),
            errors.SamePersonTwice,
            "lines.0.acceptor_2",
        ),
        (
            document("opening", OpeningLine(1, 1, "g", 1, None, "甲", "甲")),
            errors.SamePersonTwice,
            "lines.0.witnessed_by",
        ),
        (
            document("stocktake", StocktakeLine(1, 1, "g", None, "甲", "甲")),
            errors.SamePersonTwice,
            "lines.0.witnessed_by",
        ),
    ],
    ids=lambda part: part.__name__ if isinstance(part, type) else None,
)
def test_a_wrong_document(bad, fault, field):
    with pytest.raises(fault) as refused:
        check(bad, TODAY)
    assert isinstance(refused.value, Invalid)
    assert refused.value.field == field
    assert refused.value.code
    assert refused.value.text()
    assert refused.value.advice()


def test_lines_of_another_kind_are_a_slip_of_the_programmer():
    with pytest.raises(TypeError):
        check(document("loss", ISSUE), TODAY)


def test_the_content_is_everything_but_the_unit():
    """2.5 kg and 2500 g are the same delivery; anything else makes another document."""
    one = document("receipt", ReceiptLine(1, 500, "g", 100, 3, "B1", YESTERDAY, TODAY, "甲", "乙", "丙"))
    same = document("receipt", ReceiptLine(1, 500, "jin", 100, 3, "B1", YESTERDAY, TODAY, "甲", "乙", "丙"))
    assert one.content() == same.content()
    others = [
        ReceiptLine(2, 500, "g", 100, 3, "B1", YESTERDAY, TODAY, "甲", "乙", "丙"),
        ReceiptLine(1, 501, "g", 100, 3, "B1", YESTERDAY, TODAY, "甲", "乙", "丙"),
        ReceiptLine(1, 500, "g", 101, 3, "B1", YESTERDAY, TODAY, "甲", "乙", "丙"),
        ReceiptLine(1, 500, "g", 100, None, "B1", YESTERDAY, TODAY, "甲", "乙", "丙"),
        ReceiptLine(1, 500, "g", 100, 3, None, YESTERDAY, TODAY, "甲", "乙", "丙"),
        ReceiptLine(1, 500, "g", 100, 3, "B1", None, TODAY, "甲", "乙", "丙"),
        ReceiptLine(1, 500, "g", 100, 3, "B1", YESTERDAY, None, "甲", "乙", "丙"),
        ReceiptLine(1, 500, "g", 100, 3, "B1", YESTERDAY, TODAY, None, "乙", "丙"),
        ReceiptLine(1, 500, "g", 100, 3, "B1", YESTERDAY, TODAY, "甲", "丙", "乙"),
    ]
    contents = [document("receipt", line).content() for line in others]
    contents += [
        document("receipt", *one.lines, *one.lines).content(),
        document("receipt", *one.lines, on=YESTERDAY).content(),
        document("receipt", *one.lines, doc_no="D2").content(),
        document("opening", *one.lines).content(),
        Document("receipt", 2, "D1", TODAY, one.lines).content(),
        document("receipt", *one.lines, meal="lunch").content(),
    ]
    assert one.content() not in contents
    assert all(contents.count(content) == 1 for content in contents)
