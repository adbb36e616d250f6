"""``mealwatch drill`` at its edges; what it finds is held in tests/drill."""

import pytest
from click.testing import CliRunner

from mealwatch.cli import main


@pytest.mark.parametrize("given", [("--schools", "0"), ("--weeks", "0")])
def test_a_drill_of_nothing_is_refused(given):
    ended = CliRunner().invoke(main, ["drill", *given])
    assert (ended.exit_code, "drill.too_small" in ended.output) == (1, True)


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    ended = CliRunner().invoke(main, ["drill", "--keep", str(tmp_path)])
    assert (ended.exit_code, "drill.is_there" in ended.output) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
