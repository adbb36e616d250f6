"""A server in this process and the network to it, with the faults of the protocol's lists."""

import json
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import count
from unittest.mock import patch

from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import text

from mealwatch import create_app
from mealwatch.devices import registry, service
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.storage import migrate
from mealwatch.storage.transaction import in_transaction
from tests.support import county, people
from tests.support.tablet import Enrolment, Unreachable

PORTAL = (200, {"Content-Type": "text/html"}, b"<html>please sign in</html>")
REFUSALS = (401, 403, 409, 413, 422, 423, 429, 500, 502, 503, 504)
#: What the network and the server do to one request.
FAULTS = ("lost", "answer_lost", "truncated", "portal", "redirect", "empty", "doubled", "late", "cut", "refused")


class World:
    """A server in this process on a SQLite file; ``faults`` and ``requests`` count what happened."""

    def __init__(self, folder):
        self.path, self.copies = folder / "server.sqlite", folder
        url = f"sqlite:///{self.path}"
        migrate.upgrade(url)
        self.app = create_app({"DATABASE_URL": url})
        self.app.testing = True
        self.real_now, self.ahead = clock.now, timedelta(0)
        self.faults, self.requests, self.tablets = Counter(), 0, count(1)
        with self.app.app_context():
            self.county_id = people.three_schools()
            people.add_people(self.county_id)
            db.session.remove()

    @contextmanager
    def open(self):
        """While open, the server's clock is ours and records of type ``visit`` are known."""
        with patch.dict(registry._kinds), patch.object(clock, "now", self.now):
            registry.kind("visit", check=lambda *_: [], done=lambda *_args, **_by: None)
            yield self

    def now(self):
        return self.real_now() + self.ahead

    def close(self):
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def do(self, work):
        with self.app.app_context():
            try:
                return work()
            finally:
                db.session.remove()

    def rows(self, statement, **given):
        return self.do(lambda: db.session.execute(text(statement), given | {"county": self.county_id}).all())

    def enrol(self):
        name = f"平板{next(self.tablets)}"
        made = self.do(
            lambda: in_transaction(lambda: service.enrol(self.county_id, name=name, by=county.OFFICER, now=self.now()))
        )
        return Enrolment(made.device.id, made.key, made.receipt_key)

    def backup(self, to):
        with sqlite.connect(self.path) as source, sqlite.connect(to) as target:
            source.backup(target)

    def restore(self, kept):
        self.close()
        with sqlite.connect(kept) as source, sqlite.connect(self.path) as target:
            source.backup(target)


class Network:
    """Carries requests, each with the next fault that was drawn for it."""

    def __init__(self, world, random):
        self.world, self.random, self.rate, self.late = world, random, 0, []
        self.answers = []  # (id, hash, receipt) of deposits that the server took, in their order

    def __call__(self, method, path, headers, body):
        kind = self.random.choice(FAULTS) if self.random.random() < self.rate else ""
        if kind:
            self.world.faults[kind] += 1
        if self.late and self.random.random() < 0.5:
            self.serve(*self.late.pop(self.random.randrange(len(self.late))))
        return getattr(self, f"_{kind}" if kind else "serve")(method, path, headers, body)

    def serve(self, method, path, headers, body):
        self.world.requests += 1
        answer = self.world.app.test_client().open(path, method=method, headers=headers, data=body)
        if method == "PUT" and "/attachments/" not in path and answer.status_code in (200, 201, 409, 422):
            with suppress(ValueError, TypeError, KeyError):
                receipt = json.loads(answer.data)
                self.answers.append((receipt["id"], receipt["hash"], answer.data))
        return answer.status_code, dict(answer.headers), answer.data

    def _lost(self, *_request):
        raise Unreachable

    def _answer_lost(self, *request):
        self.serve(*request)
        raise Unreachable

    def _truncated(self, *request):
        status, headers, answer = self.serve(*request)
        return status, headers, answer[: self.random.choice((0, 1, len(answer) // 2, max(0, len(answer) - 1)))]

    def _portal(self, *_request):
        return PORTAL

    def _redirect(self, *_request):
        return 302, {"Location": "http://portal.example/"}, b""

    def _empty(self, *_request):
        return 204, {}, b""

    def _doubled(self, *request):
        self.serve(*request)
        return self.serve(*request)

    def _late(self, *request):
        self.late.append(request)
        raise Unreachable

    def _cut(self, method, path, headers, body):
        if body:
            body = body[: self.random.choice((0, 1, len(body) // 2, len(body) - 1))]
        return self.serve(method, path, headers, body)

    def _refused(self, *_request):
        return self.random.choice(REFUSALS), {"Retry-After": "1"}, b'{"code": "no"}'
