"""When a form was typed that waited on its device: by the device's word, beside the moment of entry."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import select

from mealwatch.accounts.identity import COOKIE as SIGNED_IN
from mealwatch.audit.models import JournalEntry
from mealwatch.catalogue import service as catalogue
from mealwatch.drafts.domain.draft import KEPT_FOR
from mealwatch.drafts.domain.typed import MOST_SAID, heard, typed_at
from mealwatch.drafts.models import TypedTime
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.stock.domain.documents import KINDS as DOCUMENTS
from mealwatch.stock.models import Document
from tests.support import county
from tests.support.people import send

CAME = county.NOW
LONGEST = int(KEPT_FOR.total_seconds())
OPENING = "/canteens/C001/enter/opening"
TEN_YEARS = 3652 * 86_400


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0),
        ("7200", 7200),
        (str(LONGEST), LONGEST),
        (str(LONGEST + 1), None),
        (str(TEN_YEARS), None),
        ("-1", None),
        ("-0", None),
        ("1.5", None),
        ("NaN", None),
        ("", None),
        (" 5", None),
        ("٥", None),
        ("9" * 20, None),
    ],
)
def test_the_age_is_taken_off_the_arrival_and_nonsense_off_nothing(said, seconds):
    assert typed_at(said, CAME) == (None if seconds is None else CAME - timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("text", "kept"), [("7200", "7200"), ("9" * 50, "9" * MOST_SAID), ("1\x00\x1b[2J", "1??[2J"), ("两天", "两天")]
)
def test_what_a_device_says_is_kept_as_it_was_said_short_and_printable(text, kept):
    assert heard(text) == kept


def test_a_record_is_named_by_its_kind_and_number_alone():
    """Documents, daily records and heads share a table."""
    assert not set(DOCUMENTS) & set(KINDS)
    assert "meal_record" not in {*DOCUMENTS, *KINDS}
    assert all(len(kind) <= TypedTime.__table__.c.kind.type.length for kind in (*DOCUMENTS, *KINDS, "meal_record"))


@pytest.fixture
def clerk(site):
    site.do(catalogue.take_over_known_ingredients)
    return site.client("storekeeper")


def hand_in(client, said, number="O1", path=OPENING, form=None, **headers):
    """Send a form as the device's queue does."""
    given = form or {
        "dated_on": clock.today().isoformat(),
        "doc_no": number,
        "lines-0-ingredient_code": "大米（粳米）",
        "lines-0-quantity": "3斤",
        "lines-0-amount_yuan": "7.20",
        "second_how": "later",
    }
    waited = {} if said is None else {"X-Kept-Waited": said}
    return send(client, path, given, headers={"X-Kept-Send": "1"} | waited | headers)


def told(site):
    """[(number, what was said, how long before its arrival)] of what waited."""
    with site.app.app_context():
        rows = db.session.scalars(select(TypedTime).order_by(TypedTime.number)).all()
        return [(one.number, one.said, one.typed_at and one.received_at - one.typed_at) for one in rows]


def test_a_form_from_the_queue_has_both_moments(clerk, site):
    assert hand_in(clerk, "160320").status_code == 204
    assert told(site) == [("O1", "160320", timedelta(seconds=160_320))]
    with site.app.app_context():
        [document] = db.session.scalars(select(Document)).all()
        [row] = db.session.scalars(select(TypedTime)).all()
        assert row.received_at == document.entered_at
        entry = db.session.scalars(select(JournalEntry).where(JournalEntry.subject == "typed_time")).one()
    assert entry.key == "C001/opening/O1"
    page = clerk.get("/canteens/C001/documents/opening/O1").text
    both = [f"{one.month}月{one.day}日 {one:%H:%M}" for one in (row.typed_at, row.received_at)]
    assert re.search("在手机上填于 (?:[0-9]+年)?{}，(?:[0-9]+年)?{} 送到".format(*both), page)
    assert "手机自己说的" in page
    assert page.count(f"{document.entered_at:%H:%M}") >= 2


