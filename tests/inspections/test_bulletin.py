"""The bulletin of a round: places, sections and common problems counted exactly; page, paper and sheets agree."""

import io
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from mealwatch.checklists import known as default_list
from mealwatch.checklists.domain.score import score
from mealwatch.inspections import queries as visited
from mealwatch.inspections.bulletin.gathered import gathered
from mealwatch.inspections.domain import bulletin
from mealwatch.rounds import candidates, queries, service
from mealwatch.rounds.domain.plan import Person, Plan
from mealwatch.schools.domain.school import School
from tests.support import county
from tests.support.pdf import page_sizes, page_texts
from tests.support.people import *  # noqa: F403
from tests.support.people import send
from tests.support.visits import A_PHOTO, Tablet, counted, digest, lost

LIST = default_list.default()
PHOTO = digest(A_PHOTO)


def at_school(code, lost_items=(), red=()):
    answers = {item.code: "full" for item in LIST.list.items} | dict(lost_items)
    school = School(int(code[1:]), code, f"{code}小学", (), "青山镇", "primary", "canteen", None)
    return bulletin.Visited(school, county.NOW.date(), score(LIST, answers, red), tuple(red), answers, ("甲",), (1,))


def test_places_are_shared_and_red_lines_come_last():
    rows = [
        at_school("S004", red=("RL8",)),
        at_school("S003", {"F3": "none"}),
        at_school("S002", {"C3": "none"}),
        at_school("S001"),
    ]
    found = [(one.place, one.visited.school.code) for one in bulletin.ranked(rows)]
    assert found == [(1, "S001"), (2, "S002"), (2, "S003"), (4, "S004")]
    assert bulletin.by_grade(rows) == {"excellent": 3, "good": 0, "pass": 0, "fail": 1}


def test_sections_and_the_whole_are_exact_ratios_of_all_that_applied():
    rows = [at_school("S001", {"A1": "half", "A2": "na"}), at_school("S002", {"B6": "none"}), at_school("S003")]
    by_letter = {one.letter: one.ratio for one in bulletin.sections(LIST.list, rows)}
    assert by_letter["A"] == Fraction(2 * (7 + 8 + 8) - 2, 2 * (7 + 8 + 8))
    assert by_letter["B"] == Fraction(13 * 3 - 2, 13 * 3)
    assert bulletin.overall(rows) == Fraction(2 * 299 - 2 - 4, 2 * 299)
    assert bulletin.overall([]) is None


def test_common_problems_are_those_at_most_schools():
    rows = [
        at_school("S001", {"F3": "half", "C4": "none"}),
        at_school("S002", {"F3": "none", "B6": "none", "C4": "na"}),
        at_school("S003", {"B6": "half", "E7": "none"}),
    ]
    found = bulletin.common(LIST.list, rows)
    assert [(one.code, one.half, one.none, one.looked_at, one.lost_halves) for one in found] == [
        ("F3", 1, 1, 3, 12),
        ("B6", 1, 1, 3, 6),
        ("C4", 0, 1, 2, 6),
        ("E7", 0, 1, 3, 0),
    ]


@pytest.fixture
def told(site, monkeypatch):
    """A finished round: S001 visited by two tablets, S003 by one, S002 snowed in."""
    monkeypatch.setattr(candidates, "serving", lambda _c, listed, days: {one.id: tuple(sorted(days)) for one in listed})
    people = (Person(1, "督查甲", "基教股", leads=True), Person(2, "督查乙", "基教股"))
    plan = Plan("十一月督查", "surprise", (county.NOW.date(),), scope="chosen", people=people)
    number = site.do(service.plan, replace(plan, schools=("S001", "S002", "S003")))
    site.do(service.seal, number)
    site.do(service.draw, number, witness="郑纪", department="县纪委", words="八")
    site.do(service.start, number)
    with site.app.app_context():
        ids = {one.id: one.code for one in candidates.schools.schools_of(site.county_id)}
        stops = {ids[one.school_id]: one.id for one in queries.places_of(site.county_id, number)}
    first, second = Tablet(site), Tablet(site, "平板2")
    findings = {"B6": lost("有老鼠屎", photos=[PHOTO]), "F3": lost("缺一样", "half", photos=[PHOTO])}
    first.deposit(
        first.body(answers=findings, stop=stops["S001"], counts=[counted("rice", "大米", 9_000, 10_000)]),
        files=[A_PHOTO],
    )
    second.deposit(
        second.body(answers={"F3": lost("没有留样", photos=[PHOTO])}, team=("督查丙", "督查丁"), stop=stops["S001"]),
        files=[A_PHOTO],
    )
    red = {"RL8": {"note": "整餐没有留样", "photos": [PHOTO]}}
    first.deposit(
        first.body(school="S003", stop=stops["S003"], red_lines=red, answers={"F3": lost("没有", photos=[PHOTO])}),
        files=[A_PHOTO],
    )
    site.do(service.drop, stops["S002"], reason="大雪封路")
    site.do(service.finish, number)
    site.round_id = number
    return site


