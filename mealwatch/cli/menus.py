"""``mealwatch menus``: the published weekly menus, as printed, costed against the floor."""

import click

from mealwatch.menus import published


@click.group("menus")
def menus():
    """食谱。"""


@menus.command("published")
@click.pass_obj
def published_(site):
    """六份公开发表的带量食谱：按公布的价格折算每生每周食材成本，与标准对照；原件里的疑点照录。"""
    click.echo(published.report(language=site.language))
