"""Changes to ingredients and suppliers. Each function leaves the session flushed, not committed.

The plural forms take many rows at once (dicts); a column that a row leaves out
keeps what it has. Pinyin is worked out here, once, when a name is entered.
"""

from itertools import count

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.catalogue import errors, models, queries, register
from mealwatch.catalogue.domain import checks as rules
from mealwatch.catalogue.domain.forbidden import APPLIES_TO, MARK, RULES, words_of
from mealwatch.catalogue.domain.ingredient import ALIAS_MARK, aliases_of
from mealwatch.catalogue.domain.pinyin import pinyin_of
from mealwatch.catalogue.known import known_ingredients
from mealwatch.kernel import checks
from mealwatch.kernel.quantity import decimal, plain
from mealwatch.storage.keys import next_id

_DECIMALS = ("grams_per_unit", "edible_percent")


def put_ingredients(county_id, rows, *, by, now, used_ids=frozenset()):
    """Enter ingredients. Returns Written.

    Rows: code, name, food_group, base_unit, and what is known of aliases (a
    list), package_name, package_content (base units), grams_per_unit and
    edible_percent (plain decimals as text). ``used_ids``: ingredients that a
    posted document names; their base unit cannot change (BaseUnitInUse).
    """

    def prepared(row, known):
        for name in _DECIMALS:
            row[name] = plain(decimal(row[name])) if row[name] is not None else None
        if known and known["id"] in used_ids and known["base_unit"] != row["base_unit"]:
            was, value = known["base_unit"], row["base_unit"]
            raise errors.BaseUnitInUse(field="base_unit", value=value, was=was, name=row["name"])
        if not known or (known["name"], known["aliases"]) != (row["name"], row["aliases"]):
            row["pinyin"] = pinyin_of(row["name"], aliases_of(row["aliases"]))
        else:
            row["pinyin"] = known["pinyin"]
        return row

    audit.lock(county_id)
    held = audited.held(models.Ingredient, county_id)
    by_code = {row["code"]: row for row in held.values()}
    wanted = _wanted(county_id, models.Ingredient, rows, by_code, rules.ingredient, prepared)
    return audited.put(county_id, models.Ingredient, wanted, held, subject="ingredient", key_of=_code, by=by, now=now)


def take_over_known_ingredients(county_id, *, by, now):
    """Enter the ingredients that a new county starts with, leaving alone the codes that it has. Returns Written."""
    audit.lock(county_id)
    there = {row["code"] for row in audited.held(models.Ingredient, county_id).values()}
    fresh = [known for code, known in known_ingredients().items() if code not in there]
    rows = [
        {
            "code": known.code,
            "name": known.name,
            "aliases": known.aliases,
            "food_group": known.food_group,
            "base_unit": known.base_unit,
            "package_name": known.package_name,
            "package_content": known.package_content,
            "grams_per_unit": plain(known.grams_per_unit),
            "edible_percent": str(known.edible_percent),
        }
        for known in fresh
    ]
    return put_ingredients(county_id, rows, by=by, now=now)


def put_suppliers(county_id, rows, *, by, now):
    """Enter suppliers: code, name, and what is known of aliases (a list), licence_no, licence_from (the licence's own
    first day), licence_expires_on, contact, phone. Returns Written.

    What the register said before is kept by day. The first day of a licence does not pass on to the next licence:
    left out it becomes unknown, and told again it is refused (LicenceStartOfTheOldOne). Raises LicenceNotBegun.
    """
    audit.lock(county_id)
    starts = {one.id: one.licence_from for one in queries.suppliers_of(county_id)}
    held = audited.held(models.Supplier, county_id)
    before = {row["id"]: row | {"licence_from": starts[row["id"]]} for row in held.values()}
    by_code = {row["code"]: row for row in before.values()}

    def prepared(row, known):
        checks.refuse(rules.licence_start(row, known, now.date()))
        return row

    rows = [_with_start(row, by_code.get(row.get("code"))) for row in rows]
    wanted = _wanted(county_id, models.Supplier, rows, by_code, rules.supplier, prepared, more=("licence_from",))
    plain_rows = [{name: row[name] for name in row if name != "licence_from"} for row in wanted]
    stamp = {"by": by, "now": now}
    written = audited.put(county_id, models.Supplier, plain_rows, held, subject="supplier", key_of=_code, **stamp)
    changed = register.keep(county_id, before, wanted, **stamp)
    only_start = sum(held.get((row["id"],)) == row for row in plain_rows if row["id"] in changed)
    return written._replace(updated=written.updated + only_start, unchanged=written.unchanged - only_start)


