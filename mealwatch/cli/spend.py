"""``mealwatch spend`` and ``mealwatch close``: the weekly result, and the deadline's close."""

import click

from mealwatch.alerts import service as alerts
from mealwatch.cli import rows
from mealwatch.cli.county import chosen
from mealwatch.cli.rows import WEEK, asks_for_weeks, span
from mealwatch.cli.words import translated
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import mark
from mealwatch.schools import queries as schools
from mealwatch.spend import service
from mealwatch.spend.domain.result import COLUMNS, printed
from mealwatch.spend.queries.figures import figures
from mealwatch.spend.queries.statements import standing
from mealwatch.storage.transaction import in_transaction


@click.command("spend")
@asks_for_weeks
@click.pass_obj
def spend(site, week, first, last, form, county_code):
    """每周生均食材支出：各校各供餐年级组与标准相比。"""
    first, last = span(week, first, last)
    site.app()
    county = chosen(county_code)
    found = [printed(one) for one in figures(county.id, first, last, with_days=False)]
    click.echo(rows.printed(found, COLUMNS, form), nl=False)


@click.command("close")
@click.option("--week", type=WEEK, required=True, metavar="2026-W45", help="要周结的一周。")
@click.option("--county", "county_code", metavar="CODE", help="县的编码；只有一个县时可不填。")
@click.pass_obj
def close(site, week, county_code):
    """到期周结：对所有学校锁定这一周；缺的先列出来，再按没有计算；然后运行预警规则。"""
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