def test_a_form_that_is_sent_twice_keeps_its_first_word(clerk, site):
    for said in ("600", "86400", None):
        assert hand_in(clerk, said).status_code == 204
    assert told(site) == [("O1", "600", timedelta(minutes=10))]


def test_what_came_at_once_gets_no_word_later(clerk, site):
    for said in (None, "600"):
        assert hand_in(clerk, said).status_code == 204
    assert told(site) == []


@pytest.mark.parametrize("said", ["-5", "NaN", str(TEN_YEARS), "soon"])
def test_nonsense_is_noted_and_never_refuses_the_form(clerk, site, said):
    assert hand_in(clerk, said).status_code == 204
    assert told(site) == [("O1", said, None)]
    page = clerk.get("/canteens/C001/documents/opening/O1").text
    assert f"手机说是 {said} 秒以前填的" in page
    assert "在手机上填于" not in page


def test_only_what_the_queue_sends_is_heard(clerk, site):
    given = {"X-Kept-Send": "", "X-Kept-Waited": "600"}
    assert hand_in(clerk, None, **given).status_code == 302
    assert told(site) == []


def test_without_a_sign_in_nothing_is_heard(clerk):
    clerk.delete_cookie(SIGNED_IN)
    assert clerk.post(OPENING, headers={"X-Kept-Send": "1", "X-Kept-Waited": "600"}).status_code in (302, 400, 401)


def test_a_correction_that_waited_says_so_of_itself_alone(site):
    on, client = clock.today(), site.client("canteen_manager")
    path = f"/schools/S001/meals?date={on.isoformat()}"
    cells = {"group_code": "G16", "meal": "lunch", "beneficiaries": "98", "other_pupils": "0", "staff": "0"}
    form = {f"cells-0-{name}": value for name, value in cells.items()}
    assert hand_in(client, None, path=path, form=form).status_code == 204
    form |= {"cells-0-beneficiaries": "97", "reason": "数错"}
    assert hand_in(client, "7200", path=path, form=form).status_code == 204
    with site.app.app_context():
        assert db.session.scalars(select(TypedTime.version)).all() == [2]
    assert client.get(path).text.count("在手机上填于") == 1


def test_heads_have_both_moments(site):
    on = clock.today()
    form = {
        "cells-0-group_code": "G16",
        "cells-0-meal": "lunch",
        "cells-0-beneficiaries": "98",
        "cells-0-other_pupils": "0",
        "cells-0-staff": "0",
    }
    client = site.client("canteen_manager")
    path = f"/schools/S001/meals?date={on.isoformat()}"
    assert hand_in(client, "7200", path=path, form=form).status_code == 204
    assert told(site) == [(f"{on}/lunch", "7200", timedelta(hours=2))]
    assert "在手机上填于" in client.get(path).text


def test_a_daily_record_has_both_moments_in_its_list_and_on_its_page(site):
    client, on = site.client("canteen_manager"), clock.today()
    form = {"heads": "4", "checked_at": "00:00", "unfit": "no", "person": "张师傅", "number": str(on), "meal": ""}
    path = f"/canteens/C001/records/morning?date={on}"
    assert hand_in(client, "3600", path=path, form=form).status_code == 204
    [(number, _said, waited)] = told(site)
    assert waited == timedelta(hours=1)
    assert "在手机上填于" in client.get(path).text
    assert "在手机上填于" in client.get(f"/canteens/C001/records/morning/{number}").text
    book = openpyxl.load_workbook(io.BytesIO(client.get("/canteens/C001/records/morning/month.xlsx").data))
    headings, first = ([cell.value for cell in line] for line in list(book.worksheets[0].rows)[:2])
    found = dict(zip(headings, first, strict=True))
    with site.app.app_context():
        [row] = db.session.scalars(select(TypedTime)).all()
    assert found["填写时间"] == f"{row.received_at:%Y-%m-%d %H:%M}"
    assert found["在手机上填的时间（手机自己说的）"] == f"{row.typed_at:%Y-%m-%d %H:%M}"
