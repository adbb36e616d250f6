"""What the server gives the tablet's app besides records: its page, its worker, its words, who is signed in."""

import json
import re

import pytest

from mealwatch.inspections.app import words
from tests.support.people import *  # noqa: F403
from tests.support.twins import FRONTEND

SCRIPTS = [file.read_text("utf-8") for file in (FRONTEND / "visits").rglob("*.js*")]
WHOLE = re.compile(r"""["'`]((?:shell|item|measure)_[a-z0-9_]+)["'`]""")
BEGUN = re.compile(r"""[`]((?:shell|item|measure)_[a-z0-9_]*)\$\{""")


def test_the_page_holds_no_data_and_both_languages(site):
    signed_in, nobody = site.client("inspector").get("/visits/app").text, site.client().get("/visits/app").text
    unnamed = re.compile(r'nonce="[^"]*"')
    assert unnamed.sub("", signed_in) == unnamed.sub("", nobody)
    island = json.loads(re.search(r'id="visit-words"[^>]*>(.*?)</script>', nobody, re.DOTALL)[1])
    assert island["zh"].keys() == island["en"].keys() == words.all_words().keys()


def test_the_worker_names_the_pages_build_and_is_asked_for_each_time(site):
    worker, page = site.client().get("/visits/sw.js"), site.client().get("/visits/app").text
    about = json.loads(worker.text.partition("\n")[0].removeprefix("self.BUILD = ").removesuffix(";"))
    assert worker.headers["Cache-Control"] == "no-cache"
    assert f'data-build="{about["number"]}"' in page
    assert about["off"] is False and all(len(one["sha256"]) == 64 for one in about["files"])
    manifest = json.loads(site.client().get("/visits/app.webmanifest").text)
    assert (manifest["scope"], manifest["start_url"], manifest["display"]) == ("/visits/", "/visits/app", "standalone")


@pytest.mark.parametrize(("username", "may"), [("inspector", True), ("bureau_officer", True), ("principal", False)])
def test_the_tablet_learns_who_is_signed_in(site, username, may):
    told = site.client(username).get("/visits/session").get_json()
    assert (told["username"], told["may_inspect"]) == (username, may)
    assert told["csrf"] and told["county"]["code"] == "360732"


def test_every_word_that_the_scripts_say_is_there_and_no_other():
    known = words.all_words().keys()
    said = {key for text in SCRIPTS for key in WHOLE.findall(text)}
    begun = tuple({key for text in SCRIPTS for key in BEGUN.findall(text)})
    assert sorted(said - known) == []
    unused = [key for key in known - said if key.startswith("shell_") and not key.startswith(begun)]
    assert sorted(unused) == []
