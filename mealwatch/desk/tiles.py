"""The tiles over the bureau's Monday: how many, how that moved against last week, how old the oldest is."""

from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

from mealwatch.desk.domain.exceptions import oldest
from mealwatch.kernel.ratio import Ratio, plain_decimal
from mealwatch.web.navigation import page_address

#: Kinds of lines that a tile counts together, beside the schools of the board.
_COUNTED = {
    "overdue": ("overdue",),
    "look_back": ("look_back",),
    "other": ("price", "other", "unverified"),
}


@dataclass(frozen=True)
class Tile:
    """One tile; ``act``: somebody has to do something."""

    text: str
    count: int
    notes: list = field(default_factory=list)
    address: str = ""
    act: bool = False
    chosen: bool = False


def tiles(found, count, before, trial, today):
    """The tiles of a week: ``found`` its lines, ``count`` and ``before`` the boards of this week and the last."""
    share = plain_decimal((Ratio(count.reported * 100) / count.due).rounded(1), 1) if count.due else "0"
    return [
        Tile(_("应报学校"), count.due, [_("已报齐 %(n)s · %(share)s%%", n=count.reported, share=share)]),
        _of_schools("met", _("达标"), count, before, [], trial, today),
        _of_schools("short", _("未达标"), count, before, found, trial, today),
        _of_schools("unreported", _("未报"), count, before, found, trial, today),
        _of_lines("overdue", _("整改逾期"), found, today),
        _of_lines("look_back", _("今日回头看"), found, today),
        _of_lines("other", _("其他预警"), found, today),
    ]


def _of_schools(state, text, count, before, found, trial, today):
    """A tile of schools. Weeks that are not complete yet count as unreported only once they are due."""
    here, last = count.of(state), before.of(state)
    notes = [_moved(here, last)]
    waiting = [one for one in found if one.kind == state]
    if waiting:
        notes.append(_old(waiting, today) if here else _("往周还有 %(n)s 项", n=len(waiting)))
    elif state == "unreported" and count.of("incomplete"):
        notes.append(_("没报齐 %(n)s 所", n=count.of("incomplete")))
    return Tile(
        text,
        here,
        notes,
        page_address(state=state, page=None),
        act=bool(here) and not trial and state in ("short", "unreported"),
        chosen=request.args.get("state") == state,
    )


def _of_lines(state, text, found, today):
    waiting = [one for one in found if one.kind in _COUNTED[state]]
    notes = [_old(waiting, today)] if waiting else [_("查到 %(day)s", day=f"{today.month}/{today.day}")]
    if state == "look_back":
        notes = [_("仅督查组可见")]
    return Tile(
        text,
        len(waiting),
        notes,
        page_address(state=state, page=None),
        act=bool(waiting) and state == "overdue",
        chosen=request.args.get("state") == state,
    )


def counted(one, state):
    """Whether a line belongs to what a tile or the filter asks for."""
    return one.kind in _COUNTED.get(state, (state,))


def _moved(here, last):
    if here == last:
        return _("和上周一样")
    if here > last:
        return _("上周 %(n)s，多 %(more)s", n=last, more=here - last)
    return _("上周 %(n)s，少 %(less)s", n=last, less=last - here)


def _old(waiting, today):
    days = oldest(waiting, today)
    return _("最久 %(n)s 周", n=days // 7) if days >= 14 else _("最久 %(n)s 天", n=days)
