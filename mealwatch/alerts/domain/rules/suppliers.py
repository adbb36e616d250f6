"""Suppliers: one or two that hold a class of goods (V01), what two of them share (V02), licences (V03)."""

from collections import defaultdict
from fractions import Fraction

from mealwatch.alerts.domain.amounts import percent, ratio, yuan
from mealwatch.alerts.domain.cooking import by_canteen, cooking, document
from mealwatch.alerts.domain.monthly import once_a_month
from mealwatch.alerts.domain.rule import rule
from mealwatch.alerts.domain.signal import Lacking, Line, Signal, heaviest
from mealwatch.alerts.domain.suppliers import concentration, is_name
from mealwatch.kernel.errors import mark
from mealwatch.kernel.ratio import ZERO

REFUSED_LICENCES = frozenset({"acceptance.licence_expired", "acceptance.licence_unknown"})
_SUPPLIERS = "suppliers.index", {}


@rule("V01")
def few_suppliers(given, limits):
    """A class of goods in few hands at a school, dearer than elsewhere, while the county buys from many."""
    cooks, others = cooking(given)
    yield from others
    market, names = given.part("prices"), given.part("licences").suppliers
    weeks = given.weeks(int(limits.weeks))
    now = _Held(market, [week.monday for week in weeks], limits)
    before = None
    for school_id, canteen_ids in cooks:
        judged, found = now.held_at(canteen_ids)
        if not judged:
            yield Lacking(
                school_id,
                Line(mark("近 {weeks} 周入库没有写供货商，或同类食材太少"), {"weeks": int(limits.weeks)}),
            )
        if found and not once_a_month(given.week):
            before = before or _Held(
                market, [week.shifted(-1).monday for week in given.weeks(int(limits.weeks))], limits
            )
            known = {one.group for one in before.held_at(canteen_ids)[1]}
            found = [one for one in found if one.group not in known]
        if not found:
            continue
        found.sort(key=lambda one: (-one.fen_over, one.group))
        worst = found[0]
        facts = {
            "group": worst.group,
            "names": "、".join(names[one].name for one in worst.suppliers),
            "percent": percent(worst.share),
            "over": percent(worst.over),
            "schools": worst.canteens,
        }
        says = (
            mark(
                "近几周“{group}”有 {percent}% 来自 {names}，"
                "单价比全县同周中位价高 {over}%，而全县这类货的供货商比较分散"
            )
            if len(worst.suppliers) == 1
            else mark("近几周“{group}”有 {percent}% 由 {names} 两家供 {schools} 个食堂，单价比全县同周中位价高 {over}%")
        )
        yield Signal(
            school_id,
            "amber",
            ratio(sum((one.fen_over for one in found), Fraction(0))),
            Line(says, facts),
            (
                Line(
                    mark(
                        "近 {weeks} 周一家满 {one}%，或两家满 {two}% 且供 {canteens} 个以上食堂；"
                        "单价合计比中位价高 {over}% 才提示"
                    ),
                    {
                        "weeks": int(limits.weeks),
                        "one": percent(limits.one_percent / 100),
                        "two": percent(limits.two_percent / 100),
                        "canteens": int(limits.canteens),
                        "over": percent(limits.over_percent / 100),
                    },
                ),
            ),
            heaviest(row for one in found for row in _held_rows(given, one, names)),
        )


def _held_rows(given, one, names):
    for line in sorted(one.lines, key=lambda line: (-line.fen, line.on, line.document_id, line.line_no)):
        yield Line(
            mark("{on} {supplier} {group} {yuan} 元"),
            {
                "on": line.on.isoformat(),
                "supplier": names[line.supplier_id].name,
                "group": one.group,
                "yuan": yuan(line.fen),
            },
            document(given, line.canteen_id, "receipt", line.doc_no),
        )


class _Hold:
    """One class of goods of one school that is in few hands; ``canteens`` these suppliers serve so in the county."""

    def __init__(self, group, suppliers, share, lines, fen_over, over, canteens):
        self.group, self.suppliers, self.share, self.lines = group, suppliers, share, lines
        self.fen_over, self.over, self.canteens = fen_over, over, canteens


