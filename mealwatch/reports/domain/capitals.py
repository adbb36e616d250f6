"""Amounts in Chinese capital numerals, as vouchers have them: 壹仟零伍拾元叁角整.

Source: 支付结算办法, annex 1 (正确填写票据和结算凭证的基本规定): one 零 for zeros
between digits, none before 万 or 元 where only trailing zeros stand, 整 after
元 and 角, none after 分.
"""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿", "兆")


def capitals(fen):
    """``人民币`` amounts of whole fen: 0 -> 零元整, 105 -> 壹元零伍分, -100 -> 负壹元整."""
    if type(fen) is not int:
        raise TypeError(f"whole fen, got {fen!r}")
    sign, fen = ("负", -fen) if fen < 0 else ("", fen)
    yuan, jiao, part = fen // 100, fen // 10 % 10, fen % 10
    text = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not part:
        return sign + (text or "零元") + "整"
    if jiao:
        # A zero in the yuan's last place is read before the 角: 壹拾元零伍角.
        text += ("零" if yuan and yuan % 10 == 0 else "") + f"{_DIGITS[jiao]}角"
    elif text:
        text += "零"
    return sign + text + (f"{_DIGITS[part]}分" if part else "整")


def _whole(number):
    """A whole number above 0 in capital digits."""
    sections = []
    while number:
        number, section = divmod(number, 10_000)
        sections.append(section)
    text, owed = "", False
    for place in reversed(range(len(sections))):
        section = sections[place]
        if not section:
            owed = bool(text)
            continue
        if text and (owed or section < 1000):
            text += "零"
        text += _section(section) + _SECTIONS[place]
        owed = False
    return text


def _section(number):
    text, owed = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if not digit:
            owed = bool(text)
            continue
        text += ("零" if owed else "") + _DIGITS[digit] + _PLACES[place]
        owed = False
    return text
