"""The command ``mealwatch``: one module per group of commands, each registered where it is present.

A module's click commands are its module-level names; they take the Site with
``@click.pass_obj`` and call ``site.app()`` before anything that needs the
database. So ``--help`` is instant, and a command that migrates can do so before
anything connects. A Problem raised by a command is told in words and ends it
with 1.
"""

from importlib import import_module
from importlib.util import find_spec

import click

from mealwatch.cli.site import Site, told
from mealwatch.cli.words import LANGUAGES

MODULES = ("exchange", "serve", "county", "demo", "spend", "alerts", "jobs", "drill", "verify", "accounts", "menus")


class Commands(click.Group):
    """Tells every foreseen problem in a sentence or two and leaves with 1; nothing foreseen shows a traceback."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except Exception as error:
            text = told(error, ctx.obj)
            if text is None:
                raise
            click.echo(text, err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--database", metavar="URL", help="数据库地址；默认取 MEALWATCH_DATABASE_URL。")
@click.option("--language", type=click.Choice(LANGUAGES), envvar="MEALWATCH_LANGUAGE", default="zh", help="提示语言。")
@click.version_option(package_name="mealwatch", prog_name="mealwatch")
@click.pass_context
def main(ctx, database, language):
    """学校营养餐监督：库存、就餐、每周生均食材支出。"""
    ctx.obj = ctx.with_resource(Site(database, language))


def _register(module):
    """Add a module's commands, but for those that belong to a group of its own."""
    found = [value for value in vars(module).values() if isinstance(value, click.Command)]
    inner = [command for group in found if isinstance(group, click.Group) for command in group.commands.values()]
    for command in found:
        if not any(command is other for other in inner):
            main.add_command(command)


for _name in MODULES:
    if find_spec(f"mealwatch.cli.{_name}"):
        _register(import_module(f"mealwatch.cli.{_name}"))
