"""``mealwatch spend`` and ``mealwatch close``: the weekly result, and the deadline's close."""

import csv
import io
import json

import click

from mealwatch.alerts import service as alerts
from mealwatch.cli.county import chosen
from mealwatch.cli.words import translated
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import Invalid, mark
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend import service
from mealwatch.spend.domain.result import COLUMNS, printed
from mealwatch.spend.queries.figures import figures
from mealwatch.spend.queries.statements import standing
from mealwatch.storage.transaction import in_transaction


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


@click.command("spend")
@click.option("--week", type=WEEK, metavar="2026-W45", help="一周。")
@click.option("--from", "first", type=WEEK, metavar="2026-W36", help="几周：从。")
@click.option("--to", "last", type=WEEK, metavar="2026-W45", help="几周：到。")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True)
@click.option("--county", "county_code", metavar="CODE", help="县的编码；只有一个县时可不填。")
@click.pass_obj
def spend(site, week, first, last, form, county_code):
    """每周生均食材支出：各校各供餐年级组与标准相比。"""
    if (week is None) == (first is None or last is None) or (week and (first or last)) or (first and last < first):
        raise WeekUnclear(field="--week")
    site.app()
    county = chosen(county_code)
    rows = [printed(one) for one in figures(county.id, week or first, week or last, with_days=False)]
    click.echo(_FORMS[form](rows), nl=False)


@click.command("close")
@click.option("--week", type=WEEK, required=True, metavar="2026-W45", help="要周结的一周。")
@click.option("--county", "county_code", metavar="CODE", help="县的编码；只有一个县时可不填。")
@click.pass_obj
def close(site, week, county_code):
    """到期周结：对所有学校锁定这一周；缺的先列出来，再按没有计算；然后运行提示规则。"""
    site.app()
    county = chosen(county_code)
    by = Actor("mealwatch close")
    closed = in_transaction(lambda: service.close_all(county.id, week, by=by, now=clock.now()))
    in_transaction(lambda: alerts.run(county.id, week, by=by, now=clock.now()))
    codes = {one.id: one for one in schools.schools_of(county.id, closed)} if closed else {}
    for one in standing(county.id, week, week, closed):
        for group, on, meal, what in one.missing:
            text = mark("缺就餐人数") if what == "record" else mark("缺出库或送餐金额")
            click.echo(
                f"{codes[one.school_id].code} {codes[one.school_id].name} {on} {meal} {group} {translated(text)}"
            )
    click.echo(translated(mark("{week}：周结 {count} 所学校")).format(week=week, count=len(closed)))


def _as_csv(rows):
    memory = io.StringIO()
    writer = csv.writer(memory, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row[name] for name in COLUMNS] for row in rows)
    return memory.getvalue()


def _as_json(rows):
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _as_table(rows):
    lines = [COLUMNS, *([str(row[name]) for name in COLUMNS] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(COLUMNS))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


_FORMS = {"csv": _as_csv, "json": _as_json, "table": _as_table}
