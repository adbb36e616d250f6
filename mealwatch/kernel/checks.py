"""Checks that every kind of record needs: something is there, it is one of a list, a count, an amount, a date.

Each is a generator of problems, so that a form or an import can list all of
them, and a service refuses at the first: ``refuse(checks.text("name", name))``.
"""

from datetime import date

from mealwatch.kernel.errors import Invalid, mark
from mealwatch.kernel.money import fen_as_yuan
from mealwatch.kernel.quantity import decimal

LONGEST_CODE = 40
LONGEST_TEXT = 200
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)


class Required(Invalid):
    code = "field.required"
    says = mark("这一项必须填写")
    remedy = mark("请填写后再保存")


class TextTooLong(Invalid):
    code = "field.too_long"
    says = mark("“{value}”太长")
    remedy = mark("最多 {most} 个字")


class CodeInvalid(Invalid):
    code = "field.code"
    says = mark("编码“{value}”不能使用")
    remedy = mark("编码最多 {most} 个字，不含斜杠、空格和换行")


class NotInList(Invalid):
    code = "field.not_in_list"
    says = mark("“{value}”不在可选范围内")
    remedy = mark("可以填写：{options}")


class CountInvalid(Invalid):
    code = "field.count"
    says = mark("“{value}”不是 {least} 到 {most} 的整数")
    remedy = mark("请填写整数，不带小数和单位")


class AmountInvalid(Invalid):
    code = "field.amount"
    says = mark("金额“{value}”不在 0 到 {most} 元之间")
    remedy = mark("请核对金额，单位是元，最多两位小数")


class DateInvalid(Invalid):
    code = "field.date"
    says = mark("日期“{value}”不正确")
    remedy = mark("请填写 {first} 到 {last} 之间的日期，例如 2026-09-01")


class DecimalInvalid(Invalid):
    code = "field.decimal"
    says = mark("“{value}”不是大于 0、不超过 {most} 的数")
    remedy = mark("请填写数字，可以带小数，不带单位")


class YesOrNo(Invalid):
    code = "field.yes_or_no"
    says = mark("“{value}”不是“是”或“否”")
    remedy = mark("请填写 yes 或 no")


class Twice(Invalid):
    code = "field.twice"
    says = mark("“{value}”重复出现")
    remedy = mark("同一条只能出现一次，请删去重复的一行")


def refuse(problems, **facts):
    """Raise the first of the problems, if there is one; ``facts`` (such as its row) go with it."""
    for problem in problems:
        problem.facts.update(facts)
        raise problem


def text(field, value, *, most=LONGEST_TEXT):
    """A name or a sentence that has to be there."""
    if not isinstance(value, str) or not value.strip():
        yield Required(field=field, value=value)
    else:
        yield from optional_text(field, value, most=most)


def optional_text(field, value, *, most=LONGEST_TEXT):
    """A name or a sentence that may be missing."""
    if value is not None and len(value) > most:
        yield TextTooLong(field=field, value=value[:20] + "…", most=most)


def code(field, value):
    """A code by which people and files call a record; it stands in addresses and journal keys."""
    if not isinstance(value, str) or not value:
        yield Required(field=field, value=value)
    elif len(value) > LONGEST_CODE or "/" in value or not value.isprintable() or value.split() != [value]:
        yield CodeInvalid(field=field, value=value[:LONGEST_CODE], most=LONGEST_CODE)


def one_of(field, value, options):
    """One of a fixed list."""
    if value in (None, ""):
        yield Required(field=field, value=value)
    elif value not in options:
        yield NotInList(field=field, value=value, options="、".join(options))


def count(field, value, *, least=0, most=10**6):
    """A whole number, in words: not True, not 4.0."""
    if value is None:
        yield Required(field=field, value=value)
    elif type(value) is not int or not least <= value <= most:
        yield CountInvalid(field=field, value=value, least=least, most=most)


def amount(field, fen, *, most_fen):
    """An amount in whole fen, 0 or more."""
    if fen is None:
        yield Required(field=field, value=fen)
    elif type(fen) is not int or not 0 <= fen <= most_fen:
        shown = fen_as_yuan(fen) if type(fen) is int else fen
        yield AmountInvalid(field=field, value=shown, most=most_fen // 100)


def day(field, value):
    """A date that a school can mean."""
    if value is None:
        yield Required(field=field, value=value)
    elif type(value) is not date or not FIRST_DAY <= value <= LAST_DAY:
        yield DateInvalid(field=field, value=str(value), first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())


def positive_decimal(field, value, *, most):
    """A plain decimal as text, above 0 and up to ``most``; None is unknown and passes."""
    if value is None:
        return
    try:
        fits = 0 < decimal(value) <= most
    except (ValueError, AttributeError):
        fits = False
    if not fits:
        yield DecimalInvalid(field=field, value=value, most=most)


def truth(field, value):
    """True or False."""
    if type(value) is not bool:
        yield YesOrNo(field=field, value=value)
