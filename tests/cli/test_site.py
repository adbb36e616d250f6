"""Serving a site, the demo, and the counties of a site."""

import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

import mealwatch
import mealwatch.demo
from mealwatch import create_app
from mealwatch.accounts import demo_logins
from mealwatch.cli import main
from mealwatch.counties import queries as counties
from mealwatch.extensions import db
from mealwatch.storage import database
from tests.exchange.sets import Set

START_S = 60


@pytest.fixture(autouse=True)
def no_database_but_the_one_given(monkeypatch):
    monkeypatch.delenv("MEALWATCH_DATABASE_URL", raising=False)


def run(*arguments, ends=0):
    result = CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == ends, result.output
    return result.output


def held(url):
    """The counties of a database, and the demo's sign-ins."""
    app = create_app({"DATABASE_URL": url})
    with app.app_context():
        found = counties.counties()
        logins = demo_logins.shown(found)
        db.session.remove()
        db.engine.dispose()
    return found, logins


@pytest.fixture
def serving(tmp_path):
    """A function starting ``mealwatch serve`` on a database; gives its address."""
    running = []

    def start(url):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-c", "from mealwatch.cli import main; main()", "--database", url, "serve"]
        command += ["--port", str(port), "--workers", "1"]
        process = subprocess.Popen(command, cwd=mealwatch.__path__[0] + "/..", stderr=subprocess.PIPE)
        running.append(process)
        return process, port

    yield start
    for process in running:
        process.kill()
        process.wait()


def answer(process, port):
    """The status of the sign-in page, once the server is up."""
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/login", timeout=START_S) as page:
                return page.status
        except URLError:
            time.sleep(0.1)
    raise AssertionError(process.stderr.read().decode())


@pytest.mark.slow
def test_serve_migrates_serves_and_loads_nothing(serving, tmp_path):
    url = f"sqlite:///{tmp_path / 'site.sqlite'}"
    process, port = serving(url)
    assert answer(process, port) == 200
    assert database.state(url) == database.CURRENT
    assert held(url) == ([], [])
    process.send_signal(signal.SIGTERM)
    assert process.wait(START_S) == 0


def test_serve_says_that_the_port_is_taken(database_url):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert "site.port_taken" in run("--database", database_url, "serve", "--port", port, ends=1)


def test_serve_refuses_an_unsafe_address(database_url, monkeypatch):
    monkeypatch.setenv("MEALWATCH_BASE_URL", "http://meals.example.cn")
    assert "https" in run("--database", database_url, "serve", ends=1)


@pytest.fixture
def small_demo(monkeypatch):
    """The demo with a few schools and weeks."""
    whole = mealwatch.demo.generate
    monkeypatch.setattr(mealwatch.demo, "generate", lambda folder, **given: whole(folder, schools=12, weeks=3, **given))


def test_the_demo_is_made_once(small_demo, tmp_path):
    url = f"sqlite:///{tmp_path / 'demo.sqlite'}"
    run("demo", "--database", url, "--prepare")
    [county], logins = held(url)
    assert (county.code, county.is_demo) == ("demo", True)
    assert county.live_from is not None
    assert {role for role, *_ in logins} == {role for role, *_ in demo_logins.LOGINS}
    before = (tmp_path / "demo.sqlite").stat().st_size
    run("demo", "--database", url, "--prepare")
    assert held(url)[0] == [county]
    assert (tmp_path / "demo.sqlite").stat().st_size == before
    run("--database", url, "verify")
    assert "exchange.demo_county" in run("--database", url, "import", Set().write(tmp_path / "set"), ends=1)


def test_no_demo_beside_a_real_county(small_demo, database_url):
    run("--database", database_url, "county", "create", "510001", "东山县")
    assert "demo.real_county" in run("demo", "--database", database_url, "--prepare", ends=1)


def test_the_first_import_takes_the_county_that_was_made(database_url, tmp_path):
    run("--database", database_url, "county", "create", "510001", "东山县")
    assert "510001 东山县" in run("--database", database_url, "import", Set().write(tmp_path / "set"))
    assert [county.code for county in held(database_url)[0]] == ["510001"]


def test_a_county_changes_its_code_and_name(database_url):
    run("--database", database_url, "county", "create", "510001", "东山县")
    run(
        "--database",
        database_url,
        "county",
        "change",
        "--code",
        "510002",
        "--name",
        "西山县",
        "--live-from",
        "2026-09-01",
    )
    assert run("--database", database_url, "county", "list") == "510002\t西山县\t2026-09-01\n"
    assert "not_found" in run("--database", database_url, "county", "change", "--county", "9", "--name", "x", ends=1)
