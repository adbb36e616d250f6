"""People on the command line."""

import re

import pytest
from click.testing import CliRunner

from mealwatch.cli import main


@pytest.fixture
def run(site):
    """The command on the site's database: ``run("list").output``."""

    def call(*arguments, **options):
        url = site.app.config["MEALWATCH"]["DATABASE_URL"]
        return CliRunner().invoke(main, ["--database", url, "account", *arguments], **options)

    return call


def test_the_first_administrator_is_made_with_a_password_to_tell(run):
    made = run("create", "Admin2", "--name", "新管理员", "--role", "bureau_admin")
    assert made.exit_code == 0, made.output
    assert re.search(r"初始密码：\w{4}-\w{4}-\w{4}-\w{4}（", made.output)
    assert "admin2\t新管理员\t县教体局管理员 全县" in run("list").output


def test_a_place_goes_with_the_role(run):
    assert run("create", "wang", "--name", "王芳", "--role", "storekeeper", "--place", "C003").exit_code == 0
    assert run("create", "wu", "--name", "吴强", "--role", "inspector", "--place", "云岭镇").exit_code == 0
    listed = run("list").output
    assert "wang\t王芳\t库管员 食堂" in listed
    assert "wu\t吴强\t督查员 云岭镇" in listed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["create", "spare", "--name", "x", "--role", "auditor"], "accounts.username_taken"),
        (["create", "new", "--name", "x", "--role", "principal"], "accounts.no_place"),
        (["create", "new", "--name", "x", "--role", "principal", "--place", "S9"], "accounts.no_place"),
        (["create", "new", "--name", "x", "--role", "auditor", "--county", "999"], "counties.not_found"),
        (["password", "nobody"], "accounts.no_account"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(run, arguments, told):
    before = run("list").output
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert told in refused.output
    assert "Traceback" not in refused.output
    assert run("list").output == before


def test_a_password_is_set_anew_and_ends_sign_ins(run, site):
    client = site.client("principal")
    assert run("password", "principal").exit_code == 0
    assert client.get("/account").status_code == 302


def test_a_password_may_be_typed(run, site):
    typed = "kite-plum-river\nkite-plum-river\n"
    assert run("password", "principal", "--ask-password", input=typed).exit_code == 0
    assert run("password", "principal", "--ask-password", input="123\n123\n").exit_code == 1
