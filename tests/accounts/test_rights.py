"""The rule of rights, written out by hand: who may do what, and how far."""

import pytest

from mealwatch.accounts.domain.rights import ACTIONS, COUNTY_WIDE, READING, ROLES, SCOPES_OF, Grant, Reach, gives, reach

#: One line per action, one column per role, as the bureau would read it.
TABLE = """
                    manager storekeeper acceptor principal inspector officer admin auditor
read_school         x       x           x        x         x         x       x     x
export_data         x       x           .        x         x         x       x     x
read_county         .       .           .        .         x         x       x     x
read_people         .       .           .        x         .         .       x     x
read_journal        .       .           .        .         .         .       x     x
post_opening        x       x           .        .         .         .       .     .
post_receipt        x       x           x        .         .         .       .     .
post_issue          x       x           .        .         .         .       .     .
post_delivery       x       x           x        .         .         .       .     .
post_loss           x       x           .        .         .         .       .     .
post_stocktake      x       x           .        .         .         .       .     .
reverse_document    x       x           .        .         .         .       .     .
record_meals        x       x           .        .         .         .       .     .
edit_menu           x       .           .        .         .         .       .     .
request_closure     x       .           .        x         .         .       .     .
close_week          .       .           .        x         .         .       x     .
decide_closure      .       .           .        .         .         x       x     .
edit_calendar       .       .           .        .         .         x       x     .
edit_schools        .       .           .        .         .         x       x     .
edit_catalogue      .       .           .        .         .         x       x     .
reopen_week         .       .           .        .         .         x       x     .
import_data         .       .           .        .         .         x       x     .
edit_policy         .       .           .        .         .         .       x     .
edit_county         .       .           .        .         .         .       x     .
manage_people       .       .           .        .         .         .       x     .
order_goods         x       x           .        .         .         .       .     .
attach_photo        x       x           x        x         .         .       .     .
edit_classes        x       .           .        x         .         .       .     .
keep_records        x       x           .        .         .         .       .     .
record_accompanied  .       .           .        x         .         .       .     .
read_sick_names     .       .           .        x         .         .       .     .
sign_second         x       x           x        x         .         .       .     .
request_exception   x       .           .        x         .         .       .     .
keep_papers         x       .           .        x         .         .       .     .
read_card           .       .           .        x         .         .       .     .
decide_exception    .       .           .        .         .         x       x     .
allow_licence       .       .           .        .         .         x       x     .
answer_finding      x       .           .        x         .         .       .     .
inspect             .       .           .        .         x         x       x     .
read_visits         .       .           .        .         x         x       x     x
plan_visits         .       .           .        .         .         x       x     .
edit_checklists     .       .           .        .         .         x       x     .
manage_devices      .       .           .        .         .         x       x     .
read_alerts         .       .           .        .         x         x       x     x
handle_alerts       .       .           .        .         .         x       x     .
explain_alert       x       .           .        x         .         .       .     .
edit_rules          .       .           .        .         .         .       x     .
read_cases          .       .           .        .         x         x       x     x
handle_cases        .       .           .        .         .         x       x     .
answer_case         .       .           .        x         .         .       .     .
return_case         .       .           .        .         .         .       x     .
issue_papers        .       .           .        .         .         x       x     .
keep_prices         .       .           .        .         .         x       x     .
edit_channels       .       .           .        .         .         .       x     .
"""
_HEAD, *_LINES = TABLE.strip().splitlines()
COLUMNS = dict(zip(ROLES, _HEAD.split(), strict=True))
CELLS = {
    (line.split()[0], role): mark == "x" for line in _LINES for role, mark in zip(ROLES, line.split()[1:], strict=True)
}


@pytest.mark.parametrize(("action", "role"), CELLS, ids=str)
def test_who_may_do_what(action, role):
    assert gives([Grant(role, "county")], action) is CELLS[action, role]


def test_the_table_names_every_action():
    assert set().union(*ACTIONS.values()) == {action for action, _ in CELLS}


def test_an_auditor_changes_nothing():
    assert ACTIONS["auditor"] <= READING


def test_every_role_has_a_scope():
    assert set(SCOPES_OF) == set(ROLES)


class Places:
    """青山镇: school 1 with canteen 11. 云岭镇: school 2, fed by 11; school 3 with canteen 13."""

    def schools_in(self, town):
        return {"青山镇": {1}, "云岭镇": {2, 3}}.get(town, set())

    def canteens_at(self, school_ids):
        return {{1: 11, 3: 13}[one] for one in school_ids if one != 2}

    def canteens_feeding(self, school_ids):
        return {{1: 11, 2: 11, 3: 13}[one] for one in school_ids}

    def schools_of_canteen(self, canteen_id):
        return {11: {1, 2}, 13: {3}}[canteen_id]


COUNTY = Reach(everywhere=True)
NOWHERE = Reach()


def at(schools=(), canteens=()):
    return Reach(schools=frozenset(schools), canteens=frozenset(canteens))


@pytest.mark.parametrize(
    ("grants", "action", "where"),
    [
        ([], "read_school", NOWHERE),
        ([Grant("inspector", "county")], "read_school", COUNTY),
        ([Grant("inspector", "county")], "record_meals", NOWHERE),
        ([Grant("storekeeper", "canteen", "11")], "post_issue", at({1, 2}, {11})),
        ([Grant("storekeeper", "canteen", "13")], "post_issue", at({3}, {13})),
        ([Grant("principal", "school", "1")], "close_week", at({1}, {11})),
        ([Grant("principal", "school", "2")], "close_week", at({2}, ())),
        ([Grant("principal", "school", "2")], "read_school", at({2}, {11})),
        ([Grant("bureau_officer", "town", "云岭镇")], "read_school", at({2, 3}, {11, 13})),
        ([Grant("bureau_officer", "town", "云岭镇")], "reopen_week", at({2, 3}, {13})),
        ([Grant("bureau_officer", "town", "云岭镇")], "import_data", NOWHERE),
        ([Grant("bureau_officer", "town", "没有的镇")], "read_school", NOWHERE),
        ([Grant("principal", "school", "1"), Grant("acceptor", "canteen", "13")], "read_school", at({1, 3}, {11, 13})),
        ([Grant("principal", "school", "1"), Grant("acceptor", "canteen", "13")], "post_receipt", at({3}, {13})),
        ([Grant("principal", "school", "1"), Grant("inspector", "county")], "read_school", COUNTY),
        ([Grant("principal", "school", "1"), Grant("inspector", "county")], "close_week", at({1}, {11})),
    ],
)
def test_how_far_grants_reach(grants, action, where):
    assert reach(grants, action, Places()) == where


@pytest.mark.parametrize("action", sorted(COUNTY_WIDE))
def test_what_is_the_whole_county_s_needs_a_grant_for_the_county(action):
    for role in ROLES:
        assert not gives([Grant(role, "town", "青山镇")], action)
