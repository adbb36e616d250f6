"""The sign-ins of the demo county: one for each role, shown on the sign-in page of a demo site and nowhere else."""

from mealwatch.accounts import queries
from mealwatch.accounts.service.grants import grant
from mealwatch.accounts.service.people import create_account
from mealwatch.accounts.service.pins import put_pin

PASSWORD = "yanshi-yingyang-cai"  # noqa: S105 - public on purpose, for made-up data  # nosec B105
#: With which those who sign for each other do it on one phone; as public.
PIN = "4719"
SIGNERS = frozenset({"principal", "canteen_manager", "storekeeper", "acceptor"})
#: Role, username, name, kind of scope.
LOGINS = (
    ("bureau_officer", "jiaoti", "周敏", "county"),
    ("bureau_admin", "guanli", "陈立", "county"),
    ("inspector", "ducha", "吴强", "county"),
    ("auditor", "shenji", "郑华", "county"),
    ("principal", "xiaozhang", "李校长", "school"),
    ("canteen_manager", "shitang", "王芳", "canteen"),
    ("storekeeper", "kuguan", "刘伟", "canteen"),
    ("acceptor", "yanshou", "赵静", "canteen"),
)


def create(county_id, *, school, canteen, by, now):
    """Make the demo's people: those of a school at ``school``, those of a canteen at ``canteen`` (codes)."""
    places = {"county": "", "school": school, "canteen": canteen}
    for role, username, name, scope in LOGINS:
        if queries.find_account(county_id, username) is None:
            create_account(
                county_id,
                username=username,
                name=name,
                password=PASSWORD,
                is_admin=role == "bureau_admin",
                must_change=False,
                by=by,
                now=now,
            )
        account = grant(county_id, username, role=role, scope_kind=scope, place=places[scope], by=by, now=now)
        if role in SIGNERS and not queries.pins_of(county_id, [account.id]):
            put_pin(county_id, account.id, username, PIN, by=by, now=now)


def shown(counties):
    """``(role, username, name, county id)`` of the demo people that there are, for the sign-in page."""
    found = []
    for county in counties:
        if county.is_demo:
            there = {person.username for person in queries.people_of(county.id) if person.active}
            found += [(role, username, name, county.id) for role, username, name, _ in LOGINS if username in there]
    return found
