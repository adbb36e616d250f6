"""The canonical form of a record: the cases that the twin on the tablet is tried with too."""

import json
from pathlib import Path

import pytest

from mealwatch.devices.domain.canonical import NotCanonical, canonical, digest, digest_of, read

TABLE = json.loads((Path(__file__).parent / "canonical_cases.json").read_text())


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_one_text_and_one_hash(case):
    written = case["canonical"].encode()
    assert canonical(json.loads(case["json"])) == written
    assert digest(json.loads(case["json"])) == digest_of(written) == case["hash"]
    assert read(written) == json.loads(case["json"])


@pytest.mark.parametrize("case", TABLE["refused"], ids=lambda case: case["name"])
def test_what_two_languages_write_differently_has_none(case):
    with pytest.raises(NotCanonical):
        canonical(json.loads(case["json"]))
    with pytest.raises(NotCanonical):
        read(case["json"].encode())


OTHERWISE = (
    *(b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1}\n', b'{"a":1,"a":1}', b'"\\u4e2d"', b'"\\/"', b"-0", b"1.0", b"1e2"),
    *(b"NaN", b"", b"{", b'"\xff"', b"\xef\xbb\xbf{}", b'"\xed\xa0\x80"', b"[" * 2000 + b"]" * 2000),
)


@pytest.mark.parametrize("written", OTHERWISE)
def test_bytes_that_would_be_written_otherwise_are_not_read(written):
    with pytest.raises(NotCanonical):
        read(written)


def test_text_that_is_no_key_and_values_of_no_kind():
    for value in ({1: 2}, (1, 2), {1}, 1.0, b"x"):
        with pytest.raises(NotCanonical):
            canonical(value)
