"""Signatures that were put under a document on a screen: who, how and when, and the drawing of a guest.

They stand beside the empty lines, never in their place.
"""

from mealwatch.reports.printing.cells import moment
from mealwatch.signing.domain import strokes
from mealwatch.web.words import WORDS

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    '<path d="{path}" fill="none" stroke="black" stroke-width="5" stroke-linecap="round"/></svg>'
)
_HOW = {"pin": "输 PIN 签", "own": "在本人手机上签", "alone": "一人办理，经批准的例外"}


def drawn(facts, kind, doc_no):
    """``((what is said of it, its drawing as SVG or nothing), ...)`` of a document's signatures."""
    return tuple((_said(one), _svg(one)) for one in facts.signatures(kind).get(doc_no, ()))


def signers(facts, kind, doc_no):
    """The names of those who signed a document on a screen."""
    return [one.name for one in facts.signatures(kind).get(doc_no, ()) if one.how != "alone"]


def _said(one):
    how = WORDS["guest_kind"].get(one.guest_kind) if one.how == "guest" else _HOW.get(one.how)
    purpose = WORDS["second_person"].get(one.purpose, one.purpose)
    return f"{purpose}：{one.name}（{how or one.how}，{moment(one.signed_at)}）"


def _svg(one):
    if not one.strokes:
        return ""
    path = strokes.path(strokes.read(one.strokes))
    return _SVG.format(width=strokes.WIDTH, height=strokes.HEIGHT, path=path)
