"""Charts as SVG, drawn without pyplot. Text stays text, so the reader's own font shows it.

Weeks have three to six supply days, so lines show yuan per pupil and supply
day: every week then stands beside the same floor. Amounts become floats here
and nowhere else; a line on paper is not a figure.
"""

import io
from functools import cache
from typing import NamedTuple

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.text import Text
from pylopdf_fonts_zh_cn import sans_path

from mealwatch.kernel.ratio import Ratio

_INK, _SOFT, _RULE = "#1d2420", "#545c57", "#dcdad2"
_GREEN, _RED, _AMBER = "#1b6b48", "#b3261e", "#8a5a00"
_FAMILIES = "'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC',sans-serif"
_MARKS = {
    "short": ("X", _RED, _RED),
    "unreported": ("o", _AMBER, "white"),
    "incomplete": ("o", _AMBER, "white"),
}


class Point(NamedTuple):
    """One week of a line: its label, exact fen per supply day (None: no figure) and the state it wears."""

    label: str
    fen: Ratio | None
    state: str = "met"


def trend(points, *, floor_fen, floor_name, lowest=(), names=("", "")):
    """A line of weeks beside the floor, as a Figure; with ``lowest`` a second, dotted line.

    ``names`` label the two lines where there are two.
    """
    figure, axes = _paper(wide=not lowest)
    _line(axes, points, _GREEN, "-", names[0])
    if lowest:
        _line(axes, lowest, _RED, ":", names[1])
    else:
        for place, point in enumerate(points):
            _mark(axes, place, point)
    axes.axhline(_yuan(floor_fen), color=_INK, linewidth=1.2, linestyle="--")
    _note(axes, floor_name, 0, _yuan(floor_fen), _INK, "left")
    step = 1 if len(points) <= 6 else 2
    axes.set_xticks(range(0, len(points), step), [point.label for point in points[::step]])
    axes.margins(y=0.18)
    axes.set_xlim(-0.4, len(points) - 0.6)  # weeks without figures keep their place
    return figure


def svg(figure, title):
    """The figure's bytes as SVG."""
    for text in figure.findobj(Text):
        text.set_fontfamily(_font())
    memory = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "mealwatch"}):
        figure.savefig(memory, format="svg", metadata={"Date": None, "Title": title})
    return memory.getvalue().decode().replace(f"'{_font()}'", _FAMILIES).encode()


@cache
def _font():
    font_manager.fontManager.addfont(str(sans_path()))
    return font_manager.FontProperties(fname=str(sans_path())).get_name()


def _paper(*, wide):
    figure = Figure(figsize=(5.6, 2.1) if wide else (3.9, 2.3), layout="constrained")
    figure.patch.set_alpha(0)
    axes = figure.subplots()
    axes.patch.set_alpha(0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_RULE)
    axes.tick_params(length=0, labelsize=9, labelcolor=_SOFT)
    axes.grid(axis="y", color=_RULE, linewidth=0.6)
    return figure, axes


def _line(axes, points, colour, style, name):
    values = [float("nan") if point.fen is None else _yuan(point.fen) for point in points]
    axes.plot(range(len(values)), values, style, color=colour, linewidth=2)
    last = max((k for k, point in enumerate(points) if point.fen is not None), default=None)
    if name and last is not None:
        _note(axes, name, last, values[last], colour, "right")


def _mark(axes, place, point):
    if point.fen is not None:
        shape, edge, inside = _MARKS.get(point.state, ("o", _GREEN, _GREEN))
        axes.plot([place], [_yuan(point.fen)], shape, color=edge, markerfacecolor=inside, markersize=7)


def _note(axes, text, place, value, colour, side):
    axes.annotate(
        text,
        (place, value),
        xytext=(0, 4),
        textcoords="offset points",
        ha=side,
        fontsize=9,
        color=colour,
        bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.5},
    )


def _yuan(fen):
    exact = fen if isinstance(fen, Ratio) else Ratio(fen)
    return exact.top / (exact.bottom * 100)
