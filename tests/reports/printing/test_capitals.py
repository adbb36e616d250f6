"""Capital numerals, by the examples of the rules for filling in vouchers and by their reverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.reports.domain.capitals import capitals


@pytest.mark.parametrize(
    "yuan, written",
    [
        # 正确填写票据和结算凭证的基本规定, 一 (二)
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        # nothing, parts of a yuan, round amounts
        ("0.00", "零元整"),
        ("0.05", "伍分"),
        ("0.30", "叁角整"),
        ("0.12", "壹角贰分"),
        ("1.00", "壹元整"),
        ("10.00", "壹拾元整"),
        ("20.05", "贰拾元零伍分"),
        ("100.00", "壹佰元整"),
        ("1001.00", "壹仟零壹元整"),
        ("10000.00", "壹万元整"),
        ("10001.00", "壹万零壹元整"),
        ("10010.00", "壹万零壹拾元整"),
        ("100100.00", "壹拾万零壹佰元整"),
        ("1000000.00", "壹佰万元整"),
        ("100000001.00", "壹亿零壹元整"),
        ("100010000.00", "壹亿零壹万元整"),
        ("1020300.40", "壹佰零贰万零叁佰元零肆角整"),
        ("-12.30", "负壹拾贰元叁角整"),
    ],
)
def test_amounts_are_written_as_vouchers_have_them(yuan, written):
    assert capitals(int(yuan.replace(".", ""))) == written


@given(st.integers(0, 10**13))
def test_what_is_written_reads_back(fen):
    written = capitals(fen)
    assert _read(written) == fen
    assert "零零" not in written
    assert written.endswith(("分", "整"))


def test_only_whole_fen():
    with pytest.raises(TypeError):
        capitals(1.5)


def _read(text):
    """The fen that capital numerals say, by their own grammar."""
    digits = {one: value for value, one in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    whole, _, parts = text.rstrip("整").partition("元") if "元" in text else ("", "", text.rstrip("整"))
    yuan = _whole(whole, digits, places)
    jiao = digits[parts[parts.index("角") - 1]] if "角" in parts else 0
    fen = digits[parts[parts.index("分") - 1]] if "分" in parts else 0
    return yuan * 100 + jiao * 10 + fen


def _whole(text, digits, places):
    total = 0
    for mark, size in (("兆", 10**12), ("亿", 10**8), ("万", 10**4)):
        before, found, rest = text.partition(mark)
        if found:
            total, text = total + _below(before, digits, places) * size, rest
    return total + _below(text, digits, places)


def _below(text, digits, places):
    total = digit = 0
    for one in text:
        if one in digits:
            digit = digits[one]
        else:
            total, digit = total + digit * places[one], 0
    return total + digit
