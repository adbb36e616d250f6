"""佐证材料包: a zip of everything about one school or all of them in some days, for audits and joint inspections.

Papers as they were issued, visits with their photos, cases step by step and alerts with their photos, and as
spreadsheets the alerts, the closed weeks and the receipts. The manifest has the sha256 of every file.
"""

import tempfile
from dataclasses import replace

from mealwatch.alerts.domain.states import STATES as ALERT_STATES
from mealwatch.alerts.queries import alerts
from mealwatch.attachments import queries as attachments
from mealwatch.attachments.domain.matters import Evidence
from mealwatch.devices import queries as devices
from mealwatch.devices.domain.stripping import stripped
from mealwatch.inspections import queries as visited
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.week import Week
from mealwatch.reports.official import queries
from mealwatch.reports.official.drafting import ledger as ledger_paper
from mealwatch.reports.official.drafting import visit as visit_paper
from mealwatch.reports.official.drafting.words import STATES, span
from mealwatch.reports.official.gathered import ledger
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.figures import figures
from mealwatch.spend.queries.statements import standing
from mealwatch.stock.queries import documents
from mealwatch.web import official
from mealwatch.web.archives import Folder
from mealwatch.web.official import Column, Grid
from mealwatch.web.xlsx import written_book

#: Photos beyond so many bytes are left out, and the folder says so.
MOST_BYTES = 400 << 20
_KINDS = {"receipt": "入库单", "delivery": "送餐单"}
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


def folder(asked, first, last, school=None):
    """An open file of the zip, at its beginning. ``school``: of one alone."""
    made = _Making(asked, first, last, school)
    made.papers()
    made.visits()
    made.cases()
    made.alerts()
    made.sheets()
    return made.finished()


class _Making:
    """One folder on its way: how many bytes of photos are in, and what was left out."""

    def __init__(self, asked, first, last, school):
        self.asked, self.first, self.last, self.school = asked, first, last, school
        self.county_id = asked.county_id
        self.ids = None if school is None else {school.id}
        self.known = {one.id: one for one in schools.schools_of(asked.county_id)}
        self.file = tempfile.SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115 - handed to the caller
        self.zip = Folder(self.file)
        self.bytes, self.left = 0, []

    def papers(self):
        """What was issued, byte for byte."""
        for one in queries.papers(self.county_id, school_ids=self.ids, first=self.first, last=self.last):
            if self._room(one.label):
                content = queries.content_of(self.county_id, one)
                self.zip.put(f"公文/{one.label} {one.title}.pdf", content, f"{one.title}，{one.signed_on}")

    def visits(self):
        """Each visit's report and its photos."""
        for one in visited.visits(self.county_id, self.ids, first=self.first, last=self.last):
            at = f"检查/{one.dated_on} {self.known[one.school_id].name}"
            if not self._room(at):
                continue
            asked = replace(self.asked, about=str(one.id), typed={})
            report = replace(visit_paper.draft(asked), draft=False, sealed=False)
            self.zip.put(f"{at}/检查情况.pdf", official.pdf(report), "检查情况")
            seen = set()
            for photo in devices.evidence(self.county_id, one.deposit_id):
                if photo.present and photo.mime.startswith("image/") and photo.sha256 not in seen:
                    seen.add(photo.sha256)
                    content = devices.content(self.county_id, one.school_id, photo.sha256)
                    self._photo(f"{at}/照片{len(seen)}", stripped(content, photo.mime), photo.mime)

    def cases(self):
        """Each case: its steps as text, its photos; and the ledger of them all."""
        told = ledger.gathered(self.county_id, self.first, self.last, self.ids)
        for entry in told.entries:
            at = f"整改/{entry.case.number} {entry.school.name}"
            if not self._room(at):
                continue
            self.zip.put(f"{at}/经过.txt", _steps(entry).encode(), "整改经过")
            for step in entry.steps:
                self._photos(f"{at}/第{step.number}步", Evidence("case", entry.school), step.files)
        paper = ledger_paper.paper(replace(self.asked, about=f"{self.first}..{self.last}", typed={}), told)
        self._sheet("整改台账.xlsx", paper.title, ledger_paper.sheets(paper))

    def alerts(self):
        """The alerts as a spreadsheet, and what schools put to them."""
        found = alerts.alerts(self.county_id, Week.of(self.first), Week.of(self.last), self.ids)
        steps = alerts.steps_of(self.county_id, [one.id for one in found]) if found else {}
        for one in found:
            school = self.known[one.school_id]
            for step in steps.get(one.id, ()):
                at = f"预警/{one.week} {school.name} {one.rule} 第{step.number}步"
                self._photos(at, Evidence("alert", school), step.photos.split())
        self._sheet("预警.xlsx", "预警", [_alerts(found, steps, self.known)])

    def sheets(self):
        """Closed weeks and receipts as spreadsheets."""
        weeks = Week.of(self.first), Week.of(self.last)
        closed = {(one.school_id, one.week): one for one in standing(self.county_id, *weeks, self.ids)}
        spent = figures(self.county_id, *weeks, self.ids, with_days=False)
        self._sheet("周结.xlsx", "周结", [_weeks(spent, closed, self.known)])
        canteens = {
            one.id: one for one in schools.canteens_of(self.county_id) if self.ids is None or one.school_id in self.ids
        }
        heads = documents.documents_of(
            self.county_id, documents.Filter(tuple(canteens), tuple(_KINDS), self.first, self.last)
        )
        sums = documents.sums_of(self.county_id, heads) if heads else {}
        self._sheet("入库单据.xlsx", "入库单据", [_receipts(heads, sums, canteens)])

    def finished(self):
        who = self.school.name if self.school else self.asked.county_name
        lines = [
            f"{who}学生营养餐佐证材料",
            f"时间：{span(self.first, self.last)}",
            f"生成：{self.asked.now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            "每个文件的 sha256 见清单.csv。预警在核实之前只是需要说明的差异。",
        ]
        if self.left:
            lines += ["", f"放不下、没有放入的共 {len(self.left)} 项，请按学校或缩短时间再取：", *self.left[:200]]
        self.zip.put("说明.txt", "\r\n".join(lines).encode("utf-8-sig"), "说明")
        self.zip.close()
        self.file.seek(0)
        return self.file

    def _photos(self, at, kept, digests):
        """Photos of one step, numbered. ``kept``: the Evidence that they are."""
        for number, digest in enumerate(digests, start=1):
            known = attachments.find_evidence(self.county_id, kept, digest)
            if known:
                content = attachments.evidence_content(self.county_id, kept, digest)
                self._photo(f"{at} 照片{number}", content, known.media_type)

    def _photo(self, path, content, mime):
        if content and self._room(path, len(content)):
            self.bytes += len(content)
            self.zip.put(f"{path}.{_ENDINGS.get(mime, 'bin')}", content, "照片")

    def _sheet(self, path, title, grids):
        self.zip.put(path, written_book(title, [one.sheet() for one in grids], None), title)

    def _room(self, what, size=0):
        if self.zip.count >= _LAST or self.bytes + size > MOST_BYTES:
            self.left.append(what)
            return False
        return True


