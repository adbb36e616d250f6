"""Everything at random, on a real database, against the plain Book: receive, issue, lose, count, deliver, reverse,
post again, record meals, close and reopen weeks. Each run has a county of its own in one database.
"""

import hashlib
import json
from datetime import timedelta
from itertools import count as counting

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from mealwatch.audit.models import JournalEntry, JournalHead
from mealwatch.extensions import db
from mealwatch.kernel.errors import Problem
from mealwatch.meals.queries import meal_rows
from mealwatch.schools import queries as schools
from mealwatch.stock import models
from mealwatch.stock.domain.documents import DeliveryLine
from mealwatch.stock.domain.spreads import spread
from mealwatch.stock.queries import pots
from tests.stock.book import Book, Line, Paper
from tests.support.kitchen import FIRST_DAY, GROUPS, LAST_DAY, MON, WED, open_county

MOVES = WED + timedelta(days=7)  # S002 goes from C001 to C002
DAYS = [MON - timedelta(days=3) + timedelta(days=k) for k in range(18)]
WEEKS = sorted({on - timedelta(days=on.weekday()) for on in DAYS})
COUNTIES = counting(100001)

days = st.sampled_from(DAYS)
groups = st.sampled_from(sorted(GROUPS))
canteens = st.sampled_from(["C001", "C001", "C002"])
goods = st.sampled_from(["rice", "rice", "egg"])
amounts = st.integers(1, 12)


def feeds(canteen, on):
    if canteen == "C001":
        return {"S001", "S002"} if on < MOVES else {"S001"}
    return {"S003"} if on < MOVES else {"S003", "S002"}


def supply(canteen):
    found = []
    for k in range((LAST_DAY - FIRST_DAY).days + 1):
        on = FIRST_DAY + timedelta(days=k)
        if on.weekday() < 5 and feeds(canteen, on) - ({"S002"} if on == WED else set()):
            found.append(on)
    return found


