"""Weekly figures, statements, closing and reopening over the API."""

from datetime import timedelta
from fractions import Fraction

import pytest
import time_machine

from tests.support.week import DAYS, DEADLINE, cook, record

WEEK = "/api/v1/schools/S003/weeks/2026-W45"
PRINCIPAL = "principal_elsewhere"


@pytest.fixture
def ask(site):
    """``ask(who, method, address, body) -> (status, JSON)``."""
    client, keys = site.client(), {}

    def asked(who, method, address, body=None):
        if who not in keys:
            keys[who] = site.bearer(who)
        answer = client.open(address, method=method, json=body, headers=keys[who])
        return answer.status_code, answer.get_json()

    return asked


def test_the_result_of_a_week(site, ask):
    cook(site)
    status, found = ask("bureau_officer", "GET", "/api/v1/weeks/2026-W45/spend")
    assert (status, found["total"], found["week"]) == (200, 3, "2026-W45")
    one = found["items"][2]
    assert {name: one[name] for name in one if name not in ("missing", "deciding")} == {
        "school_code": "S003",
        "group_code": "G16",
        "week": "2026-W45",
        "supply_days": 5,
        "complete_days": 5,
        "spend_yuan": "26.0870",
        "spend_person_days_yuan": "26.0870",
        "spend_enrolled_yuan": "23.9130",
        "floor_yuan": "25.0000",
        "gap_yuan": "0.0000",
        "standard_yuan": "25.0000",
        "standard_gap_yuan": "0.0000",
        "outcome": "met",
        "complete": "yes",
        "closed": "no",
        "state": "met",
        "policy_version": 1,
        "statement_version": None,
        "spend_exact_fen": str(Fraction(5 * 60_000, 115)),
        "spend_person_days_exact_fen": str(Fraction(5 * 60_000, 115)),
        "spend_enrolled_exact_fen": str(Fraction(5 * 60_000 * 110, 115 * 120)),
    }
    silent = found["items"][0]
    assert (silent["state"], silent["outcome"]) == ("incomplete", "unreported")
    assert silent["missing"][0] == {
        "school_code": "S001",
        "group_code": "G16",
        "date": "2026-11-02",
        "meal": "lunch",
        "what": "record",
    }


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["S001", "S002", "S003"]),
        ("?school=S003", ["S003"]),
        ("?town=云岭镇", ["S002", "S003"]),
        ("?town=没有的镇", []),
        ("?limit=1&offset=1", ["S002"]),
    ],
    ids=["all", "school", "town", "no such town", "a part"],
)
def test_the_result_narrowed(site, ask, query, codes):
    cook(site)
    status, found = ask("bureau_officer", "GET", f"/api/v1/weeks/2026-W45/spend{query}")
    assert status == 200
    assert [one["school_code"] for one in found["items"]] == codes


def test_the_result_stays_within_ones_reach(site, ask):
    cook(site)
    assert [one["school_code"] for one in ask(PRINCIPAL, "GET", "/api/v1/weeks/2026-W45/spend")[1]["items"]] == ["S003"]
    assert ask(PRINCIPAL, "GET", "/api/v1/weeks/2026-W45/spend?school=S001")[0] == 404
    assert ask("bureau_officer", "GET", "/api/v1/weeks/2026-W45/spend?school=S999")[0] == 404


@pytest.mark.parametrize("week", ["2026-W54", "2026-45", "x"])
def test_a_week_that_is_none_is_not_there(ask, week):
    status, problem = ask("bureau_officer", "GET", f"/api/v1/weeks/{week}/spend")
    assert (status, problem["code"]) == (404, "spend.no_week")


def test_a_schools_week_leads_down_to_the_receipts(site, ask):
    cook(site)
    status, found = ask(PRINCIPAL, "GET", WEEK)
    assert status == 200
    assert found["statement"] is None
    assert found["closes_at"] == "2026-11-09T18:00:00+08:00"
    [group] = found["groups"]
    assert "26.09 元" in group["sentence"]
    monday = group["days"][0]["meals"][0]
    assert (monday["pot_yuan"], monday["eaters"], monday["unit_price_exact_fen"]) == ("600.00", 115, "12000/23")
    assert Fraction(group["causes"]["total_exact_fen"]) == Fraction(5 * 60_000, 115) - 2_500
    [line] = found["pots"][0]["lines"]
    assert (line["doc_no"], line["ingredient_name"], line["quantity"], line["cost_yuan"]) == (
        "I02",
        "大米",
        100_000,
        "600.00",
    )
    assert line["draws"] == [
        {
            "quantity": 100_000,
            "cost_yuan": "600.00",
            "lot": {
                "kind": "receipt",
                "doc_no": "R1",
                "line_no": 1,
                "received_on": "2026-11-02",
                "expires_on": None,
                "supplier_code": "V001",
                "batch_no": "B7",
                "bought": 600_000,
                "cost_yuan": "3600.00",
            },
        }
    ]
    assert found["pots"][0]["heads"] == [
        {
            "school_code": "S003",
            "group_code": "G16",
            "recorded": True,
            "beneficiaries": 110,
            "other_pupils": 0,
            "staff": 5,
        }
    ]


