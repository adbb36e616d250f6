"""Fields that fit JSON and forms alike: exact, and forgiving only of how Chinese keyboards write.

Full-width digits, ``。`` for the point and spaces are read; anything that would
have to be guessed is refused in a sentence. Text of marshmallow's own is
replaced here, once, for every schema.
"""

import re
import unicodedata
from datetime import date

from marshmallow import Schema, fields
from marshmallow.exceptions import ValidationError

from mealwatch.kernel.errors import mark
from mealwatch.kernel.money import Money, fen_as_yuan
from mealwatch.kernel.quantity import decimal, plain
from mealwatch.kernel.week import Week
from mealwatch.web import words
from mealwatch.web.language import translate

fields.Field.default_error_messages |= {
    "required": mark("请填写这一项"),
    "null": mark("请填写这一项"),
    "validator_failed": mark("填写的内容不对"),
}
fields.List.default_error_messages |= {"invalid": mark("这里应当是一个列表")}
fields.Nested.default_error_messages |= {"type": mark("这里应当是一组内容")}
Schema.error_messages = {
    "unknown": mark("没有这一项"),
    "type": mark("这里应当是一组内容"),
}

_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?", re.ASCII)
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
MOST_COUNTED = 10**9


def normal(text):
    """Digits, point and letters as ASCII, without spaces: ``１，５``-style slips stay visible."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.replace("。", ".")))


class _Spoken(fields.Field):
    """A field that says what is wrong in the reader's language, with the value in it."""

    def make_error(self, key, **places):
        text = translate(str(self.error_messages[key]))
        return ValidationError(text.format(**places) if places else text)


class Text(_Spoken, fields.String):
    """A line or a few of text: trimmed, no control characters, at most ``most`` characters."""

    default_error_messages = {
        "invalid": mark("这里应当是文字"),
        "empty": mark("请填写这一项"),
        "unseen": mark("文字里有看不见的特殊字符，请删去后重新填写"),
        "long": mark("最多 {most} 个字，现在有 {length} 个"),
    }

    def __init__(self, *, most=200, empty=False, **options):
        self.most, self.empty = most, empty
        options.setdefault("metadata", {})
        options["metadata"] = {"maxLength": most, "minLength": 0 if empty else 1} | options["metadata"]
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, str):
            raise self.make_error("invalid")
        value = value.replace("\r\n", "\n").strip()
        if not value and not self.empty:
            raise self.make_error("empty")
        if _UNSEEN.search(value):
            raise self.make_error("unseen")
        if len(value) > self.most:
            raise self.make_error("long", most=self.most, length=len(value))
        return value


class WholeNumber(_Spoken, fields.Integer):
    """A count. Plain Integer turns 4.7 into 4; strict Integer refuses form text."""

    default_error_messages = {
        "invalid": mark("“{value}”不是整数，请只填数字"),
        "small": mark("不能小于 {least}"),
        "large": mark("不能大于 {most}"),
    }

    def __init__(self, *, least=0, most=MOST_COUNTED, **options):
        self.least, self.most = least, most
        options["metadata"] = {"minimum": least, "maximum": most} | options.get("metadata", {})
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **kwargs):
        if isinstance(value, str):
            written = normal(value)
            if not re.fullmatch(r"\d{1,15}", written, re.ASCII):
                raise self.make_error("invalid", value=value.strip()[:40])
            value = int(written)
        if type(value) is not int:
            raise self.make_error("invalid", value=str(value)[:40])
        if value < self.least:
            raise self.make_error("small", least=self.least)
        if value > self.most:
            raise self.make_error("large", most=self.most)
        return value


class YuanField(_Spoken, fields.String):
    """An amount: ``"4.70"`` on the wire and in forms, 470 whole fen inside."""

    default_error_messages = {
        "invalid": mark("“{value}”不是金额，请填写如 12.50 的数字，最多两位小数"),
        "type": mark('金额请写成文字，如 "12.50"'),
    }

    def __init__(self, **options):
        options["metadata"] = {"pattern": r"^\d{1,12}(\.\d{1,2})?$", "example": "12.50"} | options.get("metadata", {})
        super().__init__(**options)

    def _serialize(self, value, attr, obj, **kwargs):
        return None if value is None else fen_as_yuan(value)

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, str):
            raise self.make_error("type")
        try:
            return Money.yuan(normal(value).lstrip("¥").removesuffix("元")).fen
        except ValueError:
            raise self.make_error("invalid", value=value.strip()[:40]) from None


