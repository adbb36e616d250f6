"""A PostgreSQL for the tests: the one that is given, or one of our own that lives as long as the run.

MEALWATCH_TEST_POSTGRES_URL names a server on which databases may be made and dropped. Without it each
test process starts a server from Debian's binaries in a folder of its own, on a random port of 127.0.0.1
and a Unix socket, and takes it away at the end; the kernel stops it should the process be killed.

Fixtures: `postgres_url` (a fresh empty database for one test), `make_postgres_url` (a function giving as
many as a module or session wants; dropped at the end of the run), `postgres_server` (the server).
"""

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

GIVEN = "MEALWATCH_TEST_POSTGRES_URL"
ROLE = "mealwatch"
SPEED_BEFORE_SAFETY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
}
START_WITHIN_S = 60
STOP_WITHIN_S = 20


class NoPostgres(Exception):
    """This machine has no PostgreSQL server binaries."""


class Server:
    """A running server: where it is, and databases on it."""

    def __init__(self, url: str, socket_folder: Path | None = None):
        """Takes postgresql://user[:password]@host:port/database, of a role that may make databases."""
        self.url = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self.socket_folder = socket_folder

    def make_database(self, template: str = "template0") -> str:
        """Make an empty database (or a copy of another one) and return its SQLAlchemy URL."""
        name = f"mealwatch_test_{secrets.token_hex(6)}"
        # copying files beats writing every page to the log: 0.04 s against 0.5 s
        self._run("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' STRATEGY file_copy", name, template)
        return self.url_of(name)

    def drop_database(self, url: str) -> None:
        """Drop a database by its URL, ending whatever is still connected to it."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_in(url))

    def url_of(self, name: str) -> str:
        """The SQLAlchemy URL (postgresql+psycopg://) of a database of this server."""
        head, _, tail = self.url.rpartition("/")
        _, mark, options = tail.partition("?")
        return f"{head}/{name}{mark}{options}".replace("postgresql://", "postgresql+psycopg://", 1)

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def name_in(url: str) -> str:
    """The database's name in an URL."""
    return url.rpartition("/")[2].partition("?")[0]


@contextmanager
def own_server():
    """Start a server of our own and stop it at the end. Raises NoPostgres where there are no binaries."""
    binaries = find_binaries()
    user = unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="mealwatch-pg-"))
    try:
        if user:
            shutil.chown(folder, user, user)
        initialise(binaries, folder / "data", user)
        process, server = start(binaries, folder, user)
        try:
            yield server
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_binaries() -> Path:
    """The folder of initdb and postgres, of the newest version there is."""
    folders = [file.parent for file in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise NoPostgres("no PostgreSQL server on this machine (Debian: apt-get install postgresql)")


def unprivileged_user() -> str | None:
    """Who the server runs as: PostgreSQL refuses root. None for ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoPostgres("root cannot run PostgreSQL and there is no other user")


def initialise(binaries: Path, data: Path, user: str | None) -> None:
    """Lay out an empty cluster whose only role trusts everyone on this machine."""
    command = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        ROLE,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    subprocess.run(command, **as_user(user), check=True, capture_output=True, cwd=data.parent)


def start(binaries: Path, folder: Path, user: str | None, tries: int = 3) -> tuple[subprocess.Popen, Server]:
    """Start the server; another program may take the free port first, so try again on another."""
    for left in reversed(range(tries)):
        port = free_port()
        options = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder)}
        settings = [f"-c{name}={value}" for name, value in (options | SPEED_BEFORE_SAFETY).items()]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", *settings],
                **as_user(user),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl+C is for pytest, which then stops us in order
                preexec_fn=end_with_parent,
            )
        server = Server(f"postgresql://{ROLE}@127.0.0.1:{port}/postgres", folder)
        if answers(server, process):
            return process, server
        stop(process)
        if not left:
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
    raise AssertionError("unreachable")


def answers(server: Server, process: subprocess.Popen) -> bool:
    """Wait until it takes connections; False when it ended or took too long."""
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        with suppress(psycopg.OperationalError), psycopg.connect(server.url, connect_timeout=2):
            return process.poll() is None
        time.sleep(0.05)
    return False


def stop(process: subprocess.Popen) -> None:
    """Stop the server at once, without waiting for its clients."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_WITHIN_S)


def as_user(user: str | None) -> dict:
    """What subprocess needs to run a program as another user."""
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    if not user:
        return {"env": environment}
    entry = pwd.getpwnam(user)
    return {"env": environment, "user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def end_with_parent() -> None:
    """Have Linux stop the server when the process that started it dies, however it dies."""
    set_death_signal = 1
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGINT)


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def postgres_server():
    """The server of this test process (one for each xdist worker)."""
    if given := os.environ.get(GIVEN):
        yield Server(given)
        return
    try:
        find_binaries()
    except NoPostgres as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))
    with own_server() as server:
        yield server


@pytest.fixture(scope="session")
def make_postgres_url(postgres_server):
    """A function making databases, `make_postgres_url(template="template0") -> url`; they live as long as the run."""
    made = []

    def make(template: str = "template0") -> str:
        made.append(postgres_server.make_database(template))
        return made[-1]

    yield make
    if postgres_server.socket_folder is None:  # a server of our own goes away with all it has
        for url in made:
            postgres_server.drop_database(url)


@pytest.fixture
def postgres_url(postgres_server):
    """The SQLAlchemy URL of a fresh, empty database, dropped after the test."""
    url = postgres_server.make_database()
    yield url
    postgres_server.drop_database(url)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark by itself what needs the server, so that -m postgres finds it."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")
