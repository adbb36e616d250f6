"""``mealwatch verify`` and ``mealwatch doctor``: whether the records are what was entered, and guarded."""

import re

import click
from sqlalchemy.exc import DatabaseError

from mealwatch.cli.words import translated
from mealwatch.extensions import db
from mealwatch.kernel.errors import mark
from mealwatch.verification import errors
from mealwatch.verification.domain.counted import THINGS
from mealwatch.verification.queries.guards import guards_missing
from mealwatch.verification.queries.whole import verify as verify_everything

_ANCHOR = re.compile(r"(?:(?P<code>[^:]+):)?(?P<seq>[1-9][0-9]*):(?P<hash>[0-9a-f]{64})", re.ASCII)
FITS = mark("核验通过：{counts}")
HEAD = mark("{county} 登记簿末端 {head}")
KEEP = mark("请把末端抄存到这台机器以外；下次核验加上 --anchor，末尾有无被截去一比便知")
GUARDED = mark("防改保护完整")


@click.command("verify")
@click.option("--county", "county_code", metavar="CODE", help="县编码；默认核验所有县。")
@click.option(
    "--anchor",
    "anchors",
    metavar="[CODE:]SEQ:HASH",
    multiple=True,
    help="保存在外面的登记簿末端，与之比对；可以给几个。",
)
@click.pass_obj
def verify(site, county_code, anchors):
    """核验全部记录：登记簿、各表、结存、周结单和防改保护；第一处不符即报出并以 1 退出。"""
    _open(site)
    checked = verify_everything(county_code, [_anchor(text) for text in anchors])
    counts = (translated(words).format(count=checked.counts[name]) for name, words in THINGS.items())
    click.echo(translated(FITS).format(counts=translated(mark("，")).join(counts)))
    for head in checked.heads:
        click.echo(translated(HEAD).format(county=head.county_code, head=head))
    click.echo(translated(KEEP))


@click.command("doctor")
@click.pass_obj
def doctor(site):
    """检查防改保护（触发器、约束、权限）是否完整；很快，服务启动时也会做。"""
    _open(site)
    missing = guards_missing(db.engine)
    if missing:
        raise errors.GuardsMissing(names="、".join(missing))
    click.echo(translated(GUARDED))


def _open(site):
    """The app on its database; a file that is no database at all is damage, found before anything is read."""
    try:
        site.app()
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise
        raise errors.Damaged(detail=str(error.orig)) from error


def _anchor(text):
    match = _ANCHOR.fullmatch(text.strip())
    if not match:
        raise errors.AnchorInvalid(field="anchor", value=text)
    return match["code"], int(match["seq"]), match["hash"]