class _Held:
    """Who sold which class of goods to whom in some weeks."""

    def __init__(self, market, mondays, limits):
        self._market, self._mondays, self._limits = market, mondays, limits
        self._bought = defaultdict(lambda: defaultdict(int))  # (canteen, class): {supplier: fen}
        county = defaultdict(lambda: defaultdict(int))
        for monday in mondays:
            for canteen_id, lines in market.week(monday).items():
                for line in lines:
                    if line.supplier_id is not None:
                        group = market.goods[line.ingredient_id].group
                        self._bought[canteen_id, group][line.supplier_id] += line.fen
                        county[group][line.supplier_id] += line.fen
        self._many = {group for group, by_supplier in county.items() if self._spread(by_supplier)}
        self._pairs = defaultdict(int)
        for (_, group), by_supplier in self._bought.items():
            pair = self._pair(by_supplier)
            if pair:
                self._pairs[group, pair] += 1

    def held_at(self, canteen_ids):
        """(how many classes could be judged, [_Hold]) of one school."""
        judged, found = 0, []
        for canteen_id in canteen_ids:
            lines = self._market.lines([canteen_id], self._mondays)
            by_group = defaultdict(list)
            for line in lines:
                if line.supplier_id is not None:
                    by_group[self._market.goods[line.ingredient_id].group].append(line)
            for group, some in sorted(by_group.items()):
                if len(some) < self._limits.lines or group not in self._many:
                    continue
                judged += 1
                hold = self._hold(canteen_id, group, some)
                if hold:
                    found.append(hold)
        return judged, found

    def _hold(self, canteen_id, group, lines):
        by_supplier = self._bought[canteen_id, group]
        total = sum(by_supplier.values())
        pair = self._pair(by_supplier)
        first = max(by_supplier, key=lambda one: (by_supplier[one], one))
        shared = self._pairs[group, pair] if pair else 1
        if by_supplier[first] * 100 >= total * self._limits.one_percent:
            suppliers = (first,)
        elif pair and shared >= self._limits.canteens:
            suppliers = pair
        else:
            return None
        mine = [line for line in lines if line.supplier_id in suppliers]
        over, expected = Fraction(0), Fraction(0)
        for line in mine:
            middle = self._market.median(line.ingredient_id, line.monday)
            if middle:
                expected += middle * line.quantity
                over += line.fen - middle * line.quantity
        if not expected or over * 100 < expected * self._limits.over_percent:
            return None
        share = Fraction(sum(by_supplier[one] for one in suppliers), total)
        return _Hold(group, suppliers, share, mine, over, over / expected, shared)

    def _pair(self, by_supplier):
        total = sum(by_supplier.values())
        top = sorted(sorted(by_supplier, key=lambda one: (-by_supplier[one], one))[:2])
        whole = sum(by_supplier[one] for one in top)
        return tuple(top) if len(top) == 2 and total and whole * 100 >= total * self._limits.two_percent else None

    def _spread(self, by_supplier):
        total = sum(by_supplier.values())
        shares = [Fraction(fen, total) for fen in by_supplier.values()] if total else [Fraction(1)]
        return concentration(shares) * 100 <= self._limits.county_percent


@rule("V02")
def shared_details(given, limits):
    """Suppliers who share a telephone or a licence with another, or whose contact signs the school's papers.

    Told in the week of the first purchase, and once a month as long as it goes on. What counts is what the register
    said on the day of the purchase.
    """
    cooks, others = cooking(given)
    yield from others
    licences, people = given.part("licences"), given.part("people")
    if not licences.details_known(given.week.sunday):
        yield Lacking(None, Line(mark("供货商没有登记电话和许可证号")))
        return
    month, market = once_a_month(given.week), given.part("prices")
    mondays = [week.monday for week in given.weeks(int(limits.quiet_weeks) + 1)]
    for school_id, canteen_ids in cooks:
        lines = market.lines(canteen_ids, mondays)
        now = {line.supplier_id for line in lines if line.on in given.week} - {None}
        before = {line.supplier_id for line in lines if line.on not in given.week}
        names = set().union(*(people.get(one, ()) for one in canteen_ids))
        rows, fen = [], 0
        for supplier_id in sorted(now if month else now - before):
            told = {}
            for line in lines:
                if line.supplier_id == supplier_id and line.on in given.week:
                    of_the_day = _told(licences, supplier_id, line.on, names)
                    told |= dict.fromkeys(of_the_day)
                    fen += line.fen if of_the_day else 0
            rows += [_as_line(licences.suppliers, supplier_id, *one) for one in told]
        if not rows:
            continue
        yield Signal(
            school_id,
            "amber",
            ratio(fen),
            Line(
                mark("本周供货商里有 {count} 处登记信息相同，疑似有关联，本周入库 {yuan} 元"),
                {"count": len(rows), "yuan": yuan(fen)},
            ),
            (Line(mark("比较供货商登记的电话、许可证号，以及联系人与本校签字人的姓名；同名不一定是同一个人")),),
            heaviest(rows),
        )


