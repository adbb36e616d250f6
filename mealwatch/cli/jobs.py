"""``mealwatch weekly`` and ``mealwatch work``: what the service does by itself, once or for good."""

import click
from flask import current_app

from mealwatch.cli.county import chosen
from mealwatch.cli.words import translated
from mealwatch.counties import queries as counties
from mealwatch.jobs import worker
from mealwatch.jobs.due import do_due
from mealwatch.kernel import clock
from mealwatch.kernel.errors import mark


@click.command("weekly")
@click.option("--county", "county_code", metavar="CODE", help="只做这个县；不填则所有县。")
@click.pass_obj
def weekly(site, county_code):
    """做到期的事：周结、核对、提醒、回头看、汇总、发消息；再做一遍不会重复，漏下的会补做。供 cron 使用。"""
    site.app()
    listed = [chosen(county_code)] if county_code else counties.counties()
    for county in listed:
        done = do_due(county, clock.now(), settings=current_app.config["MEALWATCH"], translate=translated)
        for one in done:
            click.echo(f"{county.code} {one.text(translated)}")
        if not done:
            click.echo(f"{county.code} {translated(mark('没有到期的事'))}")


@click.command("work")
@click.pass_obj
def work(site):
    """一直运行，每十分钟做一遍到期的事；mealwatch serve 会自己启动它。"""
    app = site.app()
    worker.worker(app, worker.queue_file(app.config["MEALWATCH"])).run()
