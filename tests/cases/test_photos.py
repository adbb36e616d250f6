"""The way of a photo from a teaching point that another school's canteen feeds: put in, seen by the bureau, printed."""

import io
import re
from datetime import timedelta
from hashlib import sha256

import pytest

from mealwatch.alerts import service as alerts
from mealwatch.cases import queries as cases
from mealwatch.cases import service
from mealwatch.cases.following import queries
from mealwatch.cases.following import service as following
from mealwatch.kernel import clock
from mealwatch.schools import queries as schools
from mealwatch.schools import service as calendar
from mealwatch.storage.transaction import in_transaction
from mealwatch.verification.queries.whole import verify
from mealwatch.web.archives import open_zip
from tests.cases.following.closed import morning, sealed_days
from tests.support import county
from tests.support.files import a_png
from tests.support.monday import short_week
from tests.support.people import send
from tests.support.point import POINT, add_principal
from tests.support.visits import Tablet, lost

PHOTO = a_png(16)
DIGEST = sha256(PHOTO).hexdigest()
#: Another school's, and the people of the canteen that feeds the point.
OTHERS = ("principal", "principal_elsewhere", "canteen_manager", "storekeeper")


@pytest.fixture
def point(site, monkeypatch):
    """The site at its own time, with a principal for the teaching point and a case there that was issued and signed."""
    monkeypatch.setattr(clock, "now", lambda: county.NOW)
    add_principal(site)
    with site.app.app_context():
        site.school = schools.get_school(site.county_id, "S002")
    site.do(service.open, site.school.id, source=("hand", ""), text="留样不足")
    site.do(service.act, 1, "issue")
    send(site.client(POINT), "/cases/1/sign", {"strokes": "[[0,0,300,200]]"})
    return site


def photographed(client, address, given):
    """Post a form with the photo beside it, as a browser without scripts does."""
    form = given | {"photos_files": (io.BytesIO(PHOTO), "x.png")}
    return send(client, address, form, content_type="multipart/form-data")


def at(site, work, *args, **given):
    """Call a service as the officer at some time."""
    return in_transaction(lambda: work(site.county_id, *args, by=county.OFFICER, **given))


def assert_seen(site, page, about, by="bureau_officer"):
    """The page shows the photo as a picture under its address, and the address gives its bytes."""
    client, address = site.client(by), f"/schools/S002/photos/{about}/{DIGEST}"
    assert f'<img src="{address}"' in client.get(page).text
    assert client.get(address).data == PHOTO


def assert_kept_from(site, about, others=OTHERS):
    for who in others:
        assert site.client(who).get(f"/schools/S002/photos/{about}/{DIGEST}").status_code in (403, 404), who


def test_a_case_is_answered_with_a_photo_and_the_folder_has_it(point):
    principal = point.client(POINT)
    assert 'data-photos="/schools/S002/photos/case"' in principal.get("/cases/1").text
    refused = photographed(principal, "/cases/1/answer", {"words": "", "then": "ask"})
    assert refused.status_code == 422
    assert f'value="{DIGEST}"' in refused.text, "nobody chooses a photo twice"
    assert photographed(principal, "/cases/1/answer", {"words": "补齐了", "then": "ask"}).status_code == 302
    assert_seen(point, "/cases/1", "case")
    assert_seen(point, "/cases/1", "case", by=POINT)
    assert_seen(point, "/cases/1", "case", by="auditor")
    assert_kept_from(point, "case")
    assert point.client("bureau_officer").get("/cases/1").text.count(DIGEST) == 4, (
        "under the answer and among the steps"
    )
    got = point.client("bureau_officer").get("/papers/evidence.zip?first=2026-11-01&last=2026-11-30&school=S002")
    with open_zip(io.BytesIO(got.data), 50, name="证据") as folder:
        [name] = [one for one in folder.namelist() if one.endswith(".png")]
        assert name == "整改/整改〔2026〕001号 石门教学点/第3步 照片1.png"
        assert folder.read(name) == PHOTO
        assert DIGEST in folder.read("清单.csv").decode("utf-8-sig")
        assert "（照片1张）" in folder.read("整改/整改〔2026〕001号 石门教学点/经过.txt").decode()
    with point.app.app_context():
        verify()


def test_a_school_with_a_canteen_keeps_the_photos_of_its_cases_itself(point):
    """One way for every school: also the canteen's own people do not see the case's photos."""
    with point.app.app_context():
        school = schools.get_school(point.county_id, "S001")
    point.do(service.open, school.id, source=("hand", ""), text="消毒记录缺失")
    point.do(service.act, 2, "issue")
    principal = point.client("principal")
    send(principal, "/cases/2/sign", {"strokes": "[[0,0,300,200]]"})
    assert photographed(principal, "/cases/2/answer", {"words": "补齐了", "then": "ask"}).status_code == 302
    assert f"/schools/S001/photos/case/{DIGEST}" in point.client("bureau_officer").get("/cases/2").text
    assert point.client("canteen_manager").get(f"/schools/S001/photos/case/{DIGEST}").status_code == 403
    assert point.client("canteen_manager").get(f"/canteens/C001/photos/{DIGEST}").status_code == 404


