"""C3, C5, D1: who signed what, whether receipts say all they have to, whether issues are signed."""

from collections import defaultdict

from mealwatch.inspections.domain.prefill.suggestion import FULL, HALF, NONE, Suggestion, Text, day, graded, unknown
from mealwatch.kernel.errors import mark

ROLES = {
    "buyer": mark("采购"),
    "acceptor": mark("验收"),
    "storekeeper": mark("保管"),
    "collector": mark("领用"),
    "bookkeeper": mark("记账"),
    "supplier": mark("供货商"),
    "second_acceptor": mark("第二验收人"),
}
KINDS = {"receipt": mark("入库单"), "issue": mark("出库单"), "delivery": mark("送餐单")}
#: Two of these in one hand are told of.
APART = (
    ("buyer", "acceptor"),
    ("buyer", "storekeeper"),
    ("buyer", "collector"),
    ("buyer", "bookkeeper"),
    ("storekeeper", "collector"),
)
#: So many rows at most go along.
MOST_ROWS = 30


def separation(facts):
    """None where one person stands twice on one paper, half where on different ones, or where a second one lacks."""
    papers = facts.papers
    if not papers:
        return unknown(mark("近两周没有入库、出库的记录。"))
    twice = [(paper, name, roles) for paper in papers for name, roles in _twice(paper)]
    across = _across(papers) - {(name, roles) for _, name, roles in twice}
    alone = [paper for paper in papers if _alone(paper)]
    marked = {(paper.kind, paper.no) for paper, _, _ in twice}
    says = [
        Text(
            mark("近两周 {total} 张入库、出库单：{twice} 张上同一人签了两个岗位，{alone} 张没有第二人签字。"),
            {"total": len(papers), "twice": len(marked), "alone": len(alone)},
        )
    ]
    if across:
        says.append(Text(mark("另有 {n} 人在不同单据上兼了应当分开的岗位。"), {"n": len({name for name, _ in across})}))
    rows = [(*_named(paper), name, _roles(roles)) for paper, name, roles in twice]
    rows += [(Text(mark("不同单据")), "", name, _roles(roles)) for name, roles in sorted(across)]
    rows += [(*_named(paper), "", Text(mark("没有第二人签字"))) for paper in alone]
    suggest = NONE if twice else HALF if across or alone else FULL
    return Suggestion(suggest, tuple(says), tuple(rows[:MOST_ROWS]))


def receipts_complete(facts):
    """By the share of receipts that lack something or were entered on a later day."""
    papers = [paper for paper in facts.papers if paper.kind in ("receipt", "delivery")]
    if not papers:
        return unknown(mark("近两周没有入库单的记录。"))
    lacking = [paper for paper in papers if paper.lacks and not paper.signed_later]
    late = [paper for paper in papers if paper.late_on is not None]
    wrong = {(paper.kind, paper.no) for paper in (*lacking, *late)}
    says = Text(
        mark("近两周 {total} 张入库单：{lacking} 张要素不齐，{late} 张不是当日登记。"),
        {"total": len(papers), "lacking": len(lacking), "late": len(late)},
    )
    rows = [(*_named(paper), Text(mark("缺{what}"), {"what": _roles(paper.lacks)})) for paper in lacking]
    rows += [(*_named(paper), Text(mark("{day}登记"), {"day": day(paper.late_on)})) for paper in late]
    return Suggestion(graded(len(wrong), len(papers)), (says,), tuple(rows[:MOST_ROWS]))


def issues_signed(facts):
    """By the share of issues without both signatures."""
    if not facts.has_stock:
        return unknown(mark("由企业配餐，没有出库。"))
    papers = [paper for paper in facts.papers if paper.kind == "issue"]
    if not papers:
        return unknown(mark("近两周没有出库单的记录。"))
    wrong = [paper for paper in papers if paper.lacks and not paper.signed_later]
    says = Text(
        mark("近两周 {total} 张出库单：{wrong} 张缺领用人或库管员签字。"), {"total": len(papers), "wrong": len(wrong)}
    )
    rows = tuple((*_named(paper), Text(mark("缺{what}"), {"what": _roles(paper.lacks)})) for paper in wrong)
    return Suggestion(graded(len(wrong), len(papers)), (says,), rows[:MOST_ROWS])


def _twice(paper):
    """(name, roles) of people who stand on one paper in two roles that belong apart, or twice as acceptors."""
    for pair in APART:
        for name in sorted(set(paper.people.get(pair[0], ())) & set(paper.people.get(pair[1], ()))):
            yield name, pair
    for name in paper.twice:
        yield name, ("acceptor", "second_acceptor")


def _across(papers):
    """{(name, pair)} of people who hold two roles that belong apart, whatever the paper."""
    held = defaultdict(set)
    for paper in papers:
        for role, names in paper.people.items():
            for name in names:
                held[name].add(role)
    return {(name, pair) for name, roles in held.items() for pair in APART if roles.issuperset(pair)}


def _alone(paper):
    wanted = {"issue": ("collector", "storekeeper")}.get(paper.kind, ("second_acceptor", "acceptor"))
    return any(role in paper.lacks for role in wanted) and not paper.signed_later


def _named(paper):
    return Text(KINDS[paper.kind]), paper.no, day(paper.on)


def _roles(roles):
    words = [Text(ROLES[role]) for role in roles]
    found = words[0]
    for word in words[1:]:
        found = Text(mark("{one}、{other}"), {"one": found, "other": word})
    return found
