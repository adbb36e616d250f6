"""Two people where two are needed (W01): who bought, accepted, kept and collected, by the names on the papers.

What the bureau excepted for a canteen and a purpose on that day is no finding.
"""

from collections import defaultdict

from mealwatch.alerts.domain.amounts import ratio
from mealwatch.alerts.domain.cooking import by_canteen, document
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.kernel.errors import mark
from mealwatch.signing.domain.exceptions import is_mark
from mealwatch.signing.domain.purposes import same_name

#: Attempts of one person to be two.
ONE_FOR_TWO = frozenset({"stock.same_person_twice", "signing.same_person", "signing.other_duty"})
_PURPOSE = {"receipt": "accept", "delivery": "accept", "issue": "collect"}
_NO_SECOND = {
    "receipt": mark("{on} 入库单 {number} 只有一个验收人"),
    "delivery": mark("{on} 送餐单 {number} 只有一个验收人"),
    "issue": mark("{on} 出库单 {number} 没有领用人签字"),
}
_ONE = {
    "receipt": mark("{on} 入库单 {number} 两个验收人都是 {name}"),
    "delivery": mark("{on} 送餐单 {number} 两个验收人都是 {name}"),
    "issue": mark("{on} 出库单 {number} 保管和领用都是 {name}"),
}
_BOUGHT = mark("{on} 入库单 {number} 采购和验收都是 {name}")


@rule("W01")
def one_person(given, limits):
    """Papers on which one person stands where two should, and attempts at it that were refused."""
    signers = given.part("signers")
    papers = by_canteen(signers.documents)
    refused = [row for row in given.part("refusals") if row.code in ONE_FOR_TWO and row.on in given.week]
    fen = defaultdict(int)
    for row in given.part("received"):
        if row.received_on in given.week:
            fen[row.canteen_id, "receipt", row.doc_no] += row.fen
    for school_id in sorted(given.asked):
        here = sorted(one for one, at in given.school_of_canteen.items() if at == school_id)
        mine = [paper for one in here for paper in papers.get(one, ())]
        tried = sum(row.count for row in refused if row.school_id == school_id)
        if not any(paper.first or paper.second for paper in mine):
            if here:
                yield Lacking(school_id, Line(mark("本周没有单据，或单据上没有登记签字人")))
            continue
        found = [(paper, says, name) for paper in mine for says, name in _faults(paper, signers)]
        if not found and tried < limits.attempts:
            continue
        found.sort(key=lambda one: (one[0].on, one[0].kind, one[0].doc_no, one[1]))
        papers_found = {(paper.canteen_id, paper.kind, paper.doc_no) for paper, _, _ in found}
        rows = [
            Line(
                says,
                {"on": paper.on.isoformat(), "number": paper.doc_no, "name": name},
                document(given, paper.canteen_id, paper.kind, paper.doc_no),
            )
            for paper, says, name in found
        ]
        yield Signal(
            school_id,
            "red" if len(papers_found) >= limits.red_papers else "amber" if found else "info",
            ratio(sum(fen[place] for place in papers_found)),
            Line(
                mark("本周 {all} 张单据里 {count} 张没有做到两人分开；另有 {attempts} 次一人签两处被系统拦下"),
                {
                    "all": len({(paper.canteen_id, paper.kind, paper.doc_no) for paper in mine}),
                    "count": len(papers_found),
                    "attempts": tried,
                },
            ),
            (Line(mark("看采购、验收、保管、领用的签字是不是分开；县教体局批准的例外不算，事后补签的算签了")),),
            heaviest(rows),
        )


def _faults(paper, signers):
    """(sentence, name) of what is wrong with a paper's names."""
    if signers.excepted(paper.canteen_id, _PURPOSE[paper.kind], paper.on):
        return
    if not paper.second:
        if not paper.later:
            yield _NO_SECOND[paper.kind], ""
    elif is_mark(paper.second):
        return
    elif paper.first and same_name(paper.first, paper.second):
        yield _ONE[paper.kind], paper.second
    if paper.buyer and any(name and same_name(paper.buyer, name) for name in (paper.first, paper.second)):
        yield _BOUGHT, paper.buyer
