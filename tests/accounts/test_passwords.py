"""Which passwords are taken."""

import pytest

from mealwatch.accounts import errors, hashing
from mealwatch.accounts.domain.passwords import faults


def refused(password, username="wangls", is_admin=False):
    return [type(one) for one in faults(password, username=username, is_admin=is_admin)]


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short", errors.PasswordShort),
        ("ninechars", errors.PasswordShort),
        ("x" * 201, errors.PasswordTooLong),
        ("1234567890", errors.PasswordCommon),
        ("12345678901", errors.PasswordCommon),
        ("9876543210", errors.PasswordCommon),
        ("aaaaaaaaaaaa", errors.PasswordCommon),
        ("abcabcabcabc", errors.PasswordCommon),
        ("qwertyuiop", errors.PasswordCommon),
        ("Password2026", errors.PasswordCommon),
        ("yingyangcan2026", errors.PasswordCommon),
        ("shitang@2026!", errors.PasswordCommon),
        ("5201314520", errors.PasswordCommon),
        ("wangls-likes-tea", errors.PasswordHasName),
    ],
)
def test_weak_ones_are_refused(password, problem):
    assert refused(password) == [problem]


@pytest.mark.parametrize("password", ["correct horse", "豆腐青菜萝卜汤一二三", "kite-plum-river", "m7#tQz!pL2"])
def test_others_are_taken(password):
    assert refused(password) == []


def test_administrators_need_fifteen_characters():
    assert refused("kite-plum-rive", is_admin=True) == [errors.PasswordShort]
    assert refused("kite-plum-river", is_admin=True) == []


def test_a_first_password_would_do_for_an_administrator():
    first = {hashing.first_password() for _ in range(50)}
    assert len(first) == 50
    assert not any(refused(one, is_admin=True) for one in first)


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own():
    one, other = hashing.hash_password("kite-plum-river"), hashing.hash_password("kite-plum-river")
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert one != other
    assert hashing.matches(one, "kite-plum-river")
    assert not hashing.matches(one, "kite-plum-rivet")
    assert not hashing.matches(None, "kite-plum-river")
    assert not hashing.matches("not a hash", "kite-plum-river")
