"""What is forbidden, what is asked about and what is not: a table of names against the usual rules."""

import pytest

from mealwatch.catalogue import errors, queries, service
from mealwatch.catalogue.domain.forbidden import ALLOW, ASK, DISH, INGREDIENT, REFUSE, judge, words_of
from mealwatch.catalogue.known import known_ingredients
from mealwatch.catalogue.known_forbidden import usual_rules
from mealwatch.kernel import checks
from tests.support.kitchen import both, kitchen, kitchen_databases, kitchen_on_postgresql  # noqa: F401

RULES = tuple(usual_rules().values())


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("四季豆", REFUSE),
        ("干煸四季豆", REFUSE),
        ("豆角", ASK),
        ("扁豆", ASK),
        ("豇豆", ALLOW),
        ("长豆角", ALLOW),
        ("红芸豆", ALLOW),
        ("芸豆", ASK),
        ("鲜黄花菜", REFUSE),
        ("新鲜黄花菜", REFUSE),
        ("黄花菜", ASK),
        ("干黄花菜", ALLOW),
        ("黄花菜(干)", ALLOW),
        ("黄花菜（干）", ALLOW),
        ("小黄花鱼", ALLOW),
        ("野生蘑菇", REFUSE),
        ("野生菌", REFUSE),
        ("野蘑菇", REFUSE),
        ("香菇（鲜）", ALLOW),
        ("金针菇", ALLOW),
        ("野菜", ASK),
        ("荠菜", ASK),
        ("发芽的土豆", REFUSE),
        ("土豆", ALLOW),
        ("裱花蛋糕", REFUSE),
        ("亚硝酸钠", REFUSE),
        ("河豚", REFUSE),
        ("含乳饮料", REFUSE),
        ("纯牛奶", ALLOW),
        ("预制菜包", ASK),
        ("散装食用油", REFUSE),
        ("大豆油", ALLOW),
        ("大白菜", ALLOW),
    ],
)
def test_an_ingredient_by_its_name(name, answer):
    verdict = judge(name, (), RULES)
    assert verdict.answer == answer
    assert bool(verdict.basis) == (answer != ALLOW)


@pytest.mark.parametrize(
    ("dish", "answer"),
    [
        ("豆角炒肉", ASK),
        ("豇豆炒肉", ALLOW),
        ("凉拌牛肉", REFUSE),
        ("凉拌黄瓜", ASK),
        ("水果沙拉", ALLOW),
        ("冷荤拼盘", REFUSE),
        ("卤味拼盘", REFUSE),
        ("生鱼片", REFUSE),
        ("隔夜饭炒蛋", REFUSE),
        ("鲜黄花菜炒肉", REFUSE),
        ("野菜炒香菇", ASK),
        ("红烧肉", ALLOW),
        ("青菜豆腐汤", ALLOW),
        ("西红柿炒蛋", ALLOW),
    ],
)
def test_a_dish_by_its_name(dish, answer):
    assert judge(dish, (), RULES, DISH).answer == answer


def test_other_names_count_and_may_clear_a_food():
    assert judge("青豆荚", ("四季豆",), RULES).refused
    assert judge("豇豆", ("豆角", "长豆角"), RULES).answer == ALLOW


def test_words_for_dishes_do_not_hit_ingredients_and_the_reverse():
    assert judge("凉拌汁", (), RULES, INGREDIENT).answer == ALLOW
    assert judge("散装酱油炒饭", (), RULES, DISH).answer == REFUSE  # as cooked meat sold loose
    assert judge("散装醋", (), RULES, DISH).answer == ALLOW


def test_of_the_ingredients_known_only_green_beans_are_refused():
    answers = {one.name: judge(one.name, one.aliases, RULES).answer for one in known_ingredients().values()}
    assert [name for name, answer in answers.items() if answer == REFUSE] == ["四季豆"]
    assert [name for name, answer in answers.items() if answer == ASK] == ["荠菜"]


def test_words_are_parted_by_any_comma_and_a_lone_star_is_none():
    assert words_of("野菜； 荠菜,蕨菜、*\n野菜") == ("野菜", "荠菜", "蕨菜")


def test_a_county_changes_a_rule_takes_one_out_and_adds_its_own(both):  # noqa: F811
    given = {"name": "四季豆", "words": "四季豆", "rule": "ask", "applies_to": "any"}
    both.do(service.put_forbidden_food, code="F01", basis="本县规定须确认", **given)
    both.do(service.put_forbidden_food, code="F11", **(given | {"name": "野菜", "words": "野菜", "active": False}))
    added = both.do(service.put_forbidden_food, **(given | {"name": "毛豆", "words": "毛豆", "rule": "refuse"}))
    rules = queries.forbidden_rules(both.county_id)
    assert judge("四季豆", (), rules).basis == "本县规定须确认"
    assert judge("荠菜", (), rules).answer == ALLOW
    assert judge("毛豆", (), rules).refused
    assert added == "X01"
    assert len(rules) == len(RULES) + 1
    assert both.journal()[-1] == ("create", "forbidden_food", "X01")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"words": " ;， "}, errors.WordsMissing),
        ({"name": " "}, checks.Required),
        ({"rule": "allow"}, checks.NotInList),
        ({"applies_to": "meal"}, checks.NotInList),
        ({"basis": "据" * 201}, checks.TextTooLong),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(kitchen, changes, fault):  # noqa: F811
    given = {"name": "毛豆", "words": "毛豆", "rule": "ask", "applies_to": "any"} | changes
    with pytest.raises(fault):
        kitchen.do(service.put_forbidden_food, **given)
