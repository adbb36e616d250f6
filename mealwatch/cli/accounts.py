"""People on the command line: the first administrator of a site, and a way back in for somebody locked out."""

import click
from flask_babel import gettext

from mealwatch.accounts import hashing, queries
from mealwatch.accounts.domain.rights import ROLES, SCOPES_OF
from mealwatch.accounts.presenters import grant_words
from mealwatch.accounts.service.grants import grant
from mealwatch.accounts.service.people import create_account, plain_username, set_password
from mealwatch.cli.site import by_command
from mealwatch.counties import queries as counties
from mealwatch.counties.errors import NoCounty
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import Invalid, mark
from mealwatch.storage.transaction import in_transaction


class SeveralCounties(Invalid):
    code = "accounts.several_counties"
    says = mark("这个网站有 {count} 个县")
    remedy = mark("请用 --county 给出县编码：{options}")


@click.group("account")
def accounts():
    """人员账号：建立、列出、重设密码。"""


@accounts.command("create")
@click.argument("username")
@click.option("--name", required=True, help="姓名。")
@click.option("--role", type=click.Choice(ROLES), required=True, help="岗位。")
@click.option("--place", default="", help="乡镇名称、学校编码或食堂编码；县级岗位不填。")
@click.option("--county", "code", help="县编码；只有一个县时不填。")
@click.option("--ask-password", is_flag=True, help="自己输入密码；默认生成一个初始密码。")
@click.pass_obj
def create(site, username, name, role, place, code, ask_password):
    """建立账号，并给一个岗位。"""
    site.app()
    county = _county(code)
    password = _asked() if ask_password else hashing.first_password()
    by = Actor(by_command())

    def work():
        now = clock.now()
        person = create_account(
            county.id,
            username=username,
            name=name,
            password=password,
            is_admin=role == "bureau_admin",
            must_change=not ask_password,
            by=by,
            now=now,
        )
        kind = _kind(role, place)
        return grant(county.id, person.username, role=role, scope_kind=kind, place=place, by=by, now=now)

    person = in_transaction(work)
    click.echo(gettext("已建立账号 %(username)s（%(county)s）", username=person.username, county=county.name))
    _tell(password, ask_password)


@accounts.command("list")
@click.option("--county", "code", help="县编码；只有一个县时不填。")
@click.pass_obj
def list_people(site, code):
    """列出一个县的账号。"""
    site.app()
    county = _county(code)
    for person in queries.people_of(county.id):
        roles = "；".join(f"{one.role} {one.place}" for one in grant_words(county.id, person.grants))
        state = "" if person.active else gettext("已停用")
        click.echo("\t".join((person.username, person.name, roles, state)).rstrip())


@accounts.command("password")
@click.argument("username")
@click.option("--county", "code", help="县编码；只有一个县时不填。")
@click.option("--ask-password", is_flag=True, help="自己输入密码；默认生成一个初始密码。")
@click.pass_obj
def password(site, username, code, ask_password):
    """重设密码；本人原有的登录全部失效。"""
    site.app()
    county = _county(code)
    new = _asked() if ask_password else hashing.first_password()
    by = Actor(by_command())
    in_transaction(
        lambda: set_password(
            county.id,
            plain_username(username),
            password=new,
            must_change=not ask_password,
            by=by,
            now=clock.now(),
        )
    )
    click.echo(gettext("已重设 %(username)s 的密码", username=username))
    _tell(new, ask_password)


def register(main):
    """Add the commands to ``mealwatch``."""
    main.add_command(accounts)


def _county(code):
    known = counties.counties()
    if code:
        found = counties.find_county(code)
        if found is None:
            raise NoCounty(key=code)
        return found
    if len(known) != 1:
        raise SeveralCounties(count=len(known), options="、".join(county.code for county in known))
    return known[0]


def _kind(role, place):
    """The scope of a role: the county where no place is given and the role may have it."""
    kinds = SCOPES_OF[role]
    return next((kind for kind in kinds if (kind == "county") == (not place)), kinds[0])


def _asked():
    return click.prompt(gettext("新密码"), hide_input=True, confirmation_prompt=True)


def _tell(password, asked):
    if not asked:
        click.echo(gettext("初始密码：%(password)s（第一次登录时要换成自己的）", password=password))
