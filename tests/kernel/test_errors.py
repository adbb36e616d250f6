"""Problems: a code, a field, a sentence with its facts filled in, what to do; in any language."""

import inspect
import pkgutil
import re
from importlib import import_module

import pytest

import mealwatch
from mealwatch.kernel import errors
from mealwatch.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Problem, mark

CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Late(Conflict):
    code = "test.late"
    says = mark("{value} 太晚")
    remedy = mark("请在 {until} 以前")


def test_a_problem_says_what_is_wrong_and_what_to_do():
    late = Late(field="dated_on", value="3日", until="2日")
    assert (late.field, late.text(), late.advice()) == ("dated_on", "3日 太晚", "请在 2日 以前")
    assert str(late) == "test.late: 3日 太晚"
    english = {"{value} 太晚": "{value} is too late", "请在 {until} 以前": "Do it before {until}"}.get
    assert late.text(english) == "3日 is too late"
    assert late.advice(english) == "Do it before 2日"


def test_nothing_known_is_shown_as_nothing():
    assert Late(value=None, until="").text() == " 太晚"
    assert Problem().advice() == ""


def test_a_value_that_looks_like_a_place_is_shown_as_it_is():
    assert Late(value="{until}", until="x").text() == "{until} 太晚"


def problems():
    """Every problem of every feature."""
    found = {}
    for module in pkgutil.walk_packages(mealwatch.__path__, "mealwatch."):
        if re.search(r"\.errors(\.|$)|kernel\.(errors|checks)$|storage\.transaction$", module.name):
            for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
                if issubclass(kind, Problem) and kind.__module__ == module.name:
                    found[f"{kind.__module__}.{kind.__name__}"] = kind
    return [kind for _, kind in sorted(found.items())]


ROOTS = {Problem, Invalid, Conflict, NotFound, NotAllowed} | {
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Problem)
}


@pytest.mark.parametrize("kind", [kind for kind in problems() if kind not in ROOTS], ids=lambda kind: kind.__qualname__)
def test_every_problem_has_a_code_and_chinese_sentences(kind):
    assert re.fullmatch(r"[a-z_]+(\.[a-z0-9_]+)+", kind.code), kind.code
    assert CHINESE.search(kind.says) or not re.search(r"\w", re.sub(r"\{\w+\}", "", kind.says))
    assert CHINESE.search(kind.remedy)
    assert issubclass(kind, tuple(ROOTS - {Problem}))
    assert re.fullmatch(r"[^{}]*(\{\w+\}[^{}]*)*", kind.says + kind.remedy), "places are {names}"


def test_codes_are_taken_once():
    codes = {}
    for kind in problems():
        if kind not in ROOTS and "code" in vars(kind):
            codes.setdefault(kind.code, []).append(kind.__qualname__)
    assert {code: kinds for code, kinds in codes.items() if len(kinds) > 1} == {}
