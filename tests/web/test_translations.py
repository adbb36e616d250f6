"""Every sentence that a person may read has its English, with the same places in it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_sentence_has_english():
    run = subprocess.run(
        [ROOT / "scripts" / "translations", "--check"],
        env=os.environ | {"PYTHON": sys.executable},
        capture_output=True,
        text=True,
    )
    told = (run.stdout + run.stderr).splitlines()
    assert run.returncode == 0, "\n".join([f"run scripts/translations and fill in {len(told)}:", *told[:20]])


def test_the_compiled_texts_are_those_of_the_catalogue(site):
    """The build compiles; this says so when somebody changed the texts and did not build."""
    client = site.client()
    client.get("/login?lang=en")
    assert "Sign in" in client.get("/login").text
