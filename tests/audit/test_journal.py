"""Writing to the journal, on both stores: one order, no gaps, in the transaction of the change."""

import pytest
from sqlalchemy import select

from mealwatch.audit import service
from mealwatch.audit.chain import GENESIS, canonical, chained
from mealwatch.audit.models import JournalEntry, JournalHead
from mealwatch.extensions import db
from mealwatch.kernel.errors import NotFound
from mealwatch.storage.transaction import in_transaction
from tests.support.kitchen import CLERK, MON, NOW, open_county

ENTRY = {"action": "update", "subject": "school", "key": "S001", "body": {"name": "甲"}, "now": NOW}


def entries(county_id):
    table = JournalEntry
    return db.session.scalars(select(table).where(table.county_id == county_id).order_by(table.seq)).all()


def head(county_id):
    db.session.rollback()
    return db.session.scalars(select(JournalHead).where(JournalHead.county_id == county_id)).one()


def test_an_entry_is_kept_as_it_was_told(both):
    seq = in_transaction(lambda: service.record(both.county_id, by=CLERK, **ENTRY))
    row = entries(both.county_id)[-1]
    assert (row.seq, row.at, row.actor, row.action, row.subject) == (seq, NOW, "李老师", "update", "school")
    assert (row.key, row.body, row.alg) == ("S001", '{"name":"甲"}', "sha256")


def test_each_entry_is_chained_to_the_one_before(both):
    both.receive("R1", MON, 10, 10)
    last = GENESIS
    for seq, row in enumerate(entries(both.county_id), start=1):
        assert (row.seq, row.prev_hash) == (seq, last)
        last = chained(
            last, row.county_id, row.seq, row.at.isoformat(), row.actor, row.action, row.subject, row.key, row.body
        )
        assert row.hash == last
    end = head(both.county_id)
    assert (end.seq, end.hash) == (seq, last)


def test_many_entries_are_as_one_after_another(both):
    other = open_county("360731", "乙县")
    told = [(f"人{n}", "update", "school", f"S{n}", canonical({"n": n}), NOW) for n in range(5)]
    in_transaction(lambda: service.record_all(both.county_id, told))
    for one in told:
        in_transaction(lambda one=one: service.record_all(other.county_id, [one]))

    def seen(kitchen):
        return [(row.seq, row.actor, row.key, row.body) for row in entries(kitchen.county_id)[-5:]]

    assert seen(both) == seen(other)


def test_nothing_told_is_nothing_written(both):
    before = head(both.county_id).seq
    assert in_transaction(lambda: service.record_all(both.county_id, [])) == before
    assert head(both.county_id).seq == before


def test_what_is_undone_leaves_no_entry_and_no_gap(both):
    before = len(entries(both.county_id))

    def work():
        service.record(both.county_id, by=CLERK, **ENTRY)
        service.next_posted(both.county_id, 5)
        raise ValueError

    with pytest.raises(ValueError):
        in_transaction(work)
    assert len(entries(both.county_id)) == before
    assert both.receive("R1", MON, 10, 10).id == 1
    assert entries(both.county_id)[-1].seq == before + 1


def test_numbers_are_taken_one_after_another(both):
    def work():
        return service.next_posted(both.county_id), service.next_posted(both.county_id, 3), head_now(both.county_id)

    assert in_transaction(work) == (1, 2, 4)
    assert in_transaction(lambda: service.next_posted(both.county_id)) == 5


def head_now(county_id):
    return service.lock(county_id).posted


def test_floats_never_reach_the_journal(both):
    before = head(both.county_id).seq
    with pytest.raises(TypeError):
        in_transaction(lambda: service.record(both.county_id, by=CLERK, **ENTRY | {"body": {"price": 4.7}}))
    assert head(both.county_id).seq == before


def test_a_county_that_is_not_there_has_no_journal(both):
    for work in (service.lock, service.next_posted):
        with pytest.raises(NotFound):
            in_transaction(lambda work=work: work(99))


def test_any_text_is_kept(both):
    odd = '“引号”"\\ \t\n\u2028 😀 {value} %s'
    told = ENTRY | {"key": odd, "body": {odd: odd}}
    in_transaction(lambda: service.record(both.county_id, by=CLERK, **told))
    row = entries(both.county_id)[-1]
    assert (row.key, row.body) == (odd, canonical({odd: odd}))
    assert row.hash == chained(
        row.prev_hash, row.county_id, row.seq, row.at.isoformat(), row.actor, row.action, row.subject, row.key, row.body
    )
