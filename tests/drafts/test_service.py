"""Drafts on both stores: saved over what was seen, handed back, dropped; nobody's typing wins silently."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mealwatch.audit import models as audit
from mealwatch.drafts import errors, queries, service
from mealwatch.drafts.domain.draft import LARGEST
from mealwatch.drafts.models import Draft
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.stores import migrated_postgres, store  # noqa: F401

WANG, LIU = Actor(name="王芳（wang）", account_id=11), Actor(name="刘强（liu）", account_id=12)
DAY, NEW = "today/2026-11-23/lunch", "receipt/new"


@pytest.fixture
def county_id(store):  # noqa: F811
    return county.one_school()


@pytest.fixture
def save(county_id):
    def saved(fields, *, place=DAY, seen=0, by=WANG, now=county.NOW):
        given = {"seen": seen, "device": "手机", "by": by, "now": now}
        return in_transaction(lambda: service.save(county_id, 1, place, fields, **given))

    return saved


def found(county_id, place=DAY, account_id=WANG.account_id):
    db.session.rollback()
    return queries.find_draft(county_id, 1, place, account_id)


def test_what_is_saved_is_handed_back_with_who_and_when(county_id, save):
    draft, saved = save({"heads": ["148"]})
    assert saved
    assert draft.revision == 1
    assert found(county_id) == draft
    assert (draft.fields, draft.saved_by, draft.device, draft.saved_at) == (
        '{"heads":["148"]}',
        "王芳（wang）",
        "手机",
        county.NOW,
    )


def test_saving_goes_on_from_what_was_seen(county_id, save):
    first, _ = save({"heads": ["148"]})
    second, saved = save({"heads": ["149"]}, seen=first.revision)
    assert saved
    assert second.revision == 2
    assert found(county_id).fields == '{"heads":["149"]}'


def test_what_another_saved_meanwhile_is_shown_and_left(county_id, save):
    save({"heads": ["148"]})
    save({"heads": ["150"]}, seen=1, by=LIU)
    theirs, saved = save({"heads": ["149"]}, seen=1)
    assert not saved
    assert (theirs.fields, theirs.saved_by, theirs.revision) == ('{"heads":["150"]}', "刘强（liu）", 2)
    assert found(county_id).fields == '{"heads":["150"]}'


def test_the_same_content_is_no_difference(save):
    save({"heads": ["148"]})
    again, saved = save({"heads": ["148"]}, seen=0, by=LIU)
    assert saved
    assert again.revision == 1


def test_a_days_record_is_shared_and_a_new_document_is_ones_own(county_id, save):
    save({"heads": ["148"]})
    save({"supplier": ["V01"]}, place=NEW)
    assert found(county_id, DAY, LIU.account_id) is not None
    assert found(county_id, NEW, LIU.account_id) is None
    save({"supplier": ["V02"]}, place=NEW, by=LIU)
    assert found(county_id, NEW).fields == '{"supplier":["V01"]}'


def test_a_second_new_document_is_ones_own_too(county_id, save):
    save({"supplier": ["V01"]}, place="receipt/new~2f9a")
    assert found(county_id, "receipt/new~2f9a", LIU.account_id) is None
    assert found(county_id, "receipt/new~2f9a") is not None


def test_dropping_takes_ones_own_and_nobody_elses(county_id, save):
    save({"supplier": ["V01"]}, place=NEW)
    save({"supplier": ["V02"]}, place=NEW, by=LIU)
    in_transaction(lambda: service.drop(county_id, "C001/receipt/new", WANG.account_id))
    assert found(county_id, NEW) is None
    assert found(county_id, NEW, LIU.account_id) is not None
    in_transaction(lambda: service.drop(county_id, "X999/receipt/new", LIU.account_id))
    assert found(county_id, NEW, LIU.account_id) is not None


def test_after_a_drop_the_revisions_go_on(county_id, save):
    """So that a device can tell an older draft than the one that it has sent."""
    save({"heads": ["148"]})
    in_transaction(lambda: service.drop(county_id, f"C001/{DAY}"))
    draft, saved = save({"heads": ["149"]}, seen=4)
    assert saved
    assert draft.revision == 5


def test_what_nobody_touched_for_ninety_days_is_forgotten(county_id, save):
    save({"heads": ["1"]}, now=county.NOW - timedelta(days=91))
    save({"heads": ["2"]}, place="today/2026-08-27/lunch", now=county.NOW - timedelta(days=89))
    save({"heads": ["3"]}, place=NEW)
    assert found(county_id) is None
    assert found(county_id, "today/2026-08-27/lunch") is not None


def test_too_large_a_form_is_refused(county_id, save):
    with pytest.raises(errors.TooLarge):
        save({"note": ["字" * LARGEST]})
    assert found(county_id) is None


def test_drafts_are_no_record(save):
    journal = select(func.count()).select_from(audit.JournalEntry)
    before = db.session.scalar(journal)
    save({"heads": ["148"]})
    assert db.session.scalar(journal) == before


def test_of_many_at_once_one_is_first_and_the_others_hear_of_it(store, county_id):  # noqa: F811
    def one(number):
        with store.app_context():
            try:
                return in_transaction(
                    lambda: service.save(
                        county_id, 1, DAY, {"heads": [str(number)]}, seen=0, device="", by=WANG, now=county.NOW
                    )
                )
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(one, range(4)))
    winners = [draft for draft, saved in answers if saved]
    assert len(winners) == 1
    assert {draft.fields for draft, _ in answers} == {winners[0].fields}
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 1
