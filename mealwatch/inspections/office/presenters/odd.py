"""What is odd about a record, in plain words: for the office, never for the school."""

from flask_babel import gettext as _

from mealwatch.inspections.office.presenters.sheet import tenths
from mealwatch.web import words


def flags(visit, deposit):
    """[text] of what an officer should know about how the record came to be."""
    found = [_text(visit, code, about) for code, about in visit.flags.items()]
    if deposit.released_at:
        found.append(
            _("曾经待处理，由 %(name)s 放行：%(reason)s", name=deposit.released_by, reason=deposit.release_reason)
        )
    if deposit.complete_at is None:
        found.append(_("还有照片没有传到服务器"))
    return found


def _text(visit, code, about):
    text = words.word(code, "visit_flag")
    if code == "score_differs":
        got, base, _grade = visit.told
        told = (1000 * got + base) // (2 * base) if base else None
        return _("%(what)s：平板 %(told)s，系统 %(ours)s", what=text, told=tenths(told), ours=tenths(visit.tenths))
    if isinstance(about, list | tuple) and about:
        return f"{text}：" + "、".join(map(str, about))
    return f"{text}：{about}" if isinstance(about, str) and about else text
