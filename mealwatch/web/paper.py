"""Paper: a typst template and data become a PDF or pictures.

The data goes in as JSON through the template's inputs and is never pasted into
the template's text, so whatever somebody typed prints as they typed it.
The fonts are the ones that come with the service: the machine's own are not
looked at, and the same data gives the same bytes. A template reads
``json(bytes(sys.inputs.data))``; it may import from the package's folder, as
in ``#import "/web/paper.typ": *``.

A character that the font lacks prints as □, and ``data.missing`` tells the
template how many different ones there were, so that it can say so.
"""

import json
import logging
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from mealwatch.kernel.errors import Unavailable, mark

log = logging.getLogger(__name__)
#: Typst's threads do not cross a fork: a process that forked after printing would wait for them for ever.
_threads = {"started": False, "lost": False}
os.register_at_fork(after_in_child=lambda: _threads.update(lost=_threads["started"]))

PDF_TYPE, PNG_TYPE = "application/pdf", "image/png"
#: printed for a character that the font has not got
UNKNOWN = "□"
_ROOT = Path(__file__).resolve().parent.parent
#: what breaks and spaces a line
_SPACES = "\n\t\u3000"


class NotPrinted(Unavailable):
    """The template did not take the data; the log says why."""

    code = "paper.not_printed"
    says = mark("这张纸没有生成出来")
    remedy = mark("数据没有丢，请稍后再试；还是不行请联系系统管理员")


def pdf(template: Path, data: dict[str, Any]) -> bytes:
    """The template filled with ``data`` (JSON values), as a PDF. Raises NotPrinted."""
    made = _compiled(template, data, format="pdf", timestamp=0, pdf_tags=False)
    return made if isinstance(made, bytes) else made[0]


def png(template: Path, data: dict[str, Any], *, ppi: int = 144) -> bytes:
    """The first page as a picture; a template for pictures sets its page's height to auto. Raises NotPrinted."""
    return pages(template, data, ppi=ppi)[0]


def pages(template: Path, data: dict[str, Any], *, ppi: int = 144) -> list[bytes]:
    """Every page as a picture. Raises NotPrinted."""
    made = _compiled(template, data, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made)


def printable(text: str) -> str:
    """``text`` with every character that the font lacks as □."""
    return text.translate(dict.fromkeys((ord(one) for one in _lacking(text)), UNKNOWN))


def _compiled(template, data, **how):
    if _threads["lost"]:
        raise RuntimeError("this process was forked from one that had printed: print in a process of its own")
    _threads["started"] = True
    clean = {name: _without_controls(value) for name, value in data.items()}
    lacking = _lacking(json.dumps(clean, ensure_ascii=False))
    told = json.dumps(clean | {"missing": len(lacking)}, ensure_ascii=False)
    told = told.translate(dict.fromkeys(map(ord, lacking), UNKNOWN))
    try:
        return typst.compile(
            template, root=_ROOT, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": told}, **how
        )
    except typst.TypstError as error:
        log.exception("template %s was not printed: %s", template.name, error.diagnostic)
        raise NotPrinted from error


def _without_controls(value):
    """The value without the characters that no paper can show; line breaks, tabs and wide spaces stay."""
    if isinstance(value, str):
        if value.isprintable():
            return value
        return "".join(one for one in value if one.isprintable() or one in _SPACES)
    if isinstance(value, dict):
        return {key: _without_controls(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without_controls(one) for one in value]
    return value


def _lacking(text):
    return {one for one in set(text) if ord(one) not in _drawn() and one not in _SPACES}


@lru_cache(maxsize=1)
def _drawn():
    """The characters that the font draws."""
    with TTFont(sans_path(), lazy=True) as font:
        return frozenset(font["cmap"].getBestCmap())


@lru_cache(maxsize=1)
def _fonts():
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[sans_path().parent, serif_path().parent]
    )