class QuantityField(_Spoken, fields.String):
    """A plain decimal such as ``"2.5"``, as an exact Fraction; its unit stands beside it. Above 0, or from 0."""

    default_error_messages = {
        "invalid": mark("“{value}”不是数量，请填写如 2.5 的数字"),
        "zero": mark("数量要大于 0"),
        "type": mark('数量请写成文字，如 "2.5"'),
    }

    def __init__(self, *, zero=False, **options):
        self.zero = zero
        options["metadata"] = {"pattern": r"^\d{1,15}(\.\d{1,9})?$", "example": "2.5"} | options.get("metadata", {})
        super().__init__(**options)

    def _serialize(self, value, attr, obj, **kwargs):
        return None if value is None else plain(value)

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, str):
            raise self.make_error("type")
        try:
            amount = decimal(normal(value))
        except ValueError:
            raise self.make_error("invalid", value=value.strip()[:40]) from None
        if not amount and not self.zero:
            raise self.make_error("zero")
        return amount


class Spoken(Text):
    """A quantity as people say it, such as ``2袋+3斤``: kept as text, for the view to resolve with its ingredient."""

    def __init__(self, **options):
        options["metadata"] = {"example": "2袋+3斤"} | options.get("metadata", {})
        super().__init__(most=60, **options)


class DateField(_Spoken, fields.Date):
    """A date: ``2026-11-19`` on the wire; forms may also write 2026/11/19 or 2026年11月19日."""

    default_error_messages = {
        "invalid": mark("“{value}”不是日期，请写成 2026-11-19 的样子"),
        "far": mark("日期要在 {earliest} 到 {latest} 之间"),
    }

    def _deserialize(self, value, attr, data, **kwargs):
        match = _DAY.fullmatch(normal(value)) if isinstance(value, str) else None
        try:
            found = date(*(int(part) for part in match.groups())) if match else None
        except ValueError:
            found = None
        if found is None:
            raise self.make_error("invalid", value=str(value).strip()[:40])
        if not EARLIEST <= found <= LATEST:
            raise self.make_error("far", earliest=EARLIEST, latest=LATEST)
        return found


class WeekField(_Spoken, fields.String):
    """A week such as ``2026-W45``."""

    default_error_messages = {"invalid": mark("“{value}”不是周次，请写成 2026-W45 的样子")}

    def __init__(self, **options):
        options["metadata"] = {"pattern": r"^\d{4}-W\d{2}$", "example": "2026-W45"} | options.get("metadata", {})
        super().__init__(**options)

    def _serialize(self, value, attr, obj, **kwargs):
        return None if value is None else str(value)

    def _deserialize(self, value, attr, data, **kwargs):
        try:
            return Week.parse(normal(value))
        except (AttributeError, TypeError, ValueError):
            raise self.make_error("invalid", value=str(value)[:40]) from None


class Choice(_Spoken, fields.String):
    """One code of a vocabulary of web.words: ``Choice("meal")``; ``of`` narrows it to some codes."""

    default_error_messages = {"invalid": mark("没有“{value}”这个选项，可选：{options}")}

    def __init__(self, kind, *, of=None, **options):
        self.kind, self.codes = kind, tuple(of or words.WORDS[kind])
        options["metadata"] = {"enum": list(self.codes)} | options.get("metadata", {})
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **kwargs):
        if value in self.codes:
            return value
        options = "、".join(words.word(code, self.kind) for code in self.codes)
        raise self.make_error("invalid", value=str(value)[:40], options=options)


class Flag(_Spoken, fields.Boolean):
    """Yes or no: JSON true and false, a ticked box of a form, ``yes`` and ``no``."""

    default_error_messages = {"invalid": mark("请选择是或否")}
    truthy = frozenset({True, "yes", "on", "1", "true", "是"})
    falsy = frozenset({False, "no", "off", "0", "false", "否"})

    def _deserialize(self, value, attr, data, **kwargs):
        if type(value) not in (bool, str):
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **kwargs)
