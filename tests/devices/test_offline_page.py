"""docs/offline.md says what the code does: its examples are worked out again, its codes and limits are the code's."""

import json
import re
from pathlib import Path

from mealwatch.devices.domain import canonical, limits
from mealwatch.devices.domain.envelope import faults, read
from mealwatch.devices.domain.reasons import TOLD, WAITING
from mealwatch.devices.domain.receipt import is_signed

PAGE = (Path(__file__).parents[2] / "docs" / "offline.md").read_text()
BLOCKS = re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)


def test_its_hashes_and_its_signature_are_right():
    cases = re.findall(r"^\| `(.*)` \| `([0-9a-f]{64})` \|$", PAGE, re.MULTILINE)
    assert len(cases) == 2
    record, receipt = BLOCKS
    cases.append((record, re.search(r"^hash `([0-9a-f]{64})`", PAGE, re.MULTILINE)[1]))
    for written, hashed in cases:
        assert canonical.canonical(canonical.read(written.encode())) == written.encode()
        assert canonical.digest_of(written.encode()) == hashed
    key = re.search(r"with the receipt key `([0-9a-f]{64})`", PAGE)[1]
    assert is_signed(json.loads(receipt), key)
    assert json.loads(receipt)["hash"] == cases[-1][1]


def test_its_record_has_every_field_and_no_other():
    record = json.loads(BLOCKS[0])
    assert list(faults(record)) == []
    assert read(record).attachments
    rows = re.findall(
        r"^\| (`[a-z_]+`(?:, `[a-z_]+`)*) \|", PAGE.partition("## A record")[2].partition("## Handing")[0], re.M
    )
    assert set(re.findall(r"`([a-z_]+)`", " ".join(rows))) == set(record)


def test_it_names_every_reason_and_the_limits():
    missing = [code for code in (*WAITING, *TOLD) if f"`{code}`" not in PAGE and code != "unfit"]
    assert missing == []
    told = (limits.MOST_RECORD_BYTES, limits.MOST_RECORDS_A_DAY, limits.MOST_FILES_A_DAY)
    assert [each for each in told if f"{each:,}" not in PAGE] == []
    assert f"up to {limits.MOST_FILES_OF_A_RECORD} of" in PAGE
