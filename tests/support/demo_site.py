"""A served demo county for browser tests: twelve schools, four weeks, a process of its own.

Fixture ``demo_site``: its address. Import it in a folder's conftest.py.
"""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from mealwatch import create_app
from mealwatch.accounts.demo_logins import PASSWORD
from mealwatch.cli import demo
from mealwatch.extensions import db
from mealwatch.storage import migrate

__all__ = ["PASSWORD", "demo_site", "sign_in"]
_PATIENCE = 60


def sign_in(page, address, username):
    """Sign in as one of the demo's people."""
    page.goto(address + "/login")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.main")
    page.wait_for_load_state()


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The address of a running demo site."""
    with serving_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@contextmanager
def serving_demo(folder):
    """Fill a demo county in this folder and serve it; its address."""
    url = f"sqlite:///{folder / 'demo.sqlite'}"
    _fill(url)
    port = _free_port()
    command = [sys.executable, "-c", "from mealwatch.cli import main; main()"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "demo", "--database", url, "--port", str(port)],
            stdout=log,
            stderr=log,
            cwd=Path(__file__).parents[2],
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", process, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:  # it waits for its visitors, who will not come back
                process.kill()
                process.wait(20)


def _fill(url):
    migrate.upgrade(url)
    app = create_app({"DATABASE_URL": url})
    with app.app_context():
        demo.load(weeks=4, schools=12)
        db.session.remove()
        db.engine.dispose()


def _free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address, process, log):
    for _ in range(_PATIENCE * 10):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the demo site did not start:\n{log.read_text()}")
