"""Random counties, imported and worked out to the last digit as the second implementation does; out and in again."""

import os

import pytest
from click.testing import CliRunner

import mealwatch
from mealwatch.cli import main
from tests.exchange.random_county import DAYS, random_county
from tests.exchange.sets import Set
from tests.support import oracle
from tests.support.exchange_folder import week_of

#: More with MEALWATCH_TEST_SEEDS=1000.
SEEDS = int(os.environ.get("MEALWATCH_TEST_SEEDS", "25"))


@pytest.fixture(autouse=True)
def commands_alone(monkeypatch):
    """Commands do without pages and API."""
    monkeypatch.setattr(mealwatch, "FEATURES", ("web",))


def run(url, *arguments):
    """What a command prints; it must end well."""
    result = CliRunner().invoke(main, ["--database", url, *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def spend(url):
    return run(url, "spend", "--from", week_of(DAYS[0]), "--to", week_of(DAYS[-1]), "--format", "csv")


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_random_county_is_exact_and_comes_back_the_same(seed, database_url, fresh_url, tmp_path):
    out_and_in_again(seed, database_url, fresh_url, tmp_path)


@pytest.mark.parametrize("seed", range(1000, 1004))
def test_a_random_county_goes_from_store_to_store(seed, migrated_postgres, fresh_url, tmp_path):
    out_and_in_again(seed, migrated_postgres(), fresh_url, tmp_path)


def out_and_in_again(seed, database_url, fresh_url, tmp_path):
    folder = Set(random_county(seed)).write(tmp_path / "set")
    run(database_url, "import", folder)
    weeks = sorted({week_of(day) for day in DAYS})
    assert spend(database_url) == oracle.result(folder, weeks)
    run(database_url, "verify")
    form = ("folder", "zip", "xlsx")[seed % 3]
    suffix = {"folder": "", "zip": ".zip", "xlsx": ".xlsx"}[form]
    out, again = tmp_path / f"out{suffix}", tmp_path / f"again{suffix}"
    run(database_url, "export", out)
    other = fresh_url()
    run(other, "import", out)
    assert spend(other) == spend(database_url)
    run(other, "export", again)
    assert contents(again) == contents(out)


def contents(path):
    """Every byte of an export."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    return path.read_bytes()
