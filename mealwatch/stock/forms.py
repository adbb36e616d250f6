"""Documents as forms send them: like on the wire, but quantities as people say them."""

from marshmallow import Schema

from mealwatch.kernel.quantity import UNITS
from mealwatch.signing.schemas import SecondSchema
from mealwatch.stock.schemas import (
    SCHEMAS,
    IssueLineSchema,
    LossLineSchema,
    NumberSchema,
    OpeningLineSchema,
    ReceiptLineSchema,
    StocktakeLineSchema,
    lines_of,
    optional,
)
from mealwatch.web.fields import Choice, Flag, Spoken, Text


class SpokenQuantity(Schema):
    """A quantity in a form, as people say it; a bare number counts ``unit``."""

    quantity = Spoken(required=True)
    unit = optional(Choice, kind="unit", of=UNITS)


class SpokenCount(Schema):
    """What was counted, as people say it."""

    counted = Spoken(required=True, data_key="counted_quantity")
    unit = optional(Choice, kind="unit", of=UNITS)


_SPOKEN_LINES = {
    kind: type(f"Spoken{line.__name__}", (spoken, line), {"__doc__": "A line in a form."})
    for kind, spoken, line in (
        ("opening", SpokenQuantity, OpeningLineSchema),
        ("receipt", SpokenQuantity, ReceiptLineSchema),
        ("issue", SpokenQuantity, IssueLineSchema),
        ("loss", SpokenQuantity, LossLineSchema),
        ("stocktake", SpokenCount, StocktakeLineSchema),
    )
}


def form_schema(kind):
    """The schema of the page on which a document of this kind is entered: quantities as people say them, two people."""
    own = {"lines": lines_of(_SPOKEN_LINES[kind])} if kind in _SPOKEN_LINES else {}
    return type(
        f"{kind.title()}Form", (SCHEMAS[kind], NumberSchema, SecondSchema), {"__doc__": "Entered on a page.", **own}
    )()


class ReasonOfChange(Schema):
    """Why a posted document is changed; ``along``: with the documents that used its goods."""

    change_reason = Text(most=200, required=True)
    along = Flag(load_default=False)


def change_schema(kind):
    """The schema of the page on which a posted document of this kind is changed."""
    own = type(form_schema(kind))
    return type(f"{kind.title()}Change", (ReasonOfChange, own), {"__doc__": "Changed on a page."})()
