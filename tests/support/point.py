"""The principal of the teaching point S002, which the canteen of another school feeds."""

from unittest.mock import patch

from mealwatch.accounts import hashing
from mealwatch.accounts.service.grants import grant
from mealwatch.accounts.service.people import create_account
from tests.support.people import PASSWORD

POINT = "principal_point"


def add_principal(site):
    """Sign up POINT; Clients for it are had like anybody's."""
    with patch.object(hashing, "hash_password", lambda password: f"argon2 of {len(password)} signs"):
        site.do(create_account, username=POINT, name="周校长", password=PASSWORD, must_change=False)
    site.do(grant, POINT, role="principal", scope_kind="school", place="S002")
