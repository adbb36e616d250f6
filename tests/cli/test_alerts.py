"""``mealwatch alerts``: every school whose week is short by the calculation, and no other, has its F01."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import mealwatch
from mealwatch.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def run(database_url, monkeypatch):
    """A function running a command on a database of its own; what it prints."""
    monkeypatch.setattr(mealwatch, "FEATURES", ("web",))

    def command(*arguments, ends=0):
        result = CliRunner().invoke(main, ["--database", database_url, *map(str, arguments)], catch_exceptions=False)
        assert result.exit_code == ends, result.output
        return result.stdout

    return command


@pytest.fixture
def example(run, tmp_path):
    """A function importing an example; its expected rows."""

    def imported(name):
        folder = tmp_path / name
        shutil.copytree(EXAMPLES / name, folder)
        expected = folder / "expected_spend.csv"
        rows = list(csv.DictReader(expected.read_text("utf-8-sig").splitlines()))
        expected.unlink()
        run("import", folder)
        return rows

    return imported


def test_the_floor_by_the_calculation(run, example):
    expected = example("county-13")
    weeks = sorted({row["week"] for row in expected})
    run("close", "--week", weeks[0])
    text = run("alerts", "--from", weeks[0], "--to", weeks[-1], "--format", "csv")
    rows = list(csv.DictReader(text.splitlines()))
    assert text.splitlines()[0] == "school_code,week,rule,severity,yuan_at_risk,status,sentence"
    assert rows == sorted(rows, key=lambda row: (row["week"], row["school_code"], row["rule"]))
    assert len({(row["school_code"], row["week"], row["rule"]) for row in rows}) == len(rows)
    assert _places(rows, rule="F01", severity="red") == _places(expected, outcome="short")
    assert _places(rows, rule="U01", severity="amber") >= _places(expected, outcome="unreported")
    assert run("alerts", "--from", weeks[0], "--to", weeks[-1], "--format", "csv") == text
    assert json.loads(run("alerts", "--from", weeks[0], "--to", weeks[-1], "--format", "json")) == rows
    table = run("alerts", "--week", weeks[-1])
    assert len(table.splitlines()) == 1 + sum(row["week"] == weeks[-1] for row in rows)
    run("verify")


def test_a_week_has_to_be_named(run):
    run("alerts", "--from", "2026-W45", ends=1)


def _places(rows, **given):
    return {
        (row["week"], row["school_code"]) for row in rows if all(row[name] == value for name, value in given.items())
    }
