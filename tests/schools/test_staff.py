"""How many of a school's own people may eat: dated, shown on the school's page, told to the journal."""

from datetime import date

from mealwatch.schools import queries, staff
from tests.support.people import send, site  # noqa: F401


def test_an_officer_tells_and_everybody_reads(site):  # noqa: F811
    page = "/schools/S001/staff/new"
    form = {"from_date": "2026-09-01", "teaching": "20", "other": "3"}
    client = site.client("bureau_officer")
    assert "教职工人数已保存" in send(client, page, form, page=page, follow_redirects=True).text
    assert "教职工人数已保存" in send(client, page, form | {"teaching": "21"}, page=page, follow_redirects=True).text
    shown = site.client("principal").get("/schools/S001").text
    assert all(f'<td class="num">{count}</td>' in shown for count in (21, 3, 24))
    with site.app.app_context():
        school = queries.find_school(site.county_id, "S001")
        assert staff.staff_counts_of(site.county_id, [school.id]) == [(school.id, date(2026, 9, 1), 21, 3)]


def test_what_cannot_be_is_said(site):  # noqa: F811
    page, client = "/schools/S001/staff/new", site.client("bureau_officer")
    for form in ({"teaching": ""}, {"teaching": "2001"}, {"from_date": "九月"}, {"other": "-1"}):
        given = {"from_date": "2026-09-01", "teaching": "20", "other": "3"} | form
        assert send(client, page, given, page=page).status_code == 422
