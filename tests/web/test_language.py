"""Chinese first; English by a switch that keeps the page."""

import pytest

from tests.support.people import send


def test_chinese_is_the_default_whatever_the_browser_prefers(site):
    page = site.client().get("/login", headers={"Accept-Language": "en-US,en"}).text
    assert '<html lang="zh-CN">' in page
    assert "用户名" in page


def test_the_switch_keeps_the_page_and_its_filters(site):
    client = site.client("auditor")
    answer = client.get("/people?page=1&town=%E4%BA%91&lang=en")
    assert answer.headers["Location"] == "/people?page=1&town=%E4%BA%91"
    page = client.get("/people?page=1").text
    assert '<html lang="en">' in page
    assert 'href="/people?page=1&amp;lang=zh"' in page
    client.get("/people?lang=zh")
    assert '<html lang="zh-CN">' in client.get("/people").text


@pytest.mark.parametrize("lang", ["fr", "", "EN", "en\n", "../en"])
def test_other_languages_are_not_taken(site, lang):
    client = site.client()
    assert '<html lang="zh-CN">' in client.get("/login", query_string={"lang": lang}).text
    assert client.get_cookie("lang") is None


def test_a_page_that_answered_a_form_switches_to_one_that_can_be_opened(site):
    client = site.client("bureau_admin")
    page = send(
        client,
        "/people/spare/name",
        {"name": ""},
        page="/people/spare",
        headers={"Referer": "http://localhost/people/spare"},
    )
    assert page.status_code == 422
    assert 'href="/people/spare?lang=en"' in page.text


def test_an_english_page_has_no_chinese_but_names(site):
    client = site.client("bureau_admin")
    client.get("/people?lang=en")
    for address in ("/people", "/people/new", "/people/spare", "/account", "/nope"):
        html = client.get(address).text
        names = ("示例县", "中文", "青山镇", "云岭镇", "石门教学点", "中心小学", "食堂", "小学")
        for name in sorted(names, key=len, reverse=True):
            html = html.replace(name, "")
        left = {sign for sign in html if "\u4e00" <= sign <= "\u9fff"}
        assert left == set(), address


def test_problems_are_told_in_english(site):
    client = site.client("bureau_admin")
    client.get("/people?lang=en")
    page = send(client, "/people/new", {"name": "X", "username": "spare", "role": "auditor"}, page="/people/new").text
    assert "already in use" in page
