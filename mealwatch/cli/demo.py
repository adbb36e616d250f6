"""``mealwatch demo``: a made-up county in a database of its own, served at once; a second start only serves."""

import sys
import tempfile
from datetime import date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path

import click

from mealwatch.accounts import demo_logins
from mealwatch.accounts.domain.rights import ROLES
from mealwatch.cli.exchange import progress_bar
from mealwatch.cli.serve import another, base_url, run
from mealwatch.cli.words import translated
from mealwatch.counties import queries as counties
from mealwatch.counties import service as county_service
from mealwatch.exchange import importing
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import Conflict, mark
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.schools import service as school_service
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.words import word

CODE, NAME = "demo", "演示县"
_TERM, _TERM_ENDS = "2026—2027学年上学期", date(2027, 1, 22)
_FILE = Path("var") / "demo.sqlite"
_BY = Actor("演示数据")
#: What the features' screens need to be alive: modules of mealwatch.demo with ``fill(county_id, by=, now=)``.
FILLERS = (
    "fill_menus",
    "fill_references",
    "fill_today",
    "fill_safety",
    "fill_signing",
    "fill_purchasing",
    "fill_acceptance",
    "fill_rounds",
    "fill_visits",
    "fill_office",
    "fill_alerts",
    "fill_cases",
    "fill_following",
    "fill_bulletin",
    "fill_papers",
)


class NotADemo(Conflict):
    code = "demo.real_county"
    says = mark("这个数据库里有正式的县，不能放演示数据")
    remedy = mark("请用 --database 指定另一个数据库")


@click.command("demo")
@click.option("--database", "url", metavar="URL", help="演示数据库的地址；默认是 var/demo.sqlite。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option("--port", default=8000, show_default=True, help="监听端口。")
@click.option("--prepare", is_flag=True, help="只准备演示数据，不启动网站。")
@click.pass_obj
def demo(site, url, host, port, prepare):
    """演示：虚构的一个县，十二周的数据，各岗位的登录。"""
    site.use(url or site.given or f"sqlite:///{_FILE.absolute()}")
    given = {"DATABASE_URL": site.url, "BASE_URL": base_url(port), "DEMO": True}
    site.app(migrate="always", BASE_URL=given["BASE_URL"], DEMO=True)
    found = counties.counties()
    if not found and prepare:
        found = [load()]
    elif not found:
        site.close()
        _prepare_beside(site.url, site.language)
        site.app(BASE_URL=given["BASE_URL"], DEMO=True)
        found = counties.counties()
    if not all(county.is_demo for county in found):
        raise NotADemo
    lines = list(_welcome(given["BASE_URL"], found))
    site.close()
    if not prepare:
        for line in lines:
            click.echo(line)
        run(given, host, port, workers=2, threads=8, loglevel="warning")


def _prepare_beside(url, language):
    """Make the county up in a process of its own: whoever has printed anything must not fork into servers."""
    ended = another("--language", language, "demo", "--prepare", "--database", url, url=url).wait()
    if ended:
        sys.exit(ended)


def load(**size):
    """Make up the county and bring it in through the same door as any county's books. Returns it.

    ``size``: ``weeks`` and ``schools``, where other than the generator's own are wanted.
    """
    from mealwatch.demo import generate

    click.echo(translated(mark("正在生成演示县的数据……")), err=True)
    last, now = _last_week()
    with tempfile.TemporaryDirectory(prefix="mealwatch-demo-") as folder:
        generate(Path(folder), last_week=str(last), **size)
        wanted = importing.Wanted(path=folder, county_code=CODE, demo_name=NAME)
        importing.import_set(wanted, by=_BY, now=lambda: now, progress=progress_bar)
    [county] = counties.counties()
    in_transaction(lambda: _open(county, now))
    for name in FILLERS:
        fill = import_module(f"mealwatch.demo.{name}").fill
        in_transaction(lambda fill=fill: fill(county.id, by=_BY, now=clock.now()))
    return counties.get_county(county.id)


def _last_week():
    """The last week that is over, and the moment at which the demo's books are brought in."""
    from mealwatch.demo.term import FIRST, LAST

    over = Week.of(clock.today()).shifted(-1)
    earliest, latest = Week.of(FIRST).shifted(_LEAST_WEEKS), Week.of(LAST)
    last = min(max(over, earliest), latest)
    after = datetime.combine(last.sunday + timedelta(days=1), time(19), clock.SHANGHAI)
    return last, max(clock.now(), after)


#: A demo of fewer weeks has no trend to show.
_LEAST_WEEKS = 11


def _open(county, now):
    first = min(day.on for day in schools.calendar_rows(county.id))
    county_service.change_county(county.id, live_from=first, by=_BY, now=now)
    school_service.put_term(county.id, starts_on=first, ends_on=_TERM_ENDS, name=_TERM, by=_BY, now=now)
    school, canteen = _places(county.id)
    demo_logins.create(county.id, school=school, canteen=canteen, by=_BY, now=now)


def _places(county_id):
    """The codes of a school with a canteen of its own, for the demo's people."""
    codes = {school.id: school.code for school in schools.schools_of(county_id) if school.supply_mode == "canteen"}
    canteen = next(canteen for canteen in schools.canteens_of(county_id) if canteen.school_id in codes)
    return codes[canteen.school_id], canteen.code


def _welcome(address, found):
    yield f"\n  {address}\n"
    yield translated(mark("  演示登录（密码都是 {password}，签字 PIN 都是 {pin}）：")).format(
        password=demo_logins.PASSWORD, pin=demo_logins.PIN
    )
    for role, username, name, _ in sorted(demo_logins.shown(found), key=lambda login: ROLES.index(login[0])):
        yield f"    {username:<12}{word(role, 'role')}  {name}"
    yield ""
