"""The PostgreSQL of the tests works, keeps tests apart and cleans up behind itself."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.support import postgres


def select(url, statement):
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            return connection.execute(text(statement)).all()
    finally:
        engine.dispose()


def test_answers_a_select_in_chinese(postgres_url):
    assert select(postgres_url, "SELECT '每周支出', 1 + 1") == [("每周支出", 2)]


def test_each_database_is_fresh(make_postgres_url, postgres_server):
    first, second = make_postgres_url(), make_postgres_url()
    engine = create_engine(first)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE lot (id int)"))
    engine.dispose()
    assert select(second, "SELECT to_regclass('lot')") == [(None,)]
    copy = make_postgres_url(template=postgres.name_in(first))
    assert select(copy, "SELECT to_regclass('lot')") == [("lot",)]


def test_a_dropped_database_is_gone_although_someone_was_connected(postgres_server):
    url = postgres_server.make_database()
    engine = create_engine(url)
    connection = engine.connect()
    connection.execute(text("SELECT 1"))
    postgres_server.drop_database(url)
    connection.invalidate()
    connection.close()
    engine.dispose()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url.replace("+psycopg", ""))


def test_keeps_the_options_of_a_given_server():
    server = postgres.Server("postgresql+psycopg://me:secret@db:6432/postgres?sslmode=require")
    assert server.url_of("week") == "postgresql+psycopg://me:secret@db:6432/week?sslmode=require"
    assert postgres.name_in(server.url_of("week")) == "week"


@pytest.mark.postgres
def test_a_killed_run_leaves_no_server(tmp_path):
    try:
        postgres.find_binaries()
    except postgres.NoPostgres as reason:
        pytest.skip(str(reason))
    program = (
        "import sys, time\n"
        "from tests.support.postgres import own_server\n"
        "with own_server() as server:\n"
        "    print(server.url, server.socket_folder, flush=True)\n"
        "    time.sleep(60)\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": "/tmp"},
    )
    url, folder = run.stdout.readline().split()
    run.kill()
    run.wait()
    run.stdout.close()
    until = time.monotonic() + 20
    while (Path(folder) / "data" / "postmaster.pid").exists() and time.monotonic() < until:
        time.sleep(0.05)
    try:
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url, connect_timeout=2)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
