"""Tablets of the test county, and a type of record that is known."""

import hashlib
from itertools import count

import pytest

from mealwatch.devices import registry, service
from mealwatch.devices.registry import Reason
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import now
from mealwatch.storage.transaction import in_transaction
from tests.support.people import *  # noqa: F403
from tests.support.tablet import Enrolment, Store, Tablet

BY = Actor("检查员（inspector）", None)


class Bench:
    """The site with a tablet of the reference client, and what records of the type ``visit`` came to."""

    def __init__(self, site):
        self.site, self.taken, self.unfit, self.fails = site, [], "", None
        self.county_id = site.county_id
        self.ticks = count(1_763_000_000_000, 1000)

    def enrol(self, name="一号平板"):
        with self.site.app.app_context():
            made = in_transaction(lambda: service.enrol(self.county_id, name=name, by=BY, now=now()))
        return Enrolment(made.device.id, made.key, made.receipt_key)

    def tablet(self, name="一号平板", *, enrolment=None, send=None, store=None, at=None):
        enrolment = enrolment or self.enrol(name)
        return Tablet(store or Store(), send or self.send, enrolment, clock=lambda: next(self.ticks), at=at)

    def send(self, method, path, headers, body):
        answer = self.site.app.test_client().open(path, method=method, headers=headers, data=body)
        return answer.status_code, dict(answer.headers), answer.data

    def inside(self, work):
        with self.site.app.app_context():
            return work()

    def check(self, county_id, envelope):
        return [Reason("visit", self.unfit)] if self.unfit else []

    def done(self, county_id, envelope, deposit, *, by, now):
        if self.fails is not None:
            raise self.fails
        self.taken.append((envelope["id"], deposit.server_seq, by.name))


@pytest.fixture
def bench(site, monkeypatch):
    bench = Bench(site)
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    registry.kind("visit", check=bench.check, done=bench.done)
    return bench


def a_jpeg(words, *, width=64, height=48, exif=b""):
    """Bytes with a JPEG's header and end, and any bytes of image between."""
    app1 = b"\xff\xe1" + (len(exif) + 8).to_bytes(2, "big") + b"Exif\0\0" + exif if exif else b""
    frame = b"\xff\xc0\x00\x11\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x03" + b"\1\x11\0" * 3
    scan = b"\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00"
    return b"\xff\xd8" + app1 + frame + scan + words + b"\xff\xd9"


def sha(content):
    return hashlib.sha256(content).hexdigest()