def test_closing_is_named_by_its_version(site, ask):
    cook(site)
    status, first = ask(PRINCIPAL, "POST", f"{WEEK}/close", {"version": 1})
    assert (status, first["version"], first["standing"], first["closed_how"]) == (201, 1, True, "principal")
    assert ask(PRINCIPAL, "POST", f"{WEEK}/close", {"version": 1}) == (200, first)
    status, problem = ask(PRINCIPAL, "POST", f"{WEEK}/close", {"version": 2})
    assert (status, problem["code"]) == (409, "spend.version_not_next")
    assert ask(PRINCIPAL, "GET", f"{WEEK}/statements") == (200, [first])
    status, whole = ask(PRINCIPAL, "GET", f"{WEEK}/statements/1")
    assert (status, whole["groups"][0]["spend_yuan"], whole["groups"][0]["closed"]) == (200, "26.0870", "yes")
    assert ask(PRINCIPAL, "GET", WEEK)[1]["statement"] == first


@pytest.mark.parametrize("body", [{}, {"version": 0}, {"version": "x"}, {"version": 1, "how": "deadline"}])
def test_a_closing_that_says_something_else_is_refused(site, ask, body):
    cook(site)
    assert ask(PRINCIPAL, "POST", f"{WEEK}/close", body)[0] == 422


def test_the_principal_waits_and_the_deadline_does_not(site, ask):
    cook(site, without=[DAYS[1]])
    status, problem = ask(PRINCIPAL, "POST", f"{WEEK}/close", {"version": 1})
    assert (status, problem["code"]) == (409, "spend.still_missing")
    status, statement = ask("bureau_admin", "POST", f"{WEEK}/close", {"version": 1})
    assert (status, statement["closed_how"]) == (201, "deadline")
    missing = {"school_code": "S003", "group_code": "G16", "date": "2026-11-03", "meal": "lunch", "what": "record"}
    assert statement["missing"] == [missing]


def test_the_deadlines_close_comes_after_the_deadline(site, ask):
    cook(site)
    with time_machine.travel(DEADLINE - timedelta(seconds=1), tick=False):
        status, problem = ask("bureau_admin", "POST", "/api/v1/weeks/2026-W45/close")
        assert (status, problem["code"]) == (409, "spend.deadline_ahead")
    assert ask("bureau_admin", "POST", "/api/v1/weeks/2026-W45/close") == (
        200,
        {"week": "2026-W45", "closed": ["S001", "S002", "S003"]},
    )
    assert ask("bureau_admin", "POST", "/api/v1/weeks/2026-W45/close")[1]["closed"] == []
    assert ask(PRINCIPAL, "POST", "/api/v1/weeks/2026-W45/close")[0] == 403


def test_reopening_is_named_by_its_version_too(site, ask):
    cook(site)
    assert ask("bureau_officer", "POST", f"{WEEK}/reopening", {"version": 1, "reason": "录错"})[0] == 404
    ask(PRINCIPAL, "POST", f"{WEEK}/close", {"version": 1})
    status, problem = ask("bureau_officer", "POST", f"{WEEK}/reopening/agreement", {"version": 1})
    assert (status, problem["code"]) == (409, "spend.not_asked")
    status, asked = ask("bureau_officer", "POST", f"{WEEK}/reopening", {"version": 1, "reason": "录错"})
    assert (status, asked["agreed_by"]) == (201, None)
    assert ask("bureau_officer", "POST", f"{WEEK}/reopening", {"version": 1, "reason": "录错"}) == (200, asked)
    for who, reason in (("bureau_officer", "别的"), ("bureau_admin", "录错")):
        status, problem = ask(who, "POST", f"{WEEK}/reopening", {"version": 1, "reason": reason})
        assert (status, problem["code"]) == (409, "spend.asked_otherwise")
    status, problem = ask("bureau_officer", "POST", f"{WEEK}/reopening/agreement", {"version": 1})
    assert (status, problem["code"]) == (409, "spend.same_person")
    status, agreed = ask("bureau_admin", "POST", f"{WEEK}/reopening/agreement", {"version": 1})
    assert status == 201
    assert agreed["agreed_by"].endswith("（bureau_admin）")
    assert ask("bureau_admin", "POST", f"{WEEK}/reopening/agreement", {"version": 1}) == (200, agreed)
    status, problem = ask("bureau_officer", "POST", f"{WEEK}/reopening/agreement", {"version": 1})
    assert (status, problem["code"]) == (409, "spend.already_reopened")
    assert ask("auditor", "GET", "/api/v1/reopenings")[1]["items"] == [agreed]


def test_a_reopened_week_closes_as_the_next_version(site, ask):
    cook(site)
    ask(PRINCIPAL, "POST", f"{WEEK}/close", {"version": 1})
    ask("bureau_officer", "POST", f"{WEEK}/reopening", {"version": 1, "reason": "录错"})
    ask("bureau_admin", "POST", f"{WEEK}/reopening/agreement", {"version": 1})
    record(site, DAYS[1], beneficiaries=95, reason="更正")
    status, again = ask(PRINCIPAL, "POST", f"{WEEK}/close", {"version": 1})
    assert (status, again["standing"]) == (200, False), "the first closing is what it was"
    status, second = ask(PRINCIPAL, "POST", f"{WEEK}/close", {"version": 2})
    assert (status, second["version"], second["standing"]) == (201, 2, True)
    versions = ask(PRINCIPAL, "GET", f"{WEEK}/statements")[1]
    assert [(one["version"], one["standing"]) for one in versions] == [(2, True), (1, False)]
    spends = [ask(PRINCIPAL, "GET", f"{WEEK}/statements/{n}")[1]["groups"][0]["spend_yuan"] for n in (1, 2)]
    assert spends == ["26.0870", "26.8696"]