def put_ingredient(county_id, *, by, now, used_ids=frozenset(), **row):
    """Enter one ingredient (see put_ingredients). Returns created, updated or unchanged."""
    return put_ingredients(county_id, [row], by=by, now=now, used_ids=used_ids).outcome


def put_supplier(county_id, *, by, now, **row):
    """Enter one supplier (see put_suppliers). Returns created, updated or unchanged."""
    return put_suppliers(county_id, [row], by=by, now=now).outcome


def put_forbidden_food(
    county_id, *, by, now, name, words, rule, applies_to, code=None, excepted="", basis="", active=True
):
    """Enter a rule on forbidden foods (``code`` None), or change one. Returns its code.

    ``words`` and ``excepted`` are text, parted by ``;`` or commas. Raises WordsMissing.
    """
    audit.lock(county_id)
    checks.refuse(
        [
            *checks.text("name", name),
            *checks.one_of("rule", rule, RULES),
            *checks.one_of("applies_to", applies_to, APPLIES_TO),
            *checks.optional_text("basis", basis),
        ]
    )
    wanted = words_of(words)
    if not wanted:
        raise errors.WordsMissing(field="words")
    row = {
        "county_id": county_id,
        "code": code or _next_rule(county_id),
        "name": name.strip(),
        "words": MARK.join(wanted),
        "excepted": MARK.join(words_of(excepted)),
        "rule": rule,
        "applies_to": applies_to,
        "basis": basis.strip(),
        "active": active,
    }
    held = audited.held(models.ForbiddenFood, county_id)
    audited.put(county_id, models.ForbiddenFood, [row], held, subject="forbidden_food", key_of=_code, by=by, now=now)
    return row["code"]


def _next_rule(county_id):
    """The next code of the county's own rules: X01, X02 ..."""
    codes = queries.own_forbidden_codes(county_id)
    taken = [int(code[1:]) for code in codes if code.startswith("X") and code[1:].isdecimal()]
    return f"X{max(taken, default=0) + 1:02d}"


def _wanted(county_id, model, rows, by_code, rule, prepared, *, more=()):
    """The rows as they are to stand, whole and checked; ``by_code``: as they stand; ``more``: what else they have."""
    fresh = count(next_id(model, county_id))
    columns = [*(column.name for column in model.__table__.columns), *more]
    wanted, seen = [], set()
    for place, row in enumerate(rows):
        if row.get("code") in seen:
            raise checks.Twice(field="code", value=row["code"], row=place)
        seen.add(row.get("code"))
        known = by_code.get(row.get("code"))
        row = _completed(row, known or dict.fromkeys(columns), columns)
        checks.refuse(rule(row), row=place)
        row = prepared(row, known)
        row |= {"county_id": county_id, "id": known["id"] if known else next(fresh)}
        wanted.append(row)
    return wanted


def _with_start(row, known):
    """A row that leaves out the first day of its licence: another licence's is not known."""
    if known is None or "licence_from" in row or "licence_expires_on" not in row:
        return row
    return row | {"licence_from": None} if rules.is_another_licence(row, known) else row


def _completed(row, known, columns):
    """The row with every column: what it leaves out as known, empty text as unknown."""
    row = {name: row.get(name, known[name]) for name in columns}
    row = {name: None if value == "" else value for name, value in row.items()}
    aliases = row["aliases"] or ""
    row["aliases"] = aliases if isinstance(aliases, str) else ALIAS_MARK.join(aliases)
    return row


def _code(row):
    return row["code"]