def test_page_paper_and_sheets_say_the_same(told):
    officer, base = told.client("bureau_officer"), f"/rounds/{told.round_id}/bulletin"
    with told.app.app_context():
        found = gathered(told.county_id, queries.get_round(told.county_id, told.round_id))
        visits = visited.visits(told.county_id)
    assert len(visits) == 3
    assert [(one.place, one.visited.school.code, one.visited.clashes) for one in found.ranking] == [
        (1, "S001", 2),
        (2, "S003", 0),
    ]
    one = found.visited[0]
    assert (one.answers["B6"], one.answers["F3"], one.score.got_halves) == ("none", "none", 200 - 4 - 8)
    assert found.grades == {"excellent": 1, "good": 0, "pass": 0, "fail": 1}
    total = sum(each.score.got_halves for each in found.visited)

    page = officer.get(base).text
    for words in ("整餐没有留样", "大雪封路", "2 项两组不同", "差异（待核实）", "94.0%"):
        assert words in page
    book = load_workbook(io.BytesIO(officer.get(f"{base}.xlsx").data))
    sheet = book["各校情况"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[-1][4] == Fraction(total, 2)
    assert rows[-1][4] == sum(row[4] for row in rows[1:-1])
    assert rows[-1][9] == len(found.findings) == sum(row[9] for row in rows[1:-1])
    parts = list(book["各部分"].iter_rows(values_only=True))
    assert (parts[-1][2], parts[-1][3]) == (rows[-1][4], rows[-1][5])
    assert str(rows[-1][4]).removesuffix(".0") in page
    common = [row[0] for row in book["共性问题"].iter_rows(values_only=True)]
    assert common[1:3] == ["F3", "B6"]

    paper = officer.get(f"{base}.pdf")
    issued = send(
        officer, f"/papers/drafts/round/{told.round_id}", {"do": "issue", "demands": "举一反三", "prefix": "示教体"}
    )
    kept = officer.get(f"{issued.headers['Location']}/paper.pdf")
    text = "".join("".join(page_texts(kept.data)).split())
    for words in ("关于十一月督查情况的通报", "1号", "示教体〔2026〕", "1.举一反三", "大雪封路", "附件1", "RL8"):
        assert words in text
    sizes = page_sizes(paper.data)
    assert len(sizes) >= 3
    for who in ("principal", "inspector", "auditor", "canteen_manager"):
        assert told.client(who).get(base).status_code == 403

    # Before the teams are off there is no bulletin.
    with told.app.app_context():
        plan = queries.get_round(told.county_id, told.round_id).plan
        rows = {one.school.code: one for one in candidates.candidates(told.county_id, plan, county.NOW.date())}
    later = told.do(service.plan, replace(plan, days=(county.NOW.date() + timedelta(days=1),)))
    assert officer.get(f"/rounds/{later}/bulletin").status_code == 409
    # What the visits tell the next round: nobody waits where somebody just was, and open findings add tickets.
    assert rows["S001"].facts.visited and rows["S001"].facts.waiting == 0
    assert rows["S001"].facts.findings >= 2
    assert not rows["S002"].facts.visited
    assert rows["S001"].weight > rows["S002"].weight