class Ledger(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        number = next(COUNTIES)
        self.kitchen = open_county(str(number), f"第{number}县")
        self.kitchen.enrol(("S002", "G14"), MOVES, "C002", 20, 1)
        self.book = Book(feeds, supply)
        self.meals = {}
        self.numbers = counting(1)
        self.entries = len(self.kitchen.journal())

    @rule(canteen=canteens, what=goods, on=days, quantity=amounts, fen=st.integers(0, 40), keeps=st.integers(-1, 9))
    def receive(self, canteen, what, on, quantity, fen, keeps):
        expires = None if keeps < 0 else on + timedelta(days=keeps)
        self.post("receipt", canteen, on, Line(what, quantity, fen, expires))

    @rule(canteen=canteens, what=goods, on=days, quantity=amounts, fen=st.integers(0, 40))
    def open(self, canteen, what, on, quantity, fen):
        self.post("opening", canteen, on, Line(what, quantity, fen), Line(what, 1, fen))

    @rule(canteen=canteens, on=days, lines=st.lists(st.tuples(goods, amounts), min_size=1, max_size=3))
    def issue(self, canteen, on, lines):
        self.post("issue", canteen, on, *(Line(what, quantity) for what, quantity in lines))

    @rule(canteen=canteens, what=goods, on=days, quantity=amounts, use_days=st.integers(2, 9))
    def issue_for_days(self, canteen, what, on, quantity, use_days):
        self.post("issue", canteen, on, Line(what, quantity, use_days=use_days), Line(what, 1))

    @rule(canteen=canteens, what=goods, on=days, quantity=amounts)
    def lose(self, canteen, what, on, quantity):
        self.post("loss", canteen, on, Line(what, quantity))

    @rule(canteen=canteens, what=goods, on=days, counted=st.integers(0, 20))
    def count(self, canteen, what, on, counted):
        self.post("stocktake", canteen, on, Line(what, counted))

    @rule(canteen=canteens, on=days, fen=st.integers(0, 900))
    def deliver(self, canteen, on, fen):
        self.post("delivery", canteen, on, Line(fen=fen))

    @precondition(lambda self: self.book.posted)
    @rule(data=st.data(), ahead=st.integers(-1, 9), words=st.sampled_from(["录错", "重复"]))
    def reverse(self, data, ahead, words):
        kind, canteen, number = key = data.draw(st.sampled_from(sorted(self.book.posted)))
        on = self.book.posted[key].paper.on + timedelta(days=ahead)
        expected = self.book.reverse(*key, on, words)
        self.compare(expected, lambda: self.kitchen.reverse(kind, number, on, reason=words, canteen=canteen))

    @precondition(lambda self: self.book.posted)
    @rule(data=st.data(), more=st.sampled_from([0, 0, 1]))
    def post_again(self, data, more):
        paper = self.book.posted[data.draw(st.sampled_from(sorted(self.book.posted)))].paper
        first = paper.lines[0]
        changed = Line(first.ingredient, first.quantity + more, first.fen + more, first.expires, first.use_days)
        self.send(Paper(paper.kind, paper.canteen, paper.number, paper.on, (changed, *paper.lines[1:]), paper.meal))

    @rule(group=groups, on=days, served=st.integers(0, 130), reason=st.sampled_from([None, "补"]))
    def record_a_meal(self, group, on, served, reason):
        known = self.meals.get((group, on))
        faults = set()
        if served > 2 * GROUPS[group][1]:
            faults.add("FarMoreThanEnrolled")
        elif known != served:
            if (group[0], on - timedelta(days=on.weekday())) in self.book.closed:
                faults.add("WeekClosed")
            if known is not None and reason is None:
                faults.add("RecordDiffers")
            if not faults:
                self.meals[group, on] = served
        expected = faults or ("same" if known == served else "new")
        self.compare(expected, lambda: self.kitchen.serve(on, served, group=group, reason=reason))

    @rule(school=st.sampled_from(["S001", "S002", "S003"]), monday=st.sampled_from(WEEKS))
    def close_or_reopen(self, school, monday):
        if (school, monday) in self.book.closed:
            self.book.closed.discard((school, monday))
            self.kitchen.reopen(school, monday)
            return
        self.book.closed.add((school, monday))
        week = [monday + timedelta(days=k) for k in range(7)]
        fed = {canteen: [on.weekday() for on in week if school in feeds(canteen, on)] for canteen in ("C001", "C002")}
        self.kitchen.close(school, monday, fed={canteen: bits for canteen, bits in fed.items() if bits})

    def post(self, kind, canteen, on, *lines):
        meal = "lunch" if kind in ("issue", "delivery") else None
        self.send(Paper(kind, canteen, f"N{next(self.numbers)}", on, lines, meal))

    def send(self, paper):
        lines = [self.wire(paper.kind, line) for line in paper.lines]
        document = self.kitchen.document(
            paper.kind, paper.number, paper.on, *lines, canteen=paper.canteen, meal=paper.meal
        )
        self.compare(self.book.post(paper), lambda: self.kitchen.post(document))

    def wire(self, kind, line):
        if kind == "delivery":
            return DeliveryLine(100, line.fen)
        fen = (line.fen,) if kind in ("receipt", "opening") else ()
        rest = {"use_days": line.use_days} if kind == "issue" else {}
        if line.expires:
            rest["expires_on"] = line.expires
        return self.kitchen.line(kind, line.ingredient, line.quantity, *fen, **rest)

    def compare(self, expected, work):
        """The service does what the book says; what it refuses writes nothing, a change one journal entry."""
        before = None if expected == "new" else (self.kitchen.rows(), self.head())
        try:
            found = "new" if work().new else "same"
        except Problem as problem:
            found = type(problem).__name__
        if isinstance(expected, set):
            assert found in expected, f"{found}, not {expected}"
        else:
            assert found == expected
        if before:
            assert (self.kitchen.rows(), self.head()) == before
        else:
            self.entries += 1

    def head(self):
        head = JournalHead
        return db.session.execute(
            select(head.seq, head.hash, head.posted).where(head.county_id == self.kitchen.county_id)
        ).one()

    @invariant()
    def lots_stand_as_in_the_book(self):
        if not hasattr(self, "book"):
            return
        for canteen in ("C001", "C002"):
            for what in ("rice", "egg"):
                booked = [lot for lot in self.book.lots if lot.place == (canteen, what)]
                assert self.kitchen.lots(what, canteen) == [
                    (lot.bought, lot.bought - lot.used, lot.cost, lot.drawn, lot.standing) for lot in booked
                ]

    @invariant()
    def nothing_is_below_zero_and_emptied_lots_have_given_back_their_cost(self):
        for lot in getattr(self, "book", Book(None, None)).lots:
            assert 0 <= lot.used <= lot.bought
            if lot.used == lot.bought:
                assert lot.drawn == lot.cost
            if lot.used == 0:
                assert lot.drawn == 0

    @invariant()
    def the_journal_has_one_entry_for_each_change(self):
        if hasattr(self, "book"):
            assert self.head().seq == self.entries

    def teardown(self):
        if hasattr(self, "book"):
            self.chain_holds()
            assert self.pots_found() == self.book.pots()
            groups = {group_id: code for code, group_id in self.kitchen.groups.items()}
            rows = meal_rows(self.kitchen.county_id, DAYS[0], DAYS[-1])
            assert {(groups[row.group_id], row.dated_on): row.beneficiaries for row in rows} == self.meals
            self.draws_stand()
        db.session.rollback()

    def chain_holds(self):
        """Each hash is over the one before, recomputed here from the definition."""
        last, entry = "0" * 64, JournalEntry
        statement = select(entry).where(entry.county_id == self.kitchen.county_id).order_by(entry.seq)
        for seq, row in enumerate(db.session.scalars(statement), start=1):
            told = [row.county_id, row.seq, row.at.isoformat(), row.actor, row.action, row.subject, row.key, row.body]
            text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            assert (row.seq, row.prev_hash) == (seq, last)
            last = hashlib.sha256(b"\0" + bytes.fromhex(last) + text.encode()).hexdigest()
            assert row.hash == last
        assert self.head().hash == last

    def pots_found(self):
        """The pots as the queries tell them, spread lines laid out over the canteen's supply days."""
        county_id = self.kitchen.county_id
        codes = {canteen_id: code for code, canteen_id in self.kitchen.canteens.items()}
        found = {}

        def add(canteen_id, on, meal, fen):
            place = (codes[canteen_id], on, meal)
            found[place] = found.get(place, 0) + fen

        for (on, meal), fens in pots.pots(county_id, FIRST_DAY, LAST_DAY).items():
            for canteen_id, fen in fens.items():
                add(canteen_id, on, meal, fen)
        for canteen_id, on, meal, fen, _ in pots.deliveries(county_id, FIRST_DAY, LAST_DAY):
            add(canteen_id, on, meal, fen)
        for canteen_id, on, meal, use_days, cost in pots.spread_lines(county_id, [(60, FIRST_DAY)], LAST_DAY):
            supply = schools.canteen_supply_days(county_id, canteen_id, on, LAST_DAY)
            for day, fen in spread(cost, use_days, on, supply):
                add(canteen_id, day, meal, fen)
        return {place: fen for place, fen in found.items() if fen}

    def draws_stand(self):
        """What the standing draws took is what each lot has given: quantity and cost."""
        draw, reversal, county_id = models.Draw, models.Reversal, self.kitchen.county_id
        undone = set(db.session.scalars(select(reversal.document_id).where(reversal.county_id == county_id)))
        taken = {}
        for row in db.session.scalars(select(draw).where(draw.county_id == county_id)):
            if row.document_id not in undone:
                place = (row.lot_document_id, row.lot_line_no)
                used, fen = taken.get(place, (0, 0))
                taken[place] = (used + row.quantity, fen + row.cost_fen)
        lot = models.Lot
        for row in db.session.scalars(select(lot).where(lot.county_id == county_id)):
            assert taken.get((row.document_id, row.line_no), (0, 0)) == (row.used, row.drawn_fen)


def test_the_ledger_does_what_the_book_says(both):
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=40 if db.engine.dialect.name == "sqlite" else 8,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
