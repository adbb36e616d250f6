"""Posting a count: every difference has its reason, and a second person watched."""

from fractions import Fraction

from mealwatch.audit import service as journal
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.amounts import amount
from mealwatch.catalogue.domain.names import the_one
from mealwatch.catalogue.errors import NoIngredient
from mealwatch.kernel import spoken
from mealwatch.signing import service as signing
from mealwatch.signing.domain.purposes import same_name
from mealwatch.stock import service as stock
from mealwatch.stock.errors import DocumentDiffers
from mealwatch.stock.queries import counted, documents
from mealwatch.stock.service.posting import Posted
from mealwatch.stocktakes import errors, theory
from mealwatch.stocktakes.domain.differences import Difference, shares_reason
from mealwatch.web import words


def differences(county_id, canteen_id, given):
    """What the typed count finds: [(number of the typed line, Ingredient, unit, Difference)], in the order walked.

    Raises NothingCounted, NoIngredient, what ``amount`` raises, stock's CountedTwice by posting.
    """
    known = catalogue.ingredients_of(county_id)
    typed = []
    for number, line in enumerate(given["lines"]):
        if line["counted"] is None:
            continue
        one = the_one(known, line["ingredient_code"])
        if one is None:
            raise NoIngredient(field=f"lines.{number}.ingredient_code", value=line["ingredient_code"])
        place = f"lines.{number}.counted_quantity"
        base, unit = amount(one, line["counted"], line["unit"], field=place, zero=True)
        typed.append((number, one, unit, base))
    if not typed:
        raise errors.NothingCounted(field="lines")
    found = counted.would_find(county_id, canteen_id, given["dated_on"], {one.id: base for _, one, _, base in typed})
    return [
        (number, one, unit, Difference(one.id, found[one.id].book, base, found[one.id].fen))
        for number, one, unit, base in typed
    ]


def uses(county_id, canteen_id, on, found):
    """``{ingredient id: (first day, Use)}`` of the oils and condiments that are short."""
    missing = {one.id: -each.base for _, one, _, each in found if shares_reason(one, each)}
    return theory.uses(county_id, canteen_id, on, missing) if missing else {}


def checked(county_id, canteen_id, given):
    """The document's content as stock takes it, with every reason in words. Raises what ``differences`` raises,
    ReasonNeeded, WordsNeeded, SharedReasonNeeded, FarFromMenu.
    """
    found = differences(county_id, canteen_id, given)
    used = uses(county_id, canteen_id, given["dated_on"], found)
    _refuse_unexplained(given, found, used)
    lines = [
        {
            "ingredient_code": one.code,
            "counted": Fraction(each.counted, one.measure.content(unit)),
            "unit": unit,
            "reason": _reason(given, number, one, each, used),
        }
        for number, one, unit, each in found
    ]
    return {"dated_on": given["dated_on"], "lines": lines, "counted_by": given["counted_by"]}


def post(county_id, canteen_id, given, *, by, now, second=None):
    """Post the count; ``second`` has signed already, or signs now as ``given`` says. Returns Posted.

    The same count again changes nothing: by then the book says what was counted, so it is held against the document.
    Raises DocumentDiffers for another count under its number, what ``checked``, signing and stock raise.
    """
    journal.lock(county_id)
    known = documents.find_head(county_id, canteen_id, "stocktake", given["doc_no"])
    if known:
        return _same_or_refused(county_id, canteen_id, known, given)
    paper = checked(county_id, canteen_id, given)
    if second is None:
        second = signing.second(
            county_id,
            canteen_id,
            given,
            purpose="witness",
            subject="stocktake",
            key=given["doc_no"],
            content=content(paper),
            on=given["dated_on"],
            by=by,
            now=now,
            others=() if same_name(given["counted_by"], by.name) else (given["counted_by"],),
        )
    paper["witnessed_by"] = second.name
    return stock.enter(county_id, canteen_id, "stocktake", given["doc_no"], paper, by=by, now=now)


def _same_or_refused(county_id, canteen_id, known, given):
    rows = documents.lines_of(county_id, "stocktake", [known.id])
    now = {one.id: each.counted for _, one, _, each in differences(county_id, canteen_id, given)}
    if known.dated_on != given["dated_on"] or {row.ingredient_id: row.counted for row in rows} != now:
        raise DocumentDiffers(field="doc_no", doc_no=given["doc_no"])
    return Posted(known.id, new=False)


def content(paper):
    """What the second person signs: the day, and what was counted of each."""
    return {
        "dated_on": paper["dated_on"],
        "lines": [[line["ingredient_code"], str(line["counted"]), line["unit"]] for line in paper["lines"]],
    }


def _refuse_unexplained(given, found, used):
    for number, one, _unit, each in found:
        line = given["lines"][number]
        if not each.base or shares_reason(one, each):
            continue
        if line["reason_code"] is None:
            raise errors.ReasonNeeded(field=f"lines.{number}.reason_code", name=one.name)
        if line["reason_code"] == "other" and not line["reason"]:
            raise errors.WordsNeeded(field=f"lines.{number}.reason")
    if not used:
        return
    if given["shared_code"] is None:
        raise errors.SharedReasonNeeded(field="shared_code")
    if given["shared_code"] == "other" and not given["shared_reason"]:
        raise errors.WordsNeeded(field="shared_reason")
    far = [one.name for _, one, _, _ in found if one.id in used and used[one.id][1].fits is False]
    if far and not given["shared_reason"]:
        raise errors.FarFromMenu(field="shared_reason", names="、".join(far))


def _reason(given, number, one, each, used):
    if not each.base:
        return None
    if one.id in used:
        said = [words.WORDS["shared_reason"][given["shared_code"]], given["shared_reason"]]
        use = used[one.id][1]
        if use.theory is not None:
            said.append(f"食谱应用 {_written(round_up(use.theory), one)}，账出 {_written(use.issued, one)}")
        return "；".join(part for part in said if part)[:200]
    line = given["lines"][number]
    said = [words.WORDS["count_reason"][line["reason_code"]], line["reason"]]
    return "；".join(part for part in said if part)[:200]


def _written(base, ingredient):
    """A quantity as a record has it, whatever language somebody reads in."""
    unit = {"g": "kg", "ml": "L"}.get(ingredient.base_unit, "piece")
    return spoken.said(base, ingredient.measure, unit if base >= 1000 or unit == "piece" else ingredient.base_unit)


def round_up(exact):
    """Base units for reading, rounded up: a kilo or a litre and more to a tenth."""
    step = 100 if exact >= 1000 else 1
    steps = exact / step
    return -(-steps.numerator // steps.denominator) * step