def test_a_self_check_is_answered_with_a_photo(point):
    given = {"title": "留样自查", "questions": ("有没有？",), "due_on": clock.today() + timedelta(days=4)}
    with point.app.app_context():
        other = schools.get_school(point.county_id, "S003")
    point.do(service.open, other.id, source=("hand", ""), text="留样不足")
    point.do(service.act, 2, "issue")
    span = {"first": clock.today() - timedelta(days=9), "last": clock.today()}
    check = point.do(following.ask, 2, scope="county", **given, **span)
    page, answers = f"/self-checks/{check}/S002", {"answers-0-has": "no", "words": ""}
    for who in ("bureau_officer", "principal_elsewhere"):
        assert photographed(point.client(who), page, answers).status_code in (403, 404)
    assert point.client("bureau_officer").get(f"/schools/S002/photos/case/{DIGEST}").status_code == 404, "not kept"
    assert photographed(point.client(POINT), page, answers).status_code == 302
    assert_seen(point, page, "case")
    assert_kept_from(point, "case")


def test_an_alert_is_explained_with_a_photo(point):
    alert = short_week(point)["S002", "U01"]
    point.do(alerts.act, alert, "ask")
    given = {"reason": "missing", "words": "周三漏记"}
    assert photographed(point.client(POINT), f"/alerts/{alert}/explain", given).status_code == 302
    assert_seen(point, f"/alerts/{alert}", "alert")
    assert_kept_from(point, "alert", ("principal", "principal_elsewhere", "storekeeper"))
    got = point.client("bureau_officer").get("/papers/evidence.zip?first=2026-11-02&last=2026-11-08&school=S002")
    with open_zip(io.BytesIO(got.data), 50, name="证据") as folder:
        [name] = [one for one in folder.namelist() if one.endswith(".png")]
        assert name == "预警/2026-W45 石门教学点 U01 第2步 照片1.png"
        assert folder.read(name) == PHOTO


def test_a_finding_is_answered_with_a_photo(point):
    tablet = Tablet(point)
    tablet.deposit(tablet.body(answers={"B6": lost("库房墙角有老鼠屎")}, school="S002"))
    assert photographed(point.client(POINT), "/findings/1/answer", {"words": "清扫了"}).status_code == 302
    assert_seen(point, "/findings/1", "finding")
    assert_kept_from(point, "finding", ("principal", "principal_elsewhere"))


def test_what_was_seen_on_a_look_back_hangs_on_the_case(point, monkeypatch):
    days = (clock.today() + timedelta(days=k) for k in range(1, 230))
    point.do(calendar.put_calendar_days, [{"dated_on": on, "day_type": "supply"} for on in days if on.weekday() < 5])
    send(point.client(POINT), "/cases/1/answer", {"words": "补齐了", "then": "ask"})
    for what, by in (("propose_close", "bureau_officer"), ("agree_close", "bureau_admin")):
        send(point.client(by), f"/cases/1/steps/{what}", {"words": "看过了", "reason": "seen"})
    with point.app.app_context():
        [draw] = queries.draws(point.county_id, clock.now(), subject_ids=[1])
        _school, on = sealed_days(point.county_id, draw)[1, 1]
        at(point, following.wake, now=morning(on))
    monkeypatch.setattr(clock, "now", lambda: morning(on, 9))
    seen = {"outcome": "passed", "words": "留样齐全"}
    assert photographed(point.client(POINT), f"/look-backs/{draw.id}/1", seen).status_code == 403
    assert photographed(point.client("inspector"), f"/look-backs/{draw.id}/1", seen).status_code == 302
    for page, who in ((f"/look-backs/{draw.id}/1", "auditor"), ("/cases/1", "bureau_officer"), ("/cases/1", POINT)):
        assert_seen(point, page, "case", by=who)
    assert_kept_from(point, "case")


def test_a_step_of_the_ladder_is_kept_with_photos_that_the_school_does_not_see(point):
    with point.app.app_context():
        late = clock.now() + timedelta(days=60)
        asked = queries.proposed_for(point.county_id, cases.case(point.county_id, 1), late.date())
        step = at(point, following.take, 1, asked.step, paper={}, now=late)
    answer = photographed(point.client("bureau_officer"), f"/escalations/{step}", {"follow_up": "再看一次"})
    assert answer.status_code == 302
    assert_seen(point, f"/escalations/{step}", "office")
    assert_kept_from(point, "office", (*OTHERS, POINT))


def test_a_meeting_is_kept_with_photos_of_the_bureaus_own(point):
    given = {"kind": "on_site", "on": "2026-11-09", "title": "现场会", "decisions": "逐校排查", "cases-0-id": "1"}
    assert photographed(point.client("bureau_officer"), "/meetings/new", given).status_code == 302
    page = point.client("auditor").get("/meetings/1").text
    address = re.search(r'<img src="(/photos/office/\w{64})"', page)[1]
    assert point.client("inspector_elsewhere").get(address).data == PHOTO
    assert point.client(POINT).get(address).status_code == 403
