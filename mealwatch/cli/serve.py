"""``mealwatch serve`` and ``mealwatch migrate``: a real site. Nothing here ever loads made-up data."""

import os
import socket
import subprocess  # nosec B404 - it starts this very program
import sys
from contextlib import contextmanager

import click
from gunicorn.app.base import BaseApplication

from mealwatch import create_app
from mealwatch.cli.words import translated
from mealwatch.config import settings
from mealwatch.extensions import db
from mealwatch.kernel.errors import Conflict, mark
from mealwatch.storage import database
from mealwatch.verification.queries.guards import guards_missing
from mealwatch.web.read_only import refuse_writes


class PortTaken(Conflict):
    code = "site.port_taken"
    says = mark("{value} 已被别的程序占用")
    remedy = mark("请用 --port 换一个端口，或先停掉那个程序")


@click.command("migrate")
@click.pass_obj
def migrate(site):
    """建立数据库，或把它升级到当前版本。"""
    database.make(site.url)
    click.echo(database.shown(site.url))


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option("--port", default=8000, show_default=True, help="监听端口。")
@click.option("--workers", default=2, show_default=True, help="进程数。")
@click.option("--threads", default=8, show_default=True, help="每个进程的线程数。")
@click.pass_obj
def serve(site, host, port, workers, threads):
    """启动正式网站；先把数据库升级到当前版本。"""
    given = {"DATABASE_URL": site.url, "BASE_URL": base_url(port)}
    site.app(migrate="always", BASE_URL=given["BASE_URL"])
    missing = guards_missing(db.engine)
    if missing:
        click.echo(translated(mark("防改保护不完整，只能查看：{names}")).format(names="、".join(missing)), err=True)
    site.close()
    with _worker_beside(site.url, wanted=settings()["JOBS"] and not missing):
        run(given, host, port, workers=workers, threads=threads, missing=missing)


@contextmanager
def _worker_beside(url, *, wanted):
    """While the site is served, ``mealwatch work`` in a process beside it."""
    if not wanted:
        yield
        return
    process = another("work", url=url)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


def another(*arguments, url):
    """This program once more with these arguments on that database, in a process of its own."""
    command = [sys.executable, "-c", "from mealwatch.cli import main; main()", *arguments]
    return subprocess.Popen(command, env=os.environ | {"MEALWATCH_DATABASE_URL": url})  # noqa: S603  # nosec B603


def base_url(port):
    """The configured address of the site; where it is the default, with the port that is served."""
    configured = settings()["BASE_URL"]
    return f"http://127.0.0.1:{port}" if configured == "http://127.0.0.1:8000" else configured


def run(given, host, port, *, workers, threads, loglevel="info", missing=()):
    """Serve with these settings until stopped; where guards are ``missing``, for reading only.

    Raises PortTaken rather than try again and again.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(value=f"{host}:{port}") from None
    options = {"bind": f"{host}:{port}", "workers": workers, "threads": threads, "loglevel": loglevel}
    _Server(given, options, missing).run()


class _Server(BaseApplication):
    """Gunicorn inside this process. Each worker makes its own app: no connection crosses the fork."""

    def __init__(self, given, options, missing):
        self._given = given
        self._missing = missing
        self._options = {
            "worker_class": "gthread",
            "accesslog": None,
            "proc_name": "mealwatch",
            "control_socket_disable": True,
            **options,
        }
        super().__init__()

    def load_config(self):
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self):
        app = create_app(self._given)
        if self._missing:
            refuse_writes(app, self._missing)
        return app
