"""What an officer asks for (工作要求, 处理意见, 要求): the lines that were typed, point by point."""

from mealwatch.web.official import level


def demands(asked, heading):
    """The heading and its points; nothing where nothing was typed."""
    lines = asked.lines("demands")
    return [level(1, heading), *points(lines)] if lines else []


def points(lines):
    """1., 2., 3. ... before the lines; a single one needs no number."""
    return [level(3, f"{n}.{line}" if len(lines) > 1 else line) for n, line in enumerate(lines, start=1)]