#: Room is kept for the sheets, the text and the manifest.
_LAST = 1990


def _steps(entry):
    case = entry.case
    lines = [
        f"{case.number}　{entry.school.name}",
        f"问题：{case.text}",
        f"依据：{case.basis}",
        f"期限：{case.due_on}　现在：{ledger.state_of(case)}",
        "",
    ]
    for step in entry.steps:
        at = step.done_at.astimezone(SHANGHAI)
        photos = f"（照片{len(step.files)}张）" if step.files else ""
        lines.append(
            f"{step.number}. {at:%Y-%m-%d %H:%M} {step.done_by}：{_ACTS.get(step.what, step.what)} {step.words}{photos}"
        )
    return "\r\n".join(lines)


_ACTS = {
    "reword": "改写",
    "issue": "下达",
    "withdraw": "撤回",
    "note": "备注",
    "sign": "签收",
    "answer": "答复",
    "ask_review": "申请核查",
    "extend": "延期",
    "send_back": "退回",
    "propose_close": "提出销号",
    "agree_close": "同意",
    "decline_close": "不同意",
    "look_passed": "回头看：保持",
    "finish": "销号",
    "reopen": "返工补课",
    "superior_return": "上级退回",
}


def _alerts(found, steps, known):
    columns = (
        Column("周", "text", 6),
        Column("学校", "text", 12),
        Column("规则", "text", 4),
        Column("内容", "long", 30),
        Column("涉及金额（元）", "yuan", 7, total=True),
        Column("状态", "text", 6),
        Column("经过", "long", 20),
    )
    rows = tuple(
        (
            str(one.week),
            known[one.school_id].name,
            one.rule,
            one.sentence.text(),
            one.at_risk.rounded(),
            ALERT_STATES[one.state],
            "；".join(f"{step.done_by}：{step.words or step.action}" for step in steps.get(one.id, ())),
        )
        for one in found
    )
    return Grid("预警", columns, rows)


def _weeks(spent, closed, known):
    columns = (
        Column("周", "text", 6),
        Column("学校", "text", 12),
        Column("年级组", "text", 5),
        Column("供餐天数", "whole", 4),
        Column("报齐天数", "whole", 4),
        Column("生均周支出（元）", "yuan", 7),
        Column("标准（元）", "yuan", 6),
        Column("差额（元）", "yuan", 6),
        Column("情况", "text", 6),
        Column("周结人", "text", 8),
        Column("周结时间", "text", 9),
    )
    rows = []
    for one in spent:
        head = closed.get((one.group.school_id, one.week))
        rows.append(
            (
                str(one.week),
                known[one.group.school_id].name,
                one.group.group_code,
                one.supply_days,
                one.complete_days,
                one.decides.rounded(),
                one.floor_fen,
                one.gap.rounded() if one.state == "short" else None,
                STATES[one.state],
                head.closed_by if head else "",
                f"{head.closed_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if head else "未周结",
            )
        )
    return Grid("周结", columns, tuple(rows))


def _receipts(heads, sums, canteens):
    columns = (
        Column("日期", "date", 6),
        Column("食堂", "text", 12),
        Column("单据", "text", 5),
        Column("单号", "text", 8),
        Column("行数", "whole", 4, total=True),
        Column("金额（元）", "yuan", 7, total=True),
        Column("录入人", "text", 8),
        Column("冲销", "text", 8),
    )
    rows = []
    for one in heads:
        fen, lines = sums.get(one.id, (0, 0))
        undone = one.reversal_id is not None
        rows.append(
            (
                one.dated_on.isoformat(),
                canteens[one.canteen_id].name,
                _KINDS[one.kind],
                one.doc_no,
                lines,
                0 if undone else fen,
                one.entered_by,
                f"已冲销：{one.reversal_reason}" if undone else "",
            )
        )
    return Grid("入库单据", columns, tuple(rows), note="冲销的单据金额不计。")
