"""``mealwatch county``: the counties of a site, their codes and names."""

import click

from mealwatch.cli.site import by_command
from mealwatch.counties import errors, queries, service
from mealwatch.exchange.errors.county import WhichCounty
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.storage.transaction import in_transaction


@click.group("county")
def county():
    """县：列出、新建、改编码和名称、设定正式起算日。"""


@county.command("list")
@click.pass_obj
def list_(site):
    """列出所有的县。"""
    site.app()
    for one in queries.counties():
        click.echo(f"{one.code}\t{one.name}\t{one.live_from or '-'}")


@county.command("create")
@click.argument("code")
@click.argument("name")
@click.pass_obj
def create(site, code, name):
    """新建一个县；数据库还没有时一并建立。"""
    site.app(migrate="empty")
    by = Actor(by_command())
    in_transaction(lambda: service.create_county(code, name, by=by, now=clock.now()))


@county.command("change")
@click.option("--county", "current", metavar="CODE", help="现在的编码；只有一个县时可不填。")
@click.option("--code", help="新编码。")
@click.option("--name", help="新名称。")
@click.option("--live-from", type=click.DateTime(["%Y-%m-%d"]), help="从这一天起试运行结束，开始提示异常。")
@click.pass_obj
def change(site, current, code, name, live_from):
    """改县的编码、名称，或结束试运行。"""
    site.app()
    given = {"code": code, "name": name, "live_from": live_from and live_from.date()}
    given = {field: value for field, value in given.items() if value is not None}
    by, found = Actor(by_command()), chosen(current)
    in_transaction(lambda: service.change_county(found.id, by=by, now=clock.now(), **given))


def chosen(code):
    """The county with this code, or the only one. Raises NoCounty or WhichCounty."""
    there = queries.counties()
    found = [one for one in there if one.code == code] if code else there
    if not found:
        raise errors.NoCounty(key=code or "")
    if len(found) > 1:
        raise WhichCounty(codes="、".join(one.code for one in found))
    return found[0]
