"""The rectification ledger: three lists on paper, one sheet of 29 columns, looks told only once they were made."""

from datetime import date, datetime

from mealwatch.cases.domain.case import Case, Step
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.reports.official.drafting import ledger
from mealwatch.reports.official.gathered.following import looks_of
from mealwatch.reports.official.gathered.ledger import Entry, Ledger
from mealwatch.reports.official.kind import Asked
from mealwatch.schools.domain.school import School

NOW = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
SCHOOL = School(1, "S001", "青山镇中心小学", (), "青山镇", "primary", "canteen", "陆校长")
DONE = (
    ("issue", 2, "王股长（officer）", {}),
    ("sign", 3, "陆校长（lu）", {}),
    ("answer", 5, "陆校长（lu）", {}),
    ("propose_close", 9, "王股长（officer）", {}),
    ("agree_close", 10, "刘局长（director）", {}),
    ("look_passed", 17, "王股长（officer）", {}),
)


def case(number, state, done=DONE, **changes):
    steps = tuple(
        Step(n, what, f"{what}的话", ("a" * 64,), details, NOW.replace(day=day), who, 1)
        for n, (what, day, who, details) in enumerate(done, start=1)
    )
    given = {"due_on": date(2026, 11, 20), "severity": "serious", "level": 1, "kind": "dated"} | changes
    head = Case(
        number, 2026, number, 1, 1, "finding", "1", "库房有鼠洞", "检查表 B6", owner="王股长（officer）", owner_id=1,
        opened_at=NOW.replace(day=1), opened_by="王股长", opened_by_id=1, **given,
    )  # fmt: skip
    return Case(**head.__dict__ | {"steps": steps, "state": state})


def made(*cases):
    entries = [Entry(one, SCHOOL, tuple(looks_of(one)), ("约谈（2026-11-12）",), ()) for one in cases]
    told = Ledger(date(2026, 11, 1), NOW.date(), entries, [])
    return ledger.paper(Asked(1, "示例县", "2026-11-01..2026-11-23", NOW), told)


def test_a_case_fills_its_columns():
    summary, whole = ledger.sheets(made(case(31, "watching")))
    headings = [column.heading for column in whole.columns]
    assert headings == list(ledger.WHOLE)
    assert len(headings) == 29
    [row] = whole.rows
    told = dict(zip(headings, row, strict=True))
    assert (told["问题编号"], told["来源"], told["严重程度"]) == ("整改〔2026〕031号", "检查", "严重")
    assert (told["签收日期"], told["完成日期"], told["销号日期"]) == ("2026-11-03", "2026-11-10", None)
    assert told["核查人、日期、结论"] == "王股长，2026-11-09，改好"
    assert told["回头看日期、结论"] == "2026-11-17保持"
    assert (told["审批人"], told["整改进展"], told["是否反弹"]) == ("刘局长", "回头看", "否")
    assert told["问责情况"] == "约谈（2026-11-12）"
    assert summary.totals == ("合计", 1, 0, 0, 1, 0, 0)


def test_counts_of_the_text_are_those_of_the_table():
    failed = (*DONE[:5], ("reopen", 16, "王股长（officer）", {"reason": "not_kept"}))
    paper = made(case(1, "rectifying", DONE[:2]), case(2, "closed"), case(3, "reopened", failed, reopened=1))
    [text] = [one["text"] for one in paper.blocks if isinstance(one, dict)]
    assert "台账共3条：整改中2条（其中逾期2条），待核查0条，回头看0条，销号1条，销号率33.3%。" in text
    assert paper.grids[0].totals == ("合计", 3, 2, 0, 0, 1, 1)
    whole = ledger.sheets(paper)[1]
    looked = [column.heading for column in whole.columns].index("回头看日期、结论")
    assert [row[looked] for row in whole.rows] == ["", "2026-11-17保持", "2026-11-16反弹"]
