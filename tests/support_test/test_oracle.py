"""The oracle reproduces every worked example of the contract to the last digit."""

from pathlib import Path

import pytest

from tests.support import oracle

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").iterdir())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_worked_example(folder):
    expected = (folder / "expected_spend.csv").read_text("utf-8")
    weeks = sorted({line.split(",")[2] for line in expected.splitlines()[1:]})
    assert oracle.result(folder, weeks) == expected
