"""What commands work on: the app on its database, made when first asked for; and how problems are told."""

import os
from contextlib import AbstractContextManager, ExitStack

import click
from sqlalchemy.exc import ArgumentError, DBAPIError

from mealwatch import create_app
from mealwatch.cli.words import speaking, translated
from mealwatch.config import BadSetting, settings
from mealwatch.exchange.faults import Refused
from mealwatch.extensions import db
from mealwatch.kernel.errors import Invalid, Problem, mark
from mealwatch.storage import database
from mealwatch.storage.engine import UnsafeSqlite

MOST_FAULTS = 200


class NotMigrated(Invalid):
    code = "site.not_migrated"
    says = mark("数据库还没有建立，或不是当前版本：{value}")
    remedy = mark("请先运行 mealwatch migrate；导入到空数据库时会自动建立")


class Site(AbstractContextManager):
    """The app and its context, for one command."""

    def __init__(self, url=None, language="zh"):
        self._url, self.language = url, language
        self._stack = ExitStack()
        self._app = None

    def use(self, url):
        """Work on this database instead, if one is given; before the app is made."""
        self._url = url or self._url

    @property
    def given(self):
        """The database that the command line or the environment names, or None."""
        return self._url or os.environ.get("MEALWATCH_DATABASE_URL")

    @property
    def url(self):
        """The database that the command works on."""
        return settings({"DATABASE_URL": self._url} if self._url else None)["DATABASE_URL"]

    def app(self, *, migrate=None, **given):
        """The app, with its context pushed.

        ``migrate``: "empty" makes a database where there is none, "always" also brings an
        old one up to date. Raises NotMigrated.
        """
        if self._app is None:
            self._ready(migrate)
            if self._url:
                given["DATABASE_URL"] = self._url
            self._app = create_app(given)
            self._stack.enter_context(self._app.app_context())
            self._stack.callback(_let_go)
            self._stack.enter_context(speaking(self.language))
        return self._app

    def _ready(self, migrate):
        state = database.state(self.url)
        if state == database.CURRENT:
            return
        if migrate == "always" or (migrate == "empty" and state in (database.MISSING, database.EMPTY)):
            database.make(self.url)
        else:
            raise NotMigrated(value=database.shown(self.url))

    def close(self):
        """Let go of the app and its connections."""
        self._stack.close()
        self._app = None

    def __exit__(self, *exc):
        return self._stack.__exit__(*exc)


def told(error, site):
    """What to print for an error that was foreseen; None for any other."""
    if isinstance(error, Refused):
        return "\n".join(_faults(error))
    if isinstance(error, Problem):
        return _sentence(error)
    if isinstance(error, (BadSetting, UnsafeSqlite)):
        return str(error)
    if isinstance(error, ArgumentError):
        return f"{site.given if site else ''}: {error}"
    if isinstance(error, DBAPIError):
        where = database.shown(site.url) if site else ""
        return f"{where}: {str(error.orig).strip()}"
    if isinstance(error, OSError):
        return f"{error.filename or ''}: {error.strerror or error}"
    return None


def _sentence(problem):
    said = f"{problem.text(translated)}（{problem.code}）"
    advice = problem.advice(translated)
    return f"{said}\n{advice}" if advice else said


def _faults(refused):
    listed = refused.faults.listed()
    for fault in listed[:MOST_FAULTS]:
        yield _line(fault)
    left = refused.faults.count - min(len(listed), MOST_FAULTS)
    if left:
        yield translated(mark("……另有 {count} 处没有列出")).format(count=left)
    yield _sentence(refused)


def _line(fault):
    place = [fault.file]
    if fault.row:
        place.append(translated(mark("第 {row} 行")).format(row=fault.row))
    if fault.column:
        place.append(fault.column)
    shown = f" “{fault.value}”" if fault.value else ""
    said = fault.problem.text(translated)
    advice = fault.problem.advice(translated)
    return f"{' '.join(place)}{shown}: {said}（{fault.code}）{'；' + advice if advice else ''}"


def _let_go():
    db.session.remove()
    db.engine.dispose()


def by_command():
    """Who acts when a command writes."""
    return click.get_current_context().command_path
