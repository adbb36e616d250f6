"""Heads of classes: told at a secret address without a sign-in, counts only, until the canteen has its record."""

import re
from datetime import timedelta

import pytest

from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.meals import queries, service
from mealwatch.meals.domain.served import Served
from mealwatch.meals.models import ClassHeads, ClassLink
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction
from tests.support.county import OFFICER
from tests.support.people import send, site, token_in  # noqa: F401

TODAY = clock.today()
CLASSES = {
    "classes-0-name": "三年级1班",
    "classes-0-group_code": "G16",
    "classes-0-enrolled": "41",
    "classes-1-name": "三年级2班",
    "classes-1-group_code": "G16",
    "classes-1-enrolled": "39",
}


@pytest.fixture
def told(site):  # noqa: F811
    """``told(present=..., ...)``: what a teacher sends at the link of S001; ``told.token`` is the link's."""

    class Teller:
        def __init__(self):
            manager = site.client("canteen_manager")
            assert send(manager, "/schools/S001/classes", CLASSES).status_code == 302
            send(manager, "/schools/S001/classes/link")
            page = manager.get("/schools/S001/classes").text
            self.token = re.search(r"/k/([\w.-]+)", page)[1]
            self.page = page
            self.manager = manager

        def __call__(self, **given):
            form = {"class_id": "1", "present": "40", "eating": "38", "signed_by": "周老师"} | given
            client = site.client()
            return send(client, f"/k/{self.token}", form, page=f"/k/{self.token}")

    return Teller()


def newest(site):  # noqa: F811
    with site.app.app_context():
        school = schools.get_school(site.county_id, "S001")
        return queries.sums(site.county_id, [school.id], TODAY, "lunch")


def test_the_link_is_shown_once_and_kept_as_a_hash(site, told):  # noqa: F811
    assert "data:image/svg+xml" in told.page
    assert told.token not in told.manager.get("/schools/S001/classes").text
    with site.app.app_context():
        kept = db.session.query(ClassLink).one()
        assert told.token.partition(".")[2] not in kept.token_hash


def test_teachers_tell_without_signing_in_and_the_sums_add_up(site, told):  # noqa: F811
    assert told().status_code == 302
    assert told(class_id="2", present="39", eating="39").status_code == 302
    [found] = newest(site).values()
    assert found == (77, 2, 2)


def test_the_last_telling_counts_and_the_earlier_ones_stay(site, told):  # noqa: F811
    told()
    told(eating="36")
    told(eating="36")
    [found] = newest(site).values()
    assert found == (36, 1, 2)
    with site.app.app_context():
        assert [row.eating for row in db.session.query(ClassHeads).order_by(ClassHeads.version)] == [38, 36]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"eating": "41", "present": "40"}, "比实到 40 人还多"),
        ({"present": "400", "eating": "38"}, "比全班 41 人多太多"),
        ({"signed_by": ""}, "请写上您的姓名"),
        ({"class_id": ""}, "请选择班级"),
        ({"class_id": "99"}, "没有这个班级"),
        ({"present": "四十"}, "不是整数"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(told, given, says):
    answer = told(**given)
    assert answer.status_code in (404, 422)
    assert says in answer.text
    assert 'value="38"' in answer.text or "eating" in given


def test_the_canteens_record_ends_the_telling(site, told):  # noqa: F811
    with site.app.app_context():
        school = schools.get_school(site.county_id, "S001")
        group = schools.get_group(site.county_id, school.id, "G16")
        in_transaction(
            lambda: service.record(
                site.county_id, Served(group.id, TODAY, "lunch", 75, 0, 3), by=OFFICER, now=clock.now()
            )
        )
    answer = site.client().get(f"/k/{told.token}")
    assert "食堂已经记了今天的人数" in answer.text
    assert '<form method="post" class="sheet' not in answer.text
    with site.app.app_context(), pytest.raises(Problem, match=r"meals\.day_posted"):
        given = {"on": TODAY, "meal": "lunch", "present": 40, "eating": 38, "signed_by": "周老师"}
        in_transaction(lambda: service.tell(site.county_id, 1, 1, **given, by=OFFICER, now=clock.now()))


def test_a_renewed_link_ends_the_one_before(site, told):  # noqa: F811
    send(told.manager, "/schools/S001/classes/link")
    assert site.client().get(f"/k/{told.token}").status_code == 404
    again = re.search(r"/k/([\w.-]+)", told.manager.get("/schools/S001/classes").text)[1]
    assert site.client().get(f"/k/{again}").status_code == 200
    send(told.manager, "/schools/S001/classes/link", {"end": "1"})
    assert site.client().get(f"/k/{again}").status_code == 404


def test_the_page_shows_nothing_but_the_classes(site, told):  # noqa: F811
    told()
    page = site.client().get(f"/k/{told.token}")
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "38" not in page.text.replace("csrf", "").split("<main")[1]
    assert "周老师" not in page.text
    assert "C001" not in page.text


def test_it_cannot_be_told_without_end(site, told):  # noqa: F811
    with site.app.app_context():
        now = clock.now()
        for number in range(20):
            given = {"on": TODAY, "meal": "lunch", "present": 40, "eating": number, "signed_by": "周老师"}
            in_transaction(
                lambda given=given, at=now + timedelta(seconds=number): service.tell(
                    site.county_id, 1, 1, **given, by=OFFICER, now=at
                )
            )
        with pytest.raises(Problem, match=r"meals\.told_too_often"):
            in_transaction(lambda: service.tell(site.county_id, 1, 1, **given | {"eating": 33}, by=OFFICER, now=now))


def test_a_class_left_out_is_no_longer_counted(site, told):  # noqa: F811
    told()
    only = {name: text for name, text in CLASSES.items() if name.startswith("classes-1")}
    send(told.manager, "/schools/S001/classes", only)
    [found] = newest(site).values()
    assert found == (0, 0, 1)
    assert told().status_code == 422


def test_only_those_who_may_change_the_classes(site, told):  # noqa: F811
    assert send(site.client("storekeeper"), "/schools/S001/classes", CLASSES).status_code == 403
    assert token_in(site.client("principal").get("/schools/S001/classes").text)
