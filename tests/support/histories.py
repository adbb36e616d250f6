"""Histories of a tablet and its server under faults, and what must hold at their end (docs/offline.md, S1 to S8).

    world = World(folder)                            # one server, many tablets; one tablet and its fate per history
    problems = History(world, Random(7)).run()       # [] where nothing was lost, doubled, changed or hidden

A history draws what people do (finish records, photos, sync), what happens to the tablet (killed at a named step,
clock ten years off, storage evicted and enrolled anew, revoked), to the network (lost, doubled, late, cut, answered by
a captive portal or with an error) and to the server (restored from an older backup). Then all is calm and the books
are compared: each finished record is on the tablet or at the server, once, as it was written.
"""

import hashlib
import json
from contextlib import suppress
from datetime import timedelta
from itertools import count

from mealwatch.devices import service
from mealwatch.devices.domain.canonical import canonical, digest
from mealwatch.devices.queries import gaps
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.faults import Network, World
from tests.support.tablet import DAY_MS, STEPS, Killed, Store, Tablet

__all__ = ["History", "World"]
TEN_YEARS_MS = 3650 * DAY_MS


class History:
    """One tablet's life."""

    def __init__(self, world, random):
        self.world, self.random, self.network = world, random, Network(world, random)
        self.ticks, self.offset = count(1_763_000_000_000, 1000), 0
        self.store, self.enrolment = Store(), world.enrol()
        self.finished, self.altered, self.evicted = {}, [], set()  # id: hash; (id, hash, body); ids
        self.restored = False
        self.kept = None  # a backup of the server: (path, its time, answers until then)
        self.eras, self.devices = [0], [self.enrolment.device_id]

    def run(self):
        for _ in range(self.random.randint(2, 7)):
            self.network.rate = self.random.choice((0, 0.2, 0.5))
            self.random.choice(self.STEPS)(self)
        self.calm()
        return self.problems()

    def tablet(self, at=None):
        clock_ms = lambda: next(self.ticks) + self.offset  # noqa: E731
        return Tablet(self.store, self.network, self.enrolment, clock=clock_ms, at=at)

    def killed(self, work):
        """Work with the tablet, which may be switched off at any of its steps."""
        step, left = self.random.choice(STEPS), self.random.randint(1, 3)
        if self.random.random() < 0.6:
            step = ""

        def at(name):
            nonlocal left
            left -= name == step
            if name == step and not left:
                self.world.faults["killed"] += 1
                raise Killed

        with suppress(Killed):
            work(self.tablet(at))
        for record_id, hashed in self.store.hashes.items():  # what stands in the store is finished
            if record_id not in self.evicted:
                self.finished.setdefault(record_id, hashed)

    # What happens

    def finish(self):
        photos = [("photo", "image/jpeg", self.photo()) for _ in range(self.random.choice((0, 0, 1, 2)))]
        body = {"n": self.random.getrandbits(40)}
        self.killed(lambda one: one.finalise("visit", author="inspector", school="S001", body=body, photos=photos))

    def sync(self):
        self.killed(lambda one: one.sync())

    def clock_jumps(self):
        self.world.faults["clock"] += 1
        self.offset = self.random.choice((-TEN_YEARS_MS, TEN_YEARS_MS, 0, 7_200_000))

    def days_pass(self):
        self.world.ahead += timedelta(days=self.random.choice((1, 15)))

    def back_up(self):
        path = self.world.copies / "backup.sqlite"
        self.world.backup(path)
        self.kept = (path, self.world.now(), len(self.network.answers))

    def restore(self):
        """The server from an older backup, no older than what a tablet keeps."""
        if self.kept is None or self.world.now() - self.kept[1] > timedelta(days=13):
            return
        self.world.faults["restored"] += 1
        self.restored = True
        self.world.restore(self.kept[0])
        del self.network.answers[self.kept[2] :]

    def revoke(self):
        if self.random.random() < 0.7:
            return
        self.world.faults["revoked"] += 1
        with suppress(Exception):  # a restored server may not know the tablet yet, or know it as revoked
            self.world.do(
                lambda: in_transaction(
                    lambda: service.revoke(
                        self.world.county_id,
                        self.enrolment.device_id,
                        reason="丢失",
                        by=county.OFFICER,
                        now=self.world.now(),
                    )
                )
            )

    def evict(self):
        """The browser throws everything away; the tablet is enrolled anew. What had not arrived is gone with it."""
        if self.random.random() < 0.6:
            return
        self.world.faults["evicted"] += 1
        self.evicted |= set(self.store.hashes)
        self.store, self.enrolment = Store(), self.world.enrol()
        self.devices.append(self.enrolment.device_id)
        self.kept = None  # a backup from before does not know the new tablet

    def alter(self):
        """Another body under the number of a record, with its own right hash."""
        if not self.store.records:
            return
        self.world.faults["altered"] += 1
        record_id = self.random.choice(sorted(self.store.records))
        envelope = json.loads(self.store.records[record_id]) | {"body": {"n": "altered"}}
        written = canonical(envelope)
        headers = {"Authorization": f"Bearer {self.enrolment.key}", "X-Content-SHA256": digest(envelope)}
        headers["Content-Type"] = "application/json"
        status, _, _ = self.network.serve("PUT", f"/api/v1/deposits/{record_id}", headers, written)
        if status in (200, 201, 409, 422):
            self.altered.append((record_id, digest(envelope), written, len(self.network.answers)))

    STEPS = (finish,) * 5 + (sync,) * 6 + (clock_jumps, days_pass, back_up, restore, revoke, evict, alter)

    def photo(self):
        size = self.random.choice((40, 40, 300, 140_000))
        head = (
            b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03" + b"\1\x11\0" * 3 + b"\xff\xda\x00\x0c\x03\x01\x00\x02"
        )
        return head + b"\x11\x03\x11\x00\x3f\x00" + self.random.randbytes(8).hex().encode() * (size // 16) + b"\xff\xd9"

    def calm(self):
        """Nothing goes wrong any more: late requests arrive, and the tablet syncs until nothing moves."""
        self.network.rate = 0
        while self.network.late:
            self.network.serve(*self.network.late.pop())
        for _ in range(4):
            self.tablet().sync()

    # What must hold

    def problems(self):
        return [*self.lost(), *self.doubled(), *self.changed(), *self.hidden(), *self.reordered()]

    def at_server(self, record_id):
        """{hash: body} of everything that the server keeps under a number."""
        found = self.world.rows("SELECT hash, body FROM deposits WHERE county_id = :county AND id = :id", id=record_id)
        other = "SELECT hash, body FROM deposit_conflicts WHERE county_id = :county AND deposit_id = :id"
        return {row.hash: bytes(row.body) for row in [*found, *self.world.rows(other, id=record_id)]}

    def lost(self):
        """S1: on the tablet or at the server, to the byte; what the tablet let go of is at the server."""
        for record_id, hashed in self.finished.items():
            body = self.at_server(record_id).get(hashed)
            if body is not None and hashlib.sha256(b"\0" + body).hexdigest() != hashed:
                yield f"S1 {record_id} is not at the server as it was written"
            here = record_id in self.store.records
            if body is None and not here and record_id not in self.evicted:
                yield f"S1 {record_id} is lost"
            if record_id in self.store.let_go and body is None:
                yield f"S5 {record_id} was let go of and is not at the server"

    def doubled(self):
        """S2: one entry, one line in the journal, for each number."""
        for record_id in self.finished:
            told = self.world.rows(
                "SELECT count(*) FROM journal WHERE county_id = :county AND subject = 'deposit' "
                "AND action = 'create' AND key = :id",
                id=record_id,
            )[0][0]
            kept = self.world.rows("SELECT count(*) FROM deposits WHERE county_id = :county AND id = :id", id=record_id)
            if kept[0][0] > 1 or told != kept[0][0]:
                yield f"S2 {record_id} is there {kept[0][0]} times, told {told} times"

    def changed(self):
        """S3: another body is kept beside; S4: the same record, the same receipt to the byte."""
        for record_id, hashed, written, seen in self.altered:
            if seen <= len(self.network.answers) and self.at_server(record_id).get(hashed, written) != written:
                yield f"S3 {record_id} was overwritten"
            if hashed not in self.at_server(record_id) and not self.restored:
                yield f"S3 the other body of {record_id} is gone"
        first = {}
        for record_id, hashed, receipt in self.network.answers:
            if first.setdefault((record_id, hashed), receipt) != receipt:
                yield f"S4 {record_id} has two receipts"

    def hidden(self):
        """S7: every number missing before one that came is told as a gap of its tablet."""
        for device_id in self.devices:
            came = {
                row[0]
                for row in self.world.rows(
                    "SELECT device_seq FROM deposit_states WHERE county_id = :county AND device_id = :id "
                    "AND device_seq IS NOT NULL",
                    id=device_id,
                )
            }
            missing = set(range(1, max(came, default=0) + 1)) - came
            told = self.world.do(lambda device_id=device_id: _gaps(self.world.county_id, device_id))
            if told != missing:
                yield f"S7 {device_id}: {sorted(missing)} are missing, {sorted(told)} are told"

    def reordered(self):
        """S8: the server's order is that of arrival, whatever the tablet's clock says."""
        arrived = list(dict.fromkeys(record_id for record_id, _, _ in self.network.answers))
        known = {
            row.id: row.server_seq
            for device_id in self.devices
            for row in self.world.rows(
                "SELECT id, server_seq FROM deposits WHERE county_id = :county AND device_id = :id", id=device_id
            )
        }
        numbers = [known[record_id] for record_id in arrived if record_id in known]
        if numbers != sorted(numbers):
            yield f"S8 arrived as {numbers}"


def _gaps(county_id, device_id):
    return {seq for one in gaps(county_id, device_id) for seq in range(one.first, one.last + 1)}
