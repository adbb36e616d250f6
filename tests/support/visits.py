"""Visits as a tablet deposits them, with photos and drawn signatures, for tests of the office.

tablet = Tablet(site)
visit_id = tablet.deposit(a_body(answers={"B6": lost("有老鼠屎", photos=[PHOTO])}), files=[A_PHOTO])
"""

import json
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from mealwatch.checklists import queries as checklists
from mealwatch.checklists.domain.score import score
from mealwatch.devices.domain import canonical
from mealwatch.devices.service import enrolling, keeping, taking
from mealwatch.inspections import queries
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.files import a_photo

A_PHOTO = a_photo(320, 240, seed=3)
DRAWN = json.dumps([[20, 30, 200, 180, 400, 60, 560, 200]], separators=(",", ":")).encode()


def digest(content):
    return sha256(content).hexdigest()


def lost(note, answer="none", photos=(), severity="ordinary", due_on="2026-11-17", **given):
    """An item that lost points."""
    told = {"answer": answer, "note": note, "phrases": [], "photos": list(photos), "severity": severity}
    told |= {"due_on": due_on, "responsible": "赵校长", "fixed": False, "fixed_photos": [], "suggested": None}
    return told | given


def weighed(code, name, net, paper, ref, number=1, **given):
    """A weighing against a receipt's line."""
    one = {"id": f"w{number}", "good": {"ref": ref, "code": code, "name": name}, "source": "paper", "drawn": True}
    one |= {"base": "g", "first": {"gross": net + 500, "tare": 500, "net": net, "photos": []}, "second": None}
    return one | {"witness": {"name": "钱库管", "post": "库管员"}, "paper": paper, "seal": None} | given


def counted(code, name, quantity, book, number=1, **given):
    """A count of what lies in the store."""
    one = {"id": f"s{number}", "good": {"ref": code, "code": code, "name": name}, "drawn": True, "base": "g"}
    one |= {"first": {"quantity": quantity, "photos": []}, "second": None}
    return one | {"witness": {"name": "钱库管", "post": "库管员"}, "book": book, "seal": None} | given


class Tablet:
    """A tablet of the county that deposits visits through the services."""

    def __init__(self, site, name="平板1", now=county.NOW):
        self.site, self.county_id, self.now, self.seq, self.before = site, site.county_id, now, 0, ""
        with site.app.app_context():
            enrolled = in_transaction(
                lambda: enrolling.enrol(self.county_id, name=name, by=county.OFFICER, now=now - timedelta(days=1))
            )
            self.device, self.list = enrolled.device, checklists.current(self.county_id)

    def body(self, *, answers=(), team=("督查甲", "督查乙"), school="S001", stop=None, dated_on="2026-11-10", **given):
        """A visit in which everything else was found in order."""
        told = {item.code: {"answer": "full", "note": "", "phrases": [], "photos": []} for item in self.list.list.items}
        told |= dict(answers)
        red = given.get("red_lines", {})
        points = score(self.list, {code: one["answer"] for code, one in told.items()}, tuple(red))
        number = sha256(f"{team}{school}{dated_on}{stop}".encode()).hexdigest()[:32]
        body = {
            "visit": {
                "id": str(UUID(number)),
                "stop": stop,
                "school": school,
                "canteen": "C001" if school != "S003" else "C003",
            },
            "list": {"code": self.list.code, "version": self.list.number, "digest": self.list.digest},
            "pack": None,
            "team": [
                {"name": name, "department": "基教股", "username": None, "leader": not at}
                for at, name in enumerate(team)
            ],
            "school_side": {"name": "赵校长", "post": "校长"},
            "heads": {"meal": "lunch", "enrolled": 120, "present": 118, "served": 118},
            "answers": told,
            "red_lines": red,
            "unchecked_reason": "",
            "rechecks": [],
            "weighings": [],
            "counts": [],
            "portions": [],
            "matches": [],
            "meal_eaten": None,
            "tally": None,
            "log": [],
            "reply": {"text": "立即整改"},
            "score": {"got_halves": points.got_halves, "base": points.base, "grade": points.grade},
            "content_digest": "0" * 64,
            "signatures": [
                {
                    "role": role,
                    "name": name,
                    "department": "",
                    "strokes": digest(DRAWN),
                    "refused": False,
                    "reason": "",
                    "witness": None,
                }
                for role, name in (("inspector", team[0]), ("member", team[1]), ("principal", "赵校长"))
            ],
        }
        body["visit"] |= {
            "kind": "surprise",
            "unannounced": True,
            "dated_on": dated_on,
            "arrived": "06:10",
            "left": "13:05",
            "gps": None,
        }
        body |= given
        content = {name: value for name, value in body.items() if name not in ("signatures", "content_digest")}
        return body | {"content_digest": canonical.digest(content)}

    def deposit(self, body, files=(A_PHOTO,), *, keep=True, kind="visit"):
        """Hand a record in, with its files unless they stay on the tablet; the visit's number."""
        self.seq += 1
        school = body["visit"]["school"] if kind == "visit" else "S001"
        number = sha256(f"{self.device.id}{self.seq}".encode()).hexdigest()
        envelope = {
            "id": f"{number[:8]}-{number[8:12]}-7{number[13:16]}-8{number[17:20]}-{number[20:32]}",
            "type": kind,
            "schema_ver": 1,
            "app_ver": "1.0",
            "device_id": self.device.id,
            "device_seq": self.seq,
            "prev_hash": self.before,
            "author": "inspector",
            "school": school,
            "body": body,
            "attachments": [
                {"sha256": digest(DRAWN), "size": len(DRAWN), "mime": "application/json", "role": "signature"},
                *({"sha256": digest(one), "size": len(one), "mime": "image/jpeg", "role": "photo"} for one in files),
            ],
            "claimed_at": f"{self.now:%Y-%m-%dT%H:%M:%S}+08:00",
            "mono_ms": 1,
            "boot_id": "b1",
            "last_server_offset_ms": 0,
        }
        written = canonical.canonical(envelope)
        self.before = canonical.digest_of(written)

        def work():
            sender = taking.Sender(device=self.device)
            answer = taking.take_in(self.county_id, sender, written, envelope, now=self.now)
            for content in (DRAWN, *files) if keep else ():
                keeping.keep_file(self.county_id, self.device, envelope["id"], digest(content), content, now=self.now)
            return answer

        with self.site.app.app_context():
            answer = in_transaction(work)
            assert not answer.quarantined, answer.receipt
            found = queries.find_visit_of_deposit(self.county_id, envelope["id"])
        return found.id if found else None
