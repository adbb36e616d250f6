"""The reference client against the server: in the end every record is there once, with every photo."""

import json

from tests.devices.conftest import a_jpeg
from tests.support.tablet import PIECE, Killed, Unreachable


def of(bench, tablet, number=1, photos=()):
    body = {"visit": {"id": f"v{number}"}}
    return tablet.finalise("visit", author="inspector", school="S001", body=body, photos=photos)


def test_a_day_without_and_an_evening_with_a_network(bench):
    tablet = bench.tablet()
    large, small = a_jpeg(b"x" * (2 * PIECE + 5)), a_jpeg(b"small")
    first = of(bench, tablet, 1, [("photo", "image/jpeg", small), ("scale", "image/jpeg", large)])
    second = of(bench, tablet, 2, [("photo", "image/jpeg", small)])
    assert tablet.sync()
    assert [one[0] for one in bench.taken] == [first, second]
    assert tablet.outbox() == []
    assert tablet.store.state["contiguous_through"] == 2
    receipts = [json.loads(tablet.store.receipts[one]) for one in (first, second)]
    assert [one["state"] for one in receipts] == ["received", "received"]
    assert len(receipts[0]["missing_attachments"]) == 2
    tablet.reconcile()
    assert tablet.store.state["incomplete"] == []
    before = dict(tablet.store.receipts)
    assert tablet.sync()
    assert len(bench.taken) == 2
    assert tablet.store.receipts == before


def test_an_answer_that_is_lost_is_given_again_to_the_byte(bench):
    lost = []

    def once_lost(method, path, headers, body):
        answer = bench.send(method, path, headers, body)
        if method == "PUT" and not lost:
            lost.append(answer)
            raise Unreachable
        return answer

    tablet = bench.tablet(send=once_lost)
    record = of(bench, tablet)
    assert not tablet.sync()
    assert tablet.outbox() == [record]
    assert tablet.sync()
    assert tablet.store.receipts[record].encode() == lost[0][2]
    assert len(bench.taken) == 1


def test_killed_at_every_step_nothing_is_lost_and_nothing_doubled(bench):
    from tests.support.tablet import STEPS

    enrolment, store, reached = bench.enrol(), None, set()
    for step in STEPS:

        def at(name, step=step):
            if name == step:
                reached.add(name)
                raise Killed

        tablet = bench.tablet(enrolment=enrolment, store=store, at=at)
        store = tablet.store
        try:
            large = step.startswith("upload")
            of(bench, tablet, step, [("photo", "image/jpeg", a_jpeg(step.encode() * (12_000 if large else 1)))])
            tablet.sync()
        except Killed:
            pass
    tablet = bench.tablet(enrolment=enrolment, store=store)
    assert tablet.sync()
    assert tablet.sync()
    assert len(bench.taken) == len({one[0] for one in bench.taken}) == store.last_seq
    assert store.state["contiguous_through"] == store.last_seq
    assert store.state["incomplete"] == []
    assert reached >= {one for one in STEPS if one != "purge.record_gone"}


def test_a_portal_that_answers_everything_delivers_nothing(bench):
    def portal(method, path, headers, body):
        return 200, {"Content-Type": "text/html"}, b"<html>sign in</html>"

    enrolment = bench.enrol()
    tablet = bench.tablet(enrolment=enrolment, send=portal)
    record = of(bench, tablet, 1, [("photo", "image/jpeg", a_jpeg(b"x"))])
    tablet.sync()
    assert tablet.outbox() == [record]
    tablet.send = bench.send
    assert tablet.sync()
    assert tablet.outbox() == []
