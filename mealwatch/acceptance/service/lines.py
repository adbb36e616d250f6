"""A line of goods in, worked out: what was accepted, what it cost, what is asked about its price."""

from dataclasses import dataclass
from fractions import Fraction

from mealwatch.acceptance import errors, queries
from mealwatch.acceptance.domain import prices, record
from mealwatch.acceptance.domain.quantities import Quantities, settled
from mealwatch.kernel.quantity import UnitDoesNotFit, plain
from mealwatch.stock.domain.documents import DEAREST_FEN
from mealwatch.stock.errors import OutOfRange

#: What of a line goes to the ledger as it is.
_TO_LEDGER = ("batch_no", "produced_on", "expires_on")
_AS_GIVEN = (
    "spec",
    "brand",
    "grade",
    "origin",
    "producer",
    "temperature_tenths",
    "quick_test",
    "quick_test_note",
    "return_reason",
    "note",
)


@dataclass(frozen=True)
class Line:
    """A line as worked out: its quantities, what it cost, the question about its price if there was one."""

    given: dict
    quantities: Quantities
    goods_fen: int
    per: str | None
    question: prices.Question | None

    @property
    def freight_fen(self):
        return (self.given.get("freight_fen") or 0) if self.quantities.accepted else 0

    @property
    def amount_fen(self):
        return self.goods_fen + self.freight_fen


def worked_out(kind, line, place):
    quantities = settled(
        place, **{name: line.get(name) for name in ("ordered", "noted", "weighed", "returned", "accepted")}
    )
    if not quantities.accepted:
        return Line(line, quantities, 0, None, None)
    fen, per = line.get("amount_fen"), line.get("per")
    answer = line.get("price_answer")
    if kind == "receipt" and line.get("yuan") is not None:
        if answer in (prices.JIN, prices.KG) and per in (prices.JIN, prices.KG) and answer != per:
            per, fen = answer, None
        if fen is None:
            fen = prices.goods_fen(line["yuan"], _content(line["ingredient"], per, place), quantities.accepted)
    if fen is None:
        raise errors.PriceMissing(field=place + ("price" if kind == "receipt" else "amount_yuan"))
    if fen > DEAREST_FEN:
        raise OutOfRange(field=place + "amount_yuan", value=fen, least=0, most=DEAREST_FEN)
    return Line(line, quantities, fen, per, None)


def _content(ingredient, per, place):
    try:
        return ingredient.measure.content(per)
    except UnitDoesNotFit:
        raise errors.PriceUnit(field=place + "price_per", name=ingredient.name, value=per) from None


def with_questions(county_id, canteen_id, given, lines):
    ingredients = {line.given["ingredient"].id: line.given["ingredient"] for line in lines if line.quantities.accepted}
    usual = queries.usual_prices(county_id, canteen_id, list(ingredients.values()), given["dated_on"])
    return [_with_question(line, usual.get(line.given["ingredient"].id)) for line in lines]


def _with_question(line, usual):
    """The question is about what was typed, whatever the answer has made of it since."""
    if usual is None or not line.quantities.accepted:
        return line
    given, accepted = line.given, line.quantities.accepted
    yuan, per, fen = given.get("yuan"), given.get("per"), line.goods_fen
    if yuan is not None and per != line.per:
        fen = prices.goods_fen(yuan, given["ingredient"].measure.content(per), accepted)
    found = prices.question(usual, fen=fen, accepted=accepted, yuan=yuan, per=per)
    return Line(given, line.quantities, line.goods_fen, line.per, found)


def receipt_line(line):
    ingredient, unit = line.given["ingredient"], line.given["unit"]
    return {
        "ingredient_code": ingredient.code,
        "quantity": Fraction(line.quantities.accepted, ingredient.measure.content(unit)),
        "unit": unit,
        "amount_fen": line.amount_fen,
    } | {name: line.given.get(name) for name in _TO_LEDGER}


def row(line):
    given, quantities, question = line.given, line.quantities, line.question
    ingredient = given.get("ingredient")
    return {name: given.get(name) for name in _AS_GIVEN} | {
        "ingredient_id": ingredient.id if ingredient else None,
        "unit": given.get("unit") or "piece",
        "ordered": quantities.ordered,
        "noted": quantities.noted,
        "weighed": quantities.weighed,
        "returned": quantities.returned,
        "accepted": quantities.accepted,
        "amount_fen": line.amount_fen,
        "freight_fen": line.freight_fen,
        "price": plain(Fraction(given["yuan"])) if given.get("yuan") is not None else None,
        "price_per": line.per,
        "price_answer": given.get("price_answer") if question else None,
        "price_question": record.as_text(_told_question(question)) if question else None,
        "certificates": record.as_text(given.get("certificates") or {}),
        "photos": " ".join(given.get("photos") or ()),
        "checks": record.as_text(given.get("checks") or {}),
        "conclusion": record.conclusion(quantities),
        "risk_confirmed": bool(given.get("risk_confirmed")),
    }


def _told_question(question):
    """What was asked, as it is kept: the exact figures."""
    told = {"why": list(question.why), "price": str(question.price), "goods_fen": question.goods_fen}
    for name in ("low", "high", "median"):
        value = getattr(question.usual, name)
        told[name] = str(value) if value is not None else None
    told["readings"] = [[one.per, str(one.price), one.goods_fen] for one in question.readings]
    return told


def told_line(line):
    """A line as it was handed in; the seal is over this."""
    told = {name: value for name, value in line.given.items() if name not in ("ingredient", "yuan")}
    told = {name: value for name, value in told.items() if value not in (None, "", (), {}, False)}
    ingredient, yuan = line.given.get("ingredient"), line.given.get("yuan")
    told |= {"ingredient": ingredient.code if ingredient else None}
    return told | {"yuan": plain(Fraction(yuan)) if yuan is not None else None}
