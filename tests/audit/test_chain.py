"""The chain: one text for one value, and a hash that any change to an entry breaks."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealwatch.audit.chain import GENESIS, canonical, chained, digest

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=12,
)
texts = st.text(st.characters(codec="utf-8"), max_size=20)
ENTRY = (7, 3, "2026-11-02T09:00:00+08:00", "李老师", "post", "issue", "C001/issue/I1", '{"digest":"x"}')


@given(values)
def test_canonical_text_is_read_back_as_the_value(value):
    text = canonical(value)
    assert json.loads(text) == value
    assert "\n" not in text


@given(st.dictionaries(texts, st.integers(), min_size=2, max_size=6))
def test_the_order_of_keys_does_not_matter(value):
    backwards = dict(reversed(value.items()))
    assert canonical(backwards) == canonical(value)
    assert digest(backwards) == digest(value)


def test_canonical_is_short_and_chinese():
    assert canonical({"b": [1, None, True], "a": "米"}) == '{"a":"米","b":[1,null,true]}'


@pytest.mark.parametrize("inexact", [1.0, [1, 2.5], {"a": {"b": [0.1]}}, (1, (2, 3.0)), float("nan")])
def test_floats_are_refused_however_deep(inexact):
    with pytest.raises(TypeError):
        canonical(inexact)


@given(values, values)
def test_different_values_have_different_digests(one, other):
    same = canonical(one) == canonical(other)
    assert (digest(one) == digest(other)) == same


@given(st.integers(1, 99), st.integers(1, 10**9), texts, texts, texts, texts, texts, texts)
def test_the_hash_is_of_the_one_before_and_the_json_of_the_entry(county_id, seq, at, actor, action, subject, key, body):
    entry = [county_id, seq, at, actor, action, subject, key, body]
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    wanted = hashlib.sha256(b"\x00" + bytes(32) + text.encode()).hexdigest()
    assert chained(GENESIS, *entry) == wanted


@pytest.mark.parametrize("place", range(len(ENTRY)))
def test_any_change_changes_the_hash(place):
    changed = list(ENTRY)
    changed[place] = changed[place] + (1 if place < 2 else " ")
    assert chained(GENESIS, *changed) != chained(GENESIS, *ENTRY)
    assert chained("1" * 64, *ENTRY) != chained(GENESIS, *ENTRY)


def test_text_cannot_slide_from_one_place_to_the_next():
    one = (*ENTRY[:4], "post", "issue", *ENTRY[6:])
    other = (*ENTRY[:4], "postissue", "", *ENTRY[6:])
    assert chained(GENESIS, *one) != chained(GENESIS, *other)
    quoted = (*ENTRY[:4], 'post","issue', "", *ENTRY[6:])
    assert chained(GENESIS, *one) != chained(GENESIS, *quoted)
