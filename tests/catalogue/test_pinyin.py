"""Pinyin of names, and finding an ingredient by what people type."""

import pytest

from mealwatch.catalogue.domain.ingredient import Ingredient
from mealwatch.catalogue.domain.pinyin import pinyin_of, syllables_of, words_of
from mealwatch.catalogue.domain.search import search
from mealwatch.catalogue.known import known_ingredients


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("重庆", "chong qing"),
        ("重庆小面", "chong qing xiao mian"),
        ("长豆角", "chang dou jiao"),
        ("鲜长豆角", "xian chang dou jiao"),
        ("莴苣", "wo ju"),
        ("茄子", "qie zi"),
        ("茄汁豆", "qie zhi dou"),
        ("番茄", "fan qie"),
        ("圣女果", "sheng nv guo"),
        ("绿豆", "lv dou"),
        ("荠菜", "ji cai"),
        ("芥菜", "jie cai"),
        ("萝卜", "luo bo"),
        ("蛤蜊", "ge li"),
        ("薄荷", "bo he"),
        ("苹果脯", "ping guo fu"),
        ("鸡脯肉", "ji pu rou"),
        ("玉米糁", "yu mi shen"),
        ("豆豉", "dou chi"),
        ("蒸鱼豉油", "zheng yu chi you"),
        ("鸭血", "ya xue"),
        ("散养鸡", "san yang ji"),
        ("人参", "ren shen"),
        ("大料", "da liao"),
    ],
)
def test_readings(word, reading):
    assert " ".join(syllables_of(word)) == reading


def test_parts_of_a_name_are_read_one_by_one():
    assert words_of(["大米（粳米）"]) == ["dami", "dm", "jingmi", "jm"]
    assert words_of(["QQ糖 7.5g"]) == ["tang", "t"]
    assert pinyin_of("大米（粳米）", ["粳米", "东北大米"]) == "dami dm jingmi jm;dongbeidami dbdm"
    assert pinyin_of("土豆") == "tudou td"
    assert pinyin_of("ABC") == ""


@pytest.mark.parametrize("known", known_ingredients().values(), ids=lambda known: known.code)
def test_known_ingredients_have_the_initials_that_were_written_by_hand(known):
    if "/" not in known.name:
        assert set(known.initials) <= set(pinyin_of(known.name, known.aliases).replace(";", " ").split())


def ingredient(code, name, *aliases):
    return Ingredient(len(code), code, name, aliases, pinyin_of(name, aliases), "蔬菜类", "g")


SHELF = [
    ingredient("SC36", "西红柿", "番茄"),
    ingredient("SC37", "樱桃番茄", "圣女果"),
    ingredient("TW13", "番茄酱"),
    ingredient("GS19", "土豆", "马铃薯"),
    ingredient("DD03", "北豆腐", "豆腐"),
    ingredient("GS16", "绿豆"),
    ingredient("SC38", "茄子"),
]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("土豆", ["土豆"]),
        ("tudou", ["土豆"]),
        ("TuDou", ["土豆"]),
        ("ｔｄ", ["土豆"]),
        ("td", ["土豆"]),
        ("tu", ["土豆"]),
        ("马铃薯", ["土豆"]),
        ("mls", ["土豆"]),
        ("gs19", ["土豆"]),
        (" 土 豆 ", ["土豆"]),
        ("lvdou", ["绿豆"]),
        ("lüd", ["绿豆"]),
        ("番茄", ["西红柿", "番茄酱", "樱桃番茄"]),
        ("豆", ["北豆腐", "绿豆", "土豆"]),
        ("dou", ["北豆腐", "绿豆", "土豆"]),
        ("腐", ["北豆腐"]),
        ("qie", ["茄子", "番茄酱", "樱桃番茄", "西红柿"]),
        ("鱼", []),
        ("", []),
        ("  ", []),
    ],
)
def test_what_is_typed_finds(typed, names):
    assert [found.name for found in search(SHELF, typed)] == names


def test_the_best_come_first_and_no_more_than_asked_for():
    assert [found.name for found in search(SHELF, "豆", limit=1)] == ["北豆腐"]
    two = [ingredient("B2", "豆腐皮"), ingredient("B1", "豆腐干"), ingredient("A9", "豆腐")]
    assert [found.code for found in search(two, "豆腐")] == ["A9", "B1", "B2"]


def test_only_written_names_are_searched_for_chinese():
    assert search([ingredient("X1", "大米（粳米）", "东北大米")], "粳米")
    assert search([ingredient("X1", "大米（粳米）", "东北大米")], "dbdm")
