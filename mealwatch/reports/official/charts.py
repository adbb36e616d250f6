"""Charts for papers, drawn without pyplot. Amounts become floats here and nowhere else."""

import io
import math
from functools import cache

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.text import Text
from pylopdf_fonts_zh_cn import sans_path

from mealwatch.kernel.ratio import Ratio

_INK, _RULE, _FILL = "#000000", "#bbbbbb", "#8c8c8c"


def trend(points, floor_fen):
    """Weeks beside the subsidy of a day: [(label, exact fen or None)]. Black on white: it is copied."""
    figure, axes = _paper()
    values = [math.nan if fen is None else _yuan(fen) for _label, fen in points]
    axes.plot(range(len(values)), values, "-o", color=_INK, linewidth=1.4, markersize=4)
    axes.axhline(_yuan(floor_fen), color=_INK, linewidth=1, linestyle="--")
    axes.annotate("补助标准", (0, _yuan(floor_fen)), xytext=(0, 3), textcoords="offset points", fontsize=8, color=_INK)
    axes.set_xticks(range(len(points)), [label for label, _fen in points])
    axes.set_ylabel("元/生·天", fontsize=8)
    axes.margins(x=0.03, y=0.2)
    return figure


def bars(shares):
    """Amounts by name, the first on top: [(name, whole fen)]."""
    figure, axes = _paper(high=max(1.6, 0.26 * len(shares) + 0.5))
    names, values = [name for name, _fen in shares][::-1], [_yuan(fen) for _name, fen in shares][::-1]
    axes.barh(names, values, color=_FILL, height=0.6)
    for place, value in enumerate(values):
        axes.annotate(f"{value:,.0f}", (value, place), xytext=(3, -3), textcoords="offset points", fontsize=8)
    axes.set_xlabel("元", fontsize=8)
    axes.margins(x=0.12)
    axes.grid(visible=False)
    return figure


def svg(figure):
    """The figure as SVG text; its words are text in the font that comes with the service."""
    for text in figure.findobj(Text):
        text.set_fontfamily(_font())
    memory = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "mealwatch"}):
        figure.savefig(memory, format="svg", metadata={"Date": None})
    return memory.getvalue().decode()


@cache
def _font():
    font_manager.fontManager.addfont(str(sans_path()))
    return font_manager.FontProperties(fname=str(sans_path())).get_name()


def _paper(high=2.1):
    figure = Figure(figsize=(6.1, high), layout="constrained")
    axes = figure.subplots()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=2, labelsize=8)
    axes.grid(axis="y", color=_RULE, linewidth=0.5)
    return figure, axes


def _yuan(fen):
    exact = fen if isinstance(fen, Ratio) else Ratio(fen)
    return exact.top / (exact.bottom * 100)
