"""Paper: what was typed is what prints, in our own font, the same bytes each time."""

import subprocess
import sys
from pathlib import Path

import pytest

from mealwatch.web import paper
from tests.support.pdf import NO_GLYPH, page_sizes, page_texts

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#let number = context [第 #counter(page).display() 页 共 #counter(page).final().first() 页]
#set page(paper: "a4", height: {height}, footer: number)
#set text(font: "Noto Sans SC", lang: "zh")
#for line in data.lines [#line #linebreak()]
缺#data.missing
"""


@pytest.fixture
def template(tmp_path, monkeypatch):
    """A template in a folder that templates may be read from."""
    monkeypatch.setattr(paper, "_ROOT", tmp_path)

    def made(height="auto"):
        file = tmp_path / "plain.typ"
        file.write_text(TEMPLATE.replace("{height}", height), "utf-8")
        return file

    return made


def test_text_stays_text_whatever_it_looks_like(template):
    typed = '#panic("no") *粗* $x$ `a` [b] "c" \\ // ~ @ref <label> #include "x"'
    [page] = page_texts(paper.pdf(template(), {"lines": [typed]}))
    assert typed.replace(" ", "") in page.replace(" ", "").replace("\n", "")


def test_chinese_prints_and_can_be_copied_out_again(template):
    typed = "商城县第一小学食堂 2026年11月23日 大白菜（鲜）34.5 斤 ￥1,234.50 ≤8℃ × □ ■ √ ①"
    [page] = page_texts(paper.pdf(template(), {"lines": [typed]}))
    assert typed.replace(" ", "") in page.replace(" ", "").replace("\n", "")
    assert "第1页共1页" in page.replace(" ", "").replace("\n", "")
    assert "缺0" in page


@pytest.mark.parametrize(
    "typed, printed", [("王𠮷祥", "王□祥"), ("好😀吃", "好□吃"), ("a\x07b", "ab"), ("全\u200b麦", "全麦")]
)
def test_a_character_that_cannot_be_drawn_leaves_no_hole(template, typed, printed):
    [page] = page_texts(paper.pdf(template(), {"lines": [typed]}))
    assert printed in page
    assert NO_GLYPH not in page
    assert paper.printable("王𠮷祥") == "王□祥"


def test_the_paper_can_say_how_many_characters_it_could_not_draw(template):
    [page] = page_texts(paper.pdf(template(), {"lines": ["𠮷😀😀"]}))
    assert "缺2" in page


def test_the_same_data_gives_the_same_bytes(template):
    data = {"lines": ["白菜", "萝卜"]}
    assert paper.pdf(template(), data) == paper.pdf(template(), data)


def test_long_papers_number_their_pages(template):
    pages = page_texts(paper.pdf(template("297mm"), {"lines": [f"第{number}行" for number in range(120)]}))
    assert len(pages) > 1
    assert f"第{len(pages)}页共{len(pages)}页" in pages[-1].replace(" ", "").replace("\n", "")
    assert page_sizes(paper.pdf(template("297mm"), {"lines": []})) == [(595, 842)]


def test_a_picture_is_one_png_as_high_as_its_text(template):
    small = paper.png(template(), {"lines": ["一"]}, ppi=72)
    high = paper.png(template(), {"lines": ["一"] * 60}, ppi=72)
    assert small.startswith(b"\x89PNG") and _height(high) > _height(small)
    assert len(paper.pages(template("297mm"), {"lines": ["一"] * 120}, ppi=36)) > 1


def test_what_the_template_cannot_take_is_a_problem_with_a_remedy(template, caplog):
    with pytest.raises(paper.NotPrinted) as refused:
        paper.pdf(template(), {"no": "lines"})
    assert refused.value.advice()
    assert "plain.typ" in caplog.text


def _height(png):
    return int.from_bytes(png[20:24])


def test_a_process_forked_from_one_that_has_printed_says_so_instead_of_waiting_for_ever(tmp_path):
    template = tmp_path / "page.typ"
    template.write_text("#set page(width: 20mm, height: 20mm)\n1")
    program = (
        "import os, sys; from pathlib import Path; from mealwatch.web import paper\n"
        "page = Path(sys.argv[1]); paper._ROOT = page.parent; paper.pdf(page, {})\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    try: paper.pdf(page, {})\n"
        "    except RuntimeError: os._exit(7)\n"
        "    os._exit(0)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(template)], cwd=Path.cwd(), timeout=60, check=False)
    assert done.returncode == 7
