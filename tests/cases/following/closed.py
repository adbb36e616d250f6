"""A case that two officers have closed, on the small county with a calendar until the next summer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import select

from mealwatch.accounts import hashing
from mealwatch.accounts.service import grants, people
from mealwatch.audit.models import JournalEntry
from mealwatch.cases import following, registry, service
from mealwatch.cases.following import sealed
from mealwatch.cases.following.domain import drawing
from mealwatch.cases.service import signed
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.schools import service as schools
from tests.support.kitchen import NOW, Kitchen

__all__ = ["Watched", "life", "morning", "sealed_days"]
SUMMER = date(2027, 6, 30)


@dataclass
class Watched:
    """The county, two officers, and what can be done with a case."""

    kitchen: Kitchen
    first: Actor
    second: Actor
    principal: Actor

    @property
    def county_id(self):
        return self.kitchen.county_id

    def do(self, work, *args, **given):
        return self.kitchen.do(work, *args, **{"by": self.first} | given)

    def open(self, school="S001", *, severity="ordinary", source=("hand", ""), now=NOW, **more):
        """A case that was issued and signed for."""
        case_id = self.do(
            service.open,
            self.kitchen.schools[school],
            source=source,
            text="留样不足",
            basis="规范第一条",
            severity=severity,
            now=now,
            **more,
        )
        self.do(service.act, case_id, "issue", now=now)
        self.sign(case_id, now)
        return case_id

    def sign(self, case_id, now=NOW):
        with patch.object(signed, "proved", lambda *args, **given: {"how": "pin"}):
            self.do(service.act, case_id, "sign", by=self.principal, now=now)

    def close(self, case_id, now=NOW):
        """Answered and closed by two people: look-backs are sealed."""
        self.propose(case_id, now)
        return self.do(service.act, case_id, "agree_close", words="同意", by=self.second, now=now)

    def propose(self, case_id, now=NOW):
        """Answered, and one officer would close it."""
        self.do(service.act, case_id, "answer", words="已补齐", by=self.principal, now=now)
        self.do(service.act, case_id, "ask_review", by=self.principal, now=now)
        self.do(service.act, case_id, "propose_close", words="看过", reason="seen", now=now)

    def watched(self, school="S001", now=NOW, **more):
        case_id = self.open(school, now=now, **more)
        self.close(case_id, now)
        return case_id

    def journal_text(self):
        """Every entry's subject, key and body."""
        rows = db.session.execute(select(JournalEntry.subject, JournalEntry.key, JournalEntry.body))
        return [" ".join(map(str, row)) for row in rows]


def morning(on, hour=6, minute=0):
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=SHANGHAI)


def sealed_days(county_id, draw):
    """``{(number, attempt): (school code, day)}`` of a draw, as only the site's secret tells."""
    seed = sealed.find_seed(county_id, draw.id, draw.seed_hash)
    picks = [one for slate in draw.slates for one in drawing.picks_of(seed, slate.listed)]
    return {(one.n, one.attempt): (one.school, one.on) for one in picks}


@pytest.fixture
def life(kitchen, monkeypatch):
    monkeypatch.setattr(registry, "_hooks", {})  # of a whole service that another test made
    following.connect()
    found = []
    with patch.object(hashing, "hash_password", lambda password: f"argon2 of {len(password)} signs"):
        for person, role, kind, place in (
            ("first", "bureau_officer", "county", ""),
            ("second", "bureau_officer", "county", ""),
            ("head", "principal", "school", "S001"),
        ):
            made = kitchen.do(people.create_account, username=person, name=person, password="sunny-kitchen-door-7")
            kitchen.do(grants.grant, person, role=role, scope_kind=kind, place=place)
            found.append(Actor(person, made.id))
    days = [NOW.date() + timedelta(days=k) for k in range(1, (SUMMER - NOW.date()).days)]
    calendar = [{"dated_on": on, "day_type": "supply"} for on in days if on.weekday() < 5]
    kitchen.do(schools.put_calendar_days, calendar)
    return Watched(kitchen, *found)
