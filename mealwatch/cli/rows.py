"""Rows of some weeks, as a table to read, as CSV or as JSON: what the weekly result and the alerts have in common."""

import csv
import io
import json

import click

from mealwatch.cli.words import translated
from mealwatch.kernel.errors import Invalid, mark
from mealwatch.kernel.week import Week


class WeekUnclear(Invalid):
    code = "spend.week_unclear"
    says = mark("没有说清是哪一周")
    remedy = mark("请用 --week 2026-W45，或 --from 2026-W36 --to 2026-W45")


class WeekWritten(click.ParamType):
    """A week such as 2026-W45."""

    name = "week"

    def convert(self, value, param, ctx):
        try:
            return value if isinstance(value, Week) else Week.parse(value)
        except ValueError:
            self.fail(translated(mark("“{value}”不是周次，请写成 2026-W45 的样子")).format(value=value), param, ctx)


WEEK = WeekWritten()
_OPTIONS = (
    click.option("--week", type=WEEK, metavar="2026-W45", help="一周。"),
    click.option("--from", "first", type=WEEK, metavar="2026-W36", help="几周：从。"),
    click.option("--to", "last", type=WEEK, metavar="2026-W45", help="几周：到。"),
    click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True),
    click.option("--county", "county_code", metavar="CODE", help="县的编码；只有一个县时可不填。"),
)


def asks_for_weeks(command):
    """Give a command the options --week or --from and --to, --format and --county."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def span(week, first, last):
    """The first and the last week that were asked for. Raises WeekUnclear."""
    if (week is None) == (first is None or last is None) or (week and (first or last)) or (first and last < first):
        raise WeekUnclear(field="--week")
    return week or first, week or last


def printed(rows, columns, form, *, said=None):
    """Rows (dicts of text and whole numbers by column) in one of the forms; ``said``: as a person reads a row."""
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        memory = io.StringIO()
        writer = csv.DictWriter(memory, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return memory.getvalue()
    return _as_table([said(row) if said else row for row in rows], columns)


def _as_table(rows, columns):
    lines = [columns, *([str(row[name]) for name in columns] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )
