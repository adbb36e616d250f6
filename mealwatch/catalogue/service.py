"""Changes to ingredients and suppliers. Each function leaves the session flushed, not committed.

The plural forms take many rows at once (dicts); a column that a row leaves out
keeps what it has. Pinyin is worked out here, once, when a name is entered.
"""

from itertools import count

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.catalogue import errors, models, queries
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

    return _put(county_id, models.Ingredient, rows, rules.ingredient, prepared, by=by, now=now)


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
    """Enter suppliers: code, name, and what is known of aliases (a list), licence_no, licence_expires_on, contact,
    phone. Returns Written."""
    return _put(county_id, models.Supplier, rows, rules.supplier, lambda row, known: row, by=by, now=now)


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


def _put(county_id, model, rows, rule, prepared, *, by, now):
    audit.lock(county_id)
    held = audited.held(model, county_id)
    by_code = {row["code"]: row for row in held.values()}
    fresh = count(next_id(model, county_id))
    columns = [column.name for column in model.__table__.columns]
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
    subject = "ingredient" if model is models.Ingredient else "supplier"
    return audited.put(county_id, model, wanted, held, subject=subject, key_of=_code, by=by, now=now)


def _completed(row, known, columns):
    """The row with every column: what it leaves out as known, empty text as unknown."""
    row = {name: row.get(name, known[name]) for name in columns}
    row = {name: None if value == "" else value for name, value in row.items()}
    aliases = row["aliases"] or ""
    row["aliases"] = aliases if isinstance(aliases, str) else ALIAS_MARK.join(aliases)
    return row


def _code(row):
    return row["code"]
