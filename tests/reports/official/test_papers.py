"""Papers through their pages: a draft says what the week says, an issued one is kept byte for byte under its number."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from mealwatch.reports.official import queries, service
from mealwatch.web import official
from mealwatch.web.archives import open_zip
from mealwatch.web.official import Paper, para
from tests.support import county
from tests.support.monday import WEEK, at_desk, short_week
from tests.support.pdf import page_texts
from tests.support.people import send

DRAFT = f"/papers/drafts/briefing/{WEEK}"


def words_of(content):
    return "".join("".join(page_texts(content)).split())


def cells(book, sheet):
    rows = list(load_workbook(io.BytesIO(book))[sheet].iter_rows(values_only=True))
    return rows[0], [row for row in rows[1:] if row[0] != "合计"], next(row for row in rows if row[0] == "合计")


@pytest.fixture
def monday(site):
    """The county after its short week: S003 is short, the others told nothing."""
    site.alerts = short_week(site)
    with at_desk():
        yield site


def test_a_briefing_from_draft_to_paper(monday):
    officer = monday.client("bureau_officer")
    page = officer.get(DRAFT).text
    assert "应报学校3所，已报齐1所，报送率33.3%" in page
    assert "2所：青山镇中心小学、石门教学点。" in page
    assert "云岭镇小学24.00元，差1.00元" in page

    head, rows, total = cells(officer.get(f"{DRAFT}/draft.xlsx").data, "各校情况表")
    for place in (head.index("就餐人次"), head.index("出库金额（元）"), head.index("享受人数")):
        assert total[place] == sum(row[place] for row in rows)
    fen = f"{total[head.index('出库金额（元）')]:,.2f}"
    assert f"出库食材{fen}元" in page
    assert fen in words_of(officer.get(f"{DRAFT}/draft.pdf").data)

    # What the bureau put down for it is told; what turned out to be nothing is not.
    chosen = next(number for (code, rule), number in monday.alerts.items() if code == "S001")
    monday.do(service.include, [chosen], words="没有报送就餐人数")
    assert "没有报送就餐人数" in officer.get(DRAFT).text
    monday.do(service.leave_out, chosen)
    assert "没有报送就餐人数" not in officer.get(DRAFT).text

    typed = {"do": "issue", "to": "各校", "demands": "请补报。", "prefix": "示教体通报"}
    answer = send(officer, DRAFT, typed)
    assert answer.headers["Location"] == "/papers/briefing/2026/1"
    made = officer.get("/papers/briefing/2026/1/paper.pdf").data
    assert "示教体通报〔2026〕1号" in words_of(made)
    assert "请补报。" in words_of(made)
    with monday.app.app_context():
        one = queries.get_paper(monday.county_id, "briefing", 2026, 1)
        kept = official.from_json(queries.data_of(monday.county_id, one))
        assert official.pdf(kept) == made == queries.content_of(monday.county_id, one)
    assert send(officer, DRAFT, typed).status_code == 409
    again = send(officer, DRAFT, typed | {"again": "yes"})
    assert again.headers["Location"] == "/papers/briefing/2026/2"
    assert "示教体通报〔2026〕2号" in officer.get("/papers/briefing/2026/1").text
    assert officer.get("/papers/briefing/2026/1/paper.pdf").data == made


def test_every_kind_for_a_week_a_month_and_some_days(monday):
    officer = monday.client("bureau_officer")
    for about, said in (("report", "六、下一步打算"), ("ledger", "合计")):
        assert said in words_of(officer.get(f"/papers/drafts/{about}/2026-11-01..2026-11-10/draft.pdf").data)
    assert "食材结构" in words_of(officer.get("/papers/drafts/monthly/2026-11/draft.pdf").data)
    form = officer.get("/papers/drafts/programme/2026-11").text
    assert "每天补助标准×当日在册享受人数" in form
    head, rows, total = cells(officer.get("/papers/drafts/programme/2026-11/draft.xlsx").data, "各校月报表")
    owed = head.index("补助资金应拨（元）")
    assert total[owed] == sum(row[owed] for row in rows) == 3 * 5 * 120 * 5
    ledger = load_workbook(io.BytesIO(officer.get("/papers/drafts/ledger/2026-11-01..2026-11-10/draft.xlsx").data))
    assert len(next(ledger["整改台账"].iter_rows(values_only=True))) == 29
    # A month that is not over and a matter that is none are not issued.
    assert send(officer, "/papers/drafts/monthly/2026-11", {"do": "issue"}).status_code == 409
    assert officer.get("/papers/drafts/briefing/2026-W80").status_code == 404
    lacking = send(officer, "/papers/drafts/interview/S003@2026-11-10", {"do": "issue", "cause": "x"})
    assert lacking.status_code == 422


def test_a_school_reads_its_own_papers_and_a_group_no_figure(monday):
    officer, principal = monday.client("bureau_officer"), monday.client("principal")
    told = {
        "persons": "校长",
        "held_on": "2026年11月12日",
        "place": "会议室",
        "officials": "王股长",
        "cause": "没有报送",
    }
    for code in ("S001", "S003"):
        assert send(officer, f"/papers/drafts/interview/{code}@2026-11-10", {"do": "issue"} | told).status_code == 302
    own, others = "/papers/interview/2026/1", "/papers/interview/2026/2"
    listed = principal.get("/papers").text
    assert own in listed
    assert others not in listed
    assert [principal.get(one).status_code for one in (own, f"{own}/paper.pdf", others)] == [200, 200, 404]
    assert principal.get(DRAFT).status_code == 403

    text = re.search(r'id="message"[^>]*>([^<]+)<', officer.get(f"/papers/reminder?week={WEEK}").text)
    assert text is not None
    assert "石门教学点" in text[1]
    assert "缺就餐人数" in text[1]
    assert "元" not in text[1]
    assert "云岭镇小学" not in text[1]

    # The folder for audits has a sum for every file.
    got = officer.get("/papers/evidence.zip?first=2026-11-01&last=2026-11-10&school=S003")
    with open_zip(io.BytesIO(got.data), 50, name="证据") as folder:
        names = set(folder.namelist())
        manifest = folder.read("清单.csv").decode("utf-8-sig")
    assert {"整改台账.xlsx", "预警.xlsx", "周结.xlsx", "入库单据.xlsx", "说明.txt"} <= names
    assert len(manifest.splitlines()) == len(names)
    assert zipfile.is_zipfile(io.BytesIO(got.data))


def test_numbers_have_no_gap_on_either_store(both):
    made = Paper(title="通报", issuer="局", signed_on=date(2026, 11, 10), blocks=(para("文"),))
    given = {"prefix": "甲", "typed": {}, "by": county.OFFICER, "now": county.NOW}

    def issued(kind="briefing", paper=made):
        return both.do(service.issue, kind, "x", paper, **{name: given[name] for name in ("prefix", "typed")}).label

    assert issued() == "甲〔2026〕1号"
    with pytest.raises(ZeroDivisionError):
        both.do(_failing, made, given)
    assert issued() == "甲〔2026〕2号"
    assert issued(kind="ledger") == "甲〔2026〕1号"


def _failing(county_id, paper, given, **_stamp):
    service.issue(county_id, "briefing", "x", paper, **given)
    raise ZeroDivisionError
