"""``mealwatch drill``: a made-up school year with labelled schemes, and what the rules found of it."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import click

from mealwatch.cli.words import translated
from mealwatch.kernel.errors import Conflict, Invalid, mark


class DrillIsThere(Conflict):
    code = "drill.is_there"
    says = mark("“{value}”里已经有东西，演练不往里写")
    remedy = mark("请用 --keep 另指定一个还没有的文件夹")


class DrillTooSmall(Invalid):
    code = "drill.too_small"
    says = mark("演练至少要有 1 所学校、1 周")


@click.command("drill")
@click.option("--schools", default=60, show_default=True, help="学校数。")
@click.option("--seed", default=1, show_default=True, help="种子；同一个种子每次都一样。")
@click.option("--weeks", default=40, show_default=True, help="最多多少个教学周；一学年是 39 周。")
@click.option("--keep", type=click.Path(path_type=Path), metavar="PATH", help="数据、标签和数据库留在这个文件夹。")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
@click.pass_obj
def drill(site, schools, seed, weeks, keep, form):
    """演练：虚构一个学年，埋下有标签的问题，逐周周结并运行规则，看发现了多少、误报多少。"""
    if schools < 1 or weeks < 1:
        raise DrillTooSmall(field="--schools")
    with _folder(keep) as folder:
        site.use(f"sqlite:///{(folder / 'drill.sqlite').absolute()}")
        site.app(migrate="always")
        from mealwatch.drill import report
        from mealwatch.drill.living import live
        from mealwatch.drill.scoring import score

        lived = live(folder, seed=seed, schools=schools, weeks=weeks, tell=_tell)
        scored = score(lived.year, lived.alerts)
        if form == "json":
            click.echo(report.as_json(lived.year, scored, lived.seconds))
        else:
            for line in report.lines(lived.year, scored, lived.seconds, translated):
                click.echo(line)
        site.close()


@contextmanager
def _folder(keep):
    """Where the drill lives: kept, or taken away afterwards. Raises DrillIsThere."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="mealwatch-drill-") as folder:
            yield Path(folder)
        return
    if keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise DrillIsThere(value=str(keep))
    keep.mkdir(parents=True, exist_ok=True)
    yield keep


def _tell(said):
    click.echo(said, err=True)
