"""Which role may do what, and how far each grant of a role reaches.

A grant is a role within a scope: the county, a town, a school or a canteen. A
canteen's staff act for their canteen, the school at which it stands and the
schools that it feeds. A school's or town's people also read the canteens that
feed their pupils, wherever those stand; they change nothing there.
"""

from dataclasses import dataclass
from typing import Protocol

_READ = {"read_school", "export_data"}
_DOCUMENTS = {
    "post_opening",
    "post_receipt",
    "post_issue",
    "post_delivery",
    "post_loss",
    "post_stocktake",
    "reverse_document",
    "order_goods",
}
_OFFICER = {
    *_READ,
    "read_county",
    "decide_closure",
    "decide_exception",
    "edit_calendar",
    "edit_schools",
    "edit_catalogue",
    "allow_licence",
    "reopen_week",
    "import_data",
    "inspect",
    "read_visits",
    "plan_visits",
    "edit_checklists",
    "manage_devices",
    "read_alerts",
    "handle_alerts",
    "read_cases",
    "handle_cases",
    "issue_papers",
    "keep_prices",
}

#: What each role may do.
ACTIONS = {
    "canteen_manager": frozenset(
        {
            *_READ,
            *_DOCUMENTS,
            "attach_photo",
            "record_meals",
            "edit_classes",
            "edit_menu",
            "request_closure",
            "sign_second",
            "request_exception",
            "keep_papers",
            "keep_records",
            "answer_finding",
            "explain_alert",
        }
    ),
    "storekeeper": frozenset({*_READ, *_DOCUMENTS, "attach_photo", "record_meals", "sign_second", "keep_records"}),
    "acceptor": frozenset({"read_school", "attach_photo", "post_receipt", "post_delivery", "sign_second"}),
    "principal": frozenset(
        {
            *_READ,
            "attach_photo",
            "read_people",
            "edit_classes",
            "request_closure",
            "close_week",
            "sign_second",
            "request_exception",
            "keep_papers",
            "answer_finding",
            "explain_alert",
            "answer_case",
            "read_card",
            "record_accompanied",
            "read_sick_names",
        }
    ),
    "inspector": frozenset({*_READ, "read_county", "inspect", "read_visits", "read_alerts", "read_cases"}),
    "bureau_officer": frozenset(_OFFICER),
    "bureau_admin": frozenset(
        {
            *_OFFICER,
            "close_week",
            "edit_policy",
            "edit_county",
            "manage_people",
            "read_people",
            "read_journal",
            "edit_rules",
            "return_case",
            "edit_channels",
        }
    ),
    "auditor": frozenset(
        {*_READ, "read_county", "read_visits", "read_alerts", "read_cases", "read_people", "read_journal"}
    ),
}
ROLES = tuple(ACTIONS)
#: Actions that change nothing.
READING = frozenset(
    {
        "read_school",
        "read_county",
        "read_visits",
        "read_alerts",
        "read_cases",
        "read_people",
        "read_journal",
        "export_data",
    }
)
#: Also where another school's canteen feeds the pupils: a leader eats where the pupils eat.
_WHERE_FED = frozenset({"record_accompanied"})
#: Actions on the whole county: a grant for less does not give them.
COUNTY_WIDE = frozenset(
    {
        "edit_checklists",
        "manage_devices",
        "edit_rules",
        "return_case",
        "edit_channels",
        "keep_prices",
        "edit_catalogue",
        "allow_licence",
        "edit_policy",
        "edit_county",
        "manage_people",
        "read_journal",
        "import_data",
    }
)

SCOPES = ("county", "town", "school", "canteen")
#: The scopes within which a role can be given.
SCOPES_OF = {
    "canteen_manager": ("canteen",),
    "storekeeper": ("canteen",),
    "acceptor": ("canteen",),
    "principal": ("school",),
    "inspector": ("county", "town"),
    "bureau_officer": ("county", "town"),
    "bureau_admin": ("county",),
    "auditor": ("county",),
}
#: A person with this role has no other: who checks does not do.
ALONE = "auditor"


@dataclass(frozen=True, order=True)
class Grant:
    """A role within a scope. ``scope_key``: empty for the county, a town's name, else an id as text."""

    role: str
    scope_kind: str
    scope_key: str = ""

    def gives(self, action):
        """Whether this grant allows the action somewhere."""
        return action in ACTIONS[self.role] and (self.scope_kind == "county" or action not in COUNTY_WIDE)


@dataclass(frozen=True)
class Reach:
    """Where an action is allowed: everywhere in the county, or at these schools and canteens (ids)."""

    everywhere: bool = False
    schools: frozenset = frozenset()
    canteens: frozenset = frozenset()

    def __or__(self, other):
        return Reach(self.everywhere or other.everywhere, self.schools | other.schools, self.canteens | other.canteens)

    @property
    def school_ids(self):
        """For queries: None for every school, else the ids."""
        return None if self.everywhere else self.schools

    @property
    def canteen_ids(self):
        """For queries: None for every canteen, else the ids."""
        return None if self.everywhere else self.canteens


class Places(Protocol):
    """What the rule asks about a county's schools and canteens; every answer is a set of ids."""

    def schools_in(self, town) -> set: ...
    def canteens_at(self, school_ids) -> set: ...
    def canteens_feeding(self, school_ids) -> set: ...
    def schools_of_canteen(self, canteen_id) -> set: ...


def gives(grants, action):
    """Whether some grant allows the action somewhere."""
    return any(grant.gives(action) for grant in grants)


def reach(grants, action, places):
    """Where the grants together allow the action."""
    total = Reach()
    for grant in grants:
        if grant.gives(action):
            here = _reach_of(grant, places, reading=action in READING | _WHERE_FED)
            if here.everywhere:
                return here
            total |= here
    return total


def _reach_of(grant, places, *, reading):
    if grant.scope_kind == "county":
        return Reach(everywhere=True)
    if grant.scope_kind == "canteen":
        canteen_id = int(grant.scope_key)
        return Reach(schools=frozenset(places.schools_of_canteen(canteen_id)), canteens=frozenset({canteen_id}))
    schools = places.schools_in(grant.scope_key) if grant.scope_kind == "town" else {int(grant.scope_key)}
    canteens = places.canteens_at(schools)
    if reading:
        canteens = canteens | places.canteens_feeding(schools)
    return Reach(schools=frozenset(schools), canteens=frozenset(canteens))
