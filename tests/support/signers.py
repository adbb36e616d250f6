"""A school whose people sign for each other: accounts with PINs, a guest's drawing, a kind of paper to wait.

``house`` runs on both stores. 王芳 (wang) keeps the canteen and types, 刘伟 (liu) keeps the store, 赵静 (zhao)
accepts, 李校长 (li) leads the school; 钱进 (qian) belongs to another school's canteen, 周敏 (zhou) to the bureau.
"""

from dataclasses import dataclass
from datetime import date
from unittest.mock import patch

import pytest

from mealwatch.accounts import hashing, queries
from mealwatch.accounts.service import pins
from mealwatch.accounts.service.grants import grant
from mealwatch.accounts.service.people import create_account
from mealwatch.kernel.actor import Actor
from mealwatch.schools import queries as schools
from mealwatch.schools.domain.school import Canteen
from mealwatch.signing import registry, service
from mealwatch.storage.transaction import in_transaction
from tests.support import county
from tests.support.people import PASSWORD

PIN = "4719"
#: A name drawn in two strokes, long enough.
DRAWN = "[[50,60,200,180,260,70],[300,60,300,200]]"
ON = date(2026, 11, 9)
PEOPLE = {
    "wang": ("王芳", "canteen_manager", "canteen", "C001"),
    "liu": ("刘伟", "storekeeper", "canteen", "C001"),
    "zhao": ("赵静", "acceptor", "canteen", "C001"),
    "li": ("李校长", "principal", "school", "S001"),
    "qian": ("钱进", "storekeeper", "canteen", "C003"),
    "zhou": ("周敏", "bureau_officer", "county", ""),
    "tang": ("唐主任", "bureau_admin", "county", ""),
}
__all__ = ["house"]


@dataclass
class House:
    """A county's id, its canteen and its people."""

    county_id: int
    canteen: Canteen

    def account(self, username):
        return queries.get_account(self.county_id, username)

    def actor(self, username):
        account = self.account(username)
        return Actor(f"{account.name}（{username}）", account.id)

    def second(
        self, how=None, *, by="wang", purpose="accept", now=county.NOW, content=None, on=ON, others=(), **fields
    ):
        """Have somebody sign R1 as second person, as a form's post would."""
        given = {f"second_{name}": value for name, value in fields.items()} | {"second_how": how}
        return in_transaction(
            lambda: service.second(
                self.county_id,
                self.canteen.id,
                given,
                purpose=purpose,
                subject="receipt",
                key="R1",
                content=content or {"rice": 100},
                on=on,
                by=self.actor(by),
                now=now,
                others=others,
            )
        )

    def pin(self, username, pin=PIN, **given):
        """Sign with a PIN."""
        return self.second("pin", account=username, pin=pin, **given)

    def guest(self, name="张三", kind="parent", strokes=DRAWN, **given):
        """Have a guest sign."""
        return self.second("guest", guest_name=name, guest_kind=kind, strokes=strokes, **given)

    def do(self, work, *args, by, now=county.NOW, **given):
        return in_transaction(lambda: work(self.county_id, *args, by=self.actor(by), now=now, **given))

    def exception(self, purposes=("accept",), first=ON, last=date(2026, 12, 31), *, decide=True, **given):
        """Ask for an exception and have it granted."""
        asked = self.do(
            service.ask_exception,
            self.canteen.id,
            purposes=purposes,
            from_date=first,
            until_date=last,
            reason="只有一位教师",
            instead="中心校每周抽查",
            by="li",
            **given,
        )
        return self.do(service.decide_exception, asked.id, approve=True, by="zhou") if decide else asked


@pytest.fixture
def house(store):
    """The school on a fresh database of each kind."""
    county_id = county.new_county()
    for number in ("1", "3"):
        county.school(county_id, f"S00{number}")
        county.canteen(county_id, f"C00{number}", f"S00{number}")
    found = House(county_id, schools.get_canteen(county_id, "C001"))
    with patch.object(hashing, "hash_password", _cheap), patch.object(registry, "_kinds", {}):
        in_transaction(lambda: _people(county_id))
        with patch.object(hashing, "matches", lambda kept, typed: kept == _cheap(typed)):
            yield found


def _people(county_id):
    for username, (name, role, scope, place) in PEOPLE.items():
        put = {"by": county.OFFICER, "now": county.NOW}
        create_account(county_id, username=username, name=name, password=PASSWORD, must_change=False, **put)
        account = grant(county_id, username, role=role, scope_kind=scope, place=place, **put)
        if username not in ("zhao", "tang"):
            pins.put_pin(county_id, account.id, username, PIN, **put)


def _cheap(secret):
    """Hashing is slow on purpose; these tests try many PINs."""
    return f"hash of {secret}"


def sign_as_guest(page, name="李明", kind="teacher"):
    """Fill in the second person of a form as a guest whose name is typed."""
    page.check("[name=second_how][value=guest]")
    page.fill("[name=second_guest_name]", name)
    page.check(f"[name=second_guest_kind][value={kind}]")
    page.check("[name=second_typed]")
