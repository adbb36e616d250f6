"""``mealwatch import``, ``export`` and ``template``: a county's books in and out."""

import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from mealwatch.cli.county import chosen
from mealwatch.cli.words import translated
from mealwatch.exchange import importing
from mealwatch.exchange.exporting import FORMATS, export_set
from mealwatch.exchange.matching import read_matches
from mealwatch.exchange.template import write_template
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import mark

_PATH = click.Path(path_type=Path)


@click.command("import")
@click.argument("path", type=_PATH)
@click.option("--county", "county_code", metavar="CODE", help="县的编码；只有一个县时可不填。")
@click.option("--dry-run", is_flag=True, help="只检查，不写入。")
@click.option("--correct", "reason", metavar="REASON", help="就餐和食谱与已有的不同时作为更正写入，并记下原因。")
@click.option("--match", "match", type=_PATH, metavar="FILE", help="对照表：他们的名称、我们的编码，两列。")
@click.option("--most-megabytes", default=importing.MOST_MEGABYTES, show_default=True, help="压缩包解开后的上限。")
@click.pass_obj
def import_(site, path, county_code, dry_run, reason, match, most_megabytes):
    """导入一套数据：CSV 文件夹、.zip 或 .xlsx；全部写入，或一处也不写。"""
    site.app(migrate="empty")
    wanted = importing.Wanted(
        path=path,
        county_code=county_code,
        dry_run=dry_run,
        reason=reason.strip() if reason and reason.strip() else None,
        matches=read_matches(match) if match else {},
        most_megabytes=most_megabytes,
    )
    report = importing.import_set(wanted, by=Actor("mealwatch import"), now=clock.now, progress=progress_bar)
    for line in _told(report, dry_run):
        click.echo(line)


@click.command("export")
@click.argument("path", type=_PATH)
@click.option("--county", "county_code", metavar="CODE", help="县的编码；只有一个县时可不填。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="默认看路径：.zip、.xlsx，否则是文件夹。")
@click.pass_obj
def export(site, path, county_code, form):
    """导出一个县的全部数据，可以原样导入另一个空数据库。"""
    site.app()
    county = chosen(county_code)
    form = form or {".zip": "zip", ".xlsx": "xlsx"}.get(path.suffix.lower(), "folder")
    counts = export_set(county.id, path, form, progress=partial(progress_bar, mark("导出")))
    for name, count in counts.items():
        click.echo(translated(mark("{file}：{count} 行")).format(file=name, count=count))


@click.command("template")
@click.argument("path", type=_PATH)
def template(path):
    """写一个空的 .xlsx 模板：中文表头、每列说明、下拉选项。"""
    write_template(path)


@contextmanager
def progress_bar(label, total):
    """A bar on the terminal, nothing where the output goes to a file."""
    with click.progressbar(length=max(total, 1), label=translated(label), file=sys.stderr) as bar:
        yield bar.update


def _told(report, dry_run):
    if report.county:
        yield translated(mark("县：{code} {name}")).format(code=report.county.code, name=report.county.name)
    for name, count in report.rows.items():
        line = translated(mark("{file}：{count} 行")).format(file=name, count=count)
        yield line + _outcome(report, name)
    yield translated(mark("检查通过，没有写入")) if dry_run else translated(mark("导入完成"))


def _outcome(report, name):
    if name in report.masters:
        written = report.masters[name]
        counts = (written.created, written.updated, written.unchanged)
    elif name in report.outcomes:
        found = report.outcomes[name]
        counts = (found.get("new", 0), found.get("correct", 0), found.get("same", 0))
    else:
        return ""
    said = translated(mark("新增 {new}，更改 {changed}，已有 {same}"))
    new, changed, same = counts
    return f"（{said.format(new=new, changed=changed, same=same)}）"
