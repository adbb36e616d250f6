"""Officers change a list on its pages and publish it; a visit's version stays; a file is shown before it counts."""

import io
import re

import pytest

from mealwatch.checklists import queries, service
from mealwatch.kernel.errors import Conflict
from tests.support import county
from tests.support.people import send, token_in

ITEM = {
    "code": "A1",
    "text": "校长负总责",
    "scored": "yes",
    "points": "３",
    "method_records": "yes",
    "phrases": "没有文件\n没有文件\n",
}
DRAFT = "/checklists/default/draft"


@pytest.fixture
def officer(site):
    return site.client("bureau_officer")


def seen(client, address):
    return re.search(r'name="seen" value="(\w+)"', client.get(address).text)[1]


def current(site, code="default"):
    with site.app.app_context():
        return queries.current(site.county_id, code)


def edit(client, **changed):
    return send(client, f"{DRAFT}/items/A1", ITEM | {"seen": seen(client, f"{DRAFT}/items/A1")} | changed)


def publish(client, code="default", note="按文件调整"):
    page = client.get(f"/checklists/{code}/publish").text
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    return send(client, f"/checklists/{code}/publish", {"note": note, "revision": revision})


def test_a_change_counts_once_it_is_published(site, officer):
    before = current(site)
    for page in ("", "/draft", "/draft/frame"):
        assert officer.get(f"/checklists/default{page}").status_code == 200
    assert edit(officer).status_code == 302
    assert current(site) == before
    page = officer.get("/checklists/default/publish").text
    assert "<del>2</del> → <ins>3</ins>" in page and "不是 100 分" in page
    assert publish(officer).status_code == 302
    now = current(site)
    assert (now.number, now.list.item("A1").points, now.list.points, now.note) == (2, 3, 101, "按文件调整")
    assert now.list.item("A1").phrases == ("没有文件",)
    with site.app.app_context():
        assert queries.version(site.county_id, "default", 1) == before
    for page in ("", "/versions/1", "/versions/2", "/versions/2/changes", "/draft"):
        assert officer.get(f"/checklists/default{page}").status_code == 200
    assert "校长负总责" in site.client("inspector").get("/checklists/default").text


def test_what_is_wrong_keeps_what_was_typed(site, officer):
    answer = edit(officer, points="2.5")
    assert answer.status_code == 422 and "校长负总责" in answer.text and "2.5" in answer.text
    answer = edit(officer, code="K1")
    assert answer.status_code == 422 and 'href="#f-code"' in answer.text
    with site.app.app_context():
        assert queries.get_list(site.county_id, "default").draft is None


def test_two_officers_do_not_overwrite_each_other(site, officer):
    other, mark = site.client("bureau_admin"), seen(officer, f"{DRAFT}/items/A1")
    assert edit(other, text="别人改的").status_code == 302
    answer = send(officer, f"{DRAFT}/items/A1", ITEM | {"seen": mark})
    assert answer.status_code == 409 and "刚改过这份检查表" in answer.text and "校长负总责" in answer.text
    again = re.search(r'name="seen" value="(\w+)"', answer.text)[1]
    assert send(officer, f"{DRAFT}/items/A1", ITEM | {"seen": again}).status_code == 302


def test_items_are_added_moved_and_removed(site, officer):
    assert 'value="B11"' in officer.get(f"{DRAFT}/items?section=B").text
    assert send(officer, f"{DRAFT}/items", ITEM | {"code": "b11"}).status_code == 302
    assert send(officer, f"{DRAFT}/items/B11/move", {"way": "up"}).status_code == 302
    assert send(officer, f"{DRAFT}/items/B1/remove").status_code == 302
    with site.app.app_context():
        draft = queries.get_list(site.county_id, "default").draft.content
    assert [item.code for item in draft.sections[1].items][-2:] == ["B11", "B10"]
    assert draft.item("B1") is None
    assert send(officer, "/checklists/default/discard").status_code == 302
    assert officer.get("/checklists").status_code == 200


def test_the_frame_around_the_items(site, officer):
    page = officer.get(f"{DRAFT}/frame").text
    form = dict(re.findall(r'<input id="f-([\w-]+)"[^>]* value="([^"]*)"', page))
    form |= {
        "seen": seen(officer, f"{DRAFT}/frame"),
        "sections-9-letter": "K",
        "sections-9-title": "其他",
        "ordinary": "5",
    }
    assert send(officer, f"{DRAFT}/frame", form | {"sections-0-title": "", "sections-0-letter": ""}).status_code == 409
    wrong = send(officer, f"{DRAFT}/frame", form | {"good": "95"})
    assert wrong.status_code == 422 and 'href="#f-good"' in wrong.text
    assert send(officer, f"{DRAFT}/frame", form | {"red_lines-7-text": ""}).status_code == 302
    with site.app.app_context():
        draft = queries.get_list(site.county_id, "default").draft.content
    assert (draft.sections[-1].letter, len(draft.red_lines), dict(draft.deadlines)["ordinary"]) == ("K", 7, 5)
    assert publish(officer).status_code == 409


def test_a_special_list_of_some_sections(site, officer):
    form = {"title": "资金专项督查表", "source": "default"}
    assert send(officer, "/checklists/new", form).status_code == 422
    assert send(officer, "/checklists/new", form | {"section_I": "yes"}).status_code == 302
    assert "还在编写" in site.client("inspector").get("/checklists/special-1").text
    assert publish(officer, "special-1").status_code == 302
    assert (current(site, "special-1").list.points, current(site, "special-1").number) == (14, 1)
    assert send(officer, "/checklists/special-1/rest").status_code == 302
    assert "停用" in officer.get("/checklists").text
    assert send(officer, "/checklists/default/rest").status_code == 409


@pytest.mark.parametrize(("kind", "address"), [("sheets", "1.xlsx"), ("xlsform", "1/xlsform.xlsx")])
def test_a_file_is_shown_before_it_becomes_the_draft(site, officer, kind, address):
    file = officer.get(f"/checklists/default/versions/{address}").data
    edit(officer)
    page = officer.get("/checklists/default/import").text

    def give(content):
        data = {"csrf_token": token_in(page), "kind": kind, "file": (io.BytesIO(content), "表.xlsx")}
        return officer.post("/checklists/default/import", data=data)

    shown = give(file)
    assert shown.status_code == 200 and "<del>校长负总责</del>" in shown.text
    carried = re.search(r'name="carried" value="([^"]+)"', shown.text)[1]
    assert send(officer, "/checklists/default/import/take", {"carried": carried[:-2]}).status_code == 302
    with site.app.app_context():
        assert queries.get_list(site.county_id, "default").draft.content.item("A1").text == "校长负总责"
    assert send(officer, "/checklists/default/import/take", {"carried": carried}).status_code == 302
    with site.app.app_context():
        assert queries.get_list(site.county_id, "default").draft.content == queries.current(site.county_id).list
    assert give(b"no file").status_code == 422
    assert give(b"").status_code == 422


def test_what_was_published_is_refused_a_second_time(site):
    def again():
        service.change(
            site.county_id, "default", lambda rows: rows | {"title": "督查表"}, by=county.OFFICER, now=county.NOW
        )
        return service.publish(site.county_id, "default", note="同", seen=None, by=county.OFFICER, now=county.NOW)

    with site.app.app_context():
        assert county.do(lambda _id, **_by: again(), site.county_id).number == 2
        with pytest.raises(Conflict, match="nothing_changed"):
            county.do(lambda _id, **_by: again(), site.county_id)