def _told(licences, supplier_id, on, names):
    """What a supplier shared when they sold on a day: (what, another supplier's id or the contact's name) each."""
    contact = licences.register.seller(supplier_id, on).contact
    told = [(what, other) for other, what in licences.shared(supplier_id, on)]
    return [*told, ("contact", contact)] if contact in names and is_name(contact) else told


def _as_line(suppliers, supplier_id, what, with_whom):
    name = suppliers[supplier_id].name
    if what == "contact":
        says = mark("{name}的联系人“{contact}”与本校单据上的签字人同名")
        return Line(says, {"name": name, "contact": with_whom}, _SUPPLIERS)
    says = {
        "phone": mark("{name}与{other}登记了同一个电话"),
        "licence": mark("{name}与{other}登记了同一个许可证号"),
    }[what]
    return Line(says, {"name": name, "other": suppliers[with_whom].name}, _SUPPLIERS)


@rule("V03")
def licence_over(given, limits):
    """Goods and meals from suppliers whose licence had run out that day; and attempts that were refused.

    What counts is what the register said on the day of delivery, and a licence entered later from its own first day.
    """
    licences = given.part("licences")
    if not licences.licences_known(given.week.sunday):
        yield Lacking(None, Line(mark("供货商没有登记许可证到期日")))
        return
    received = by_canteen(row for row in given.part("received") if row.received_on in given.week)
    delivered = by_canteen(licences.delivered)
    tried = [row for row in given.part("refusals") if row.code in REFUSED_LICENCES and row.on in given.week]
    canteens = defaultdict(list)
    for canteen_id, school_id in sorted(given.school_of_canteen.items()):
        canteens[school_id].append(canteen_id)
    for school_id in sorted(given.asked):
        rows, fen = [], 0
        for canteen_id in canteens.get(school_id, ()):
            papers = defaultdict(int)
            for row in received.get(canteen_id, ()):
                papers["receipt", row.doc_no, row.received_on, row.supplier_id] += row.fen
            for row in delivered.get(canteen_id, ()):
                papers["delivery", row.doc_no, row.on, row.supplier_id] += row.fen
            for (kind, doc_no, on, supplier_id), amount in sorted(papers.items(), key=str):
                ended_on = licences.expired(supplier_id, canteen_id, on)
                if ended_on:
                    fen += amount
                    rows.append(
                        Line(
                            mark("{on} {name} 供货 {yuan} 元，许可证 {until} 到期"),
                            {
                                "on": on.isoformat(),
                                "name": licences.suppliers[supplier_id].name,
                                "yuan": yuan(amount),
                                "until": ended_on.isoformat(),
                            },
                            document(given, canteen_id, kind, doc_no),
                        )
                    )
        attempts = sum(row.count for row in tried if row.school_id == school_id)
        if not rows and attempts < limits.attempts:
            continue
        yield Signal(
            school_id,
            "red" if rows else "info",
            ratio(fen) if rows else ZERO,
            Line(
                mark("本周 {count} 张单的供货商许可证已过期，共 {yuan} 元；另有 {attempts} 次被系统拦下"),
                {"count": len(rows), "yuan": yuan(fen), "attempts": attempts},
            ),
            (Line(mark("许可证到期日早于供货日期，且县教体局没有放行的，才提示")),),
            heaviest(rows),
        )
