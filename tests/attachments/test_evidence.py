"""Photos of schools: who may add and who may see them, for a teaching point that another school's canteen feeds."""

import io
from types import SimpleNamespace

import pytest
from flask import g

from mealwatch.attachments import queries, service
from mealwatch.attachments.domain.matters import MATTERS, Evidence
from mealwatch.attachments.forms import evidence_form
from mealwatch.schools import queries as schools
from mealwatch.verification.queries.whole import verify
from tests.support import county
from tests.support.files import a_photo, a_png
from tests.support.people import send
from tests.support.point import POINT, add_principal

#: What each may do with photos of S002, by matter: a adds, s sees, - is refused, . finds no such school.
TABLE = """
                          case  alert  finding  office
principal_point           as    as     as       --
principal                 ..    ..     ..       --
principal_elsewhere       ..    ..     ..       --
canteen_manager           --    as     as       --
storekeeper               --    --     -s       --
acceptor                  --    --     -s       --
storekeeper_elsewhere     --    --     -.       --
inspector                 as    -s     -s       as
inspector_elsewhere       as    -s     -s       as
bureau_officer            as    -s     -s       as
bureau_officer_elsewhere  as    -s     -s       as
bureau_admin              as    -s     -s       as
auditor                   -s    -s     -s       -s
"""
#: What the bureau itself keeps, for no school.
OWN = dict.fromkeys(("inspector", "inspector_elsewhere", "bureau_officer", "bureau_officer_elsewhere"), "as")
OWN |= {"bureau_admin": "as", "auditor": "-s"}
KINDS = tuple(TABLE.split("\n")[1].split())
CELLS = [
    (who, about, cell)
    for who, *cells in (line.split() for line in TABLE.strip().split("\n")[1:])
    for about, cell in zip(KINDS, cells, strict=True)
]


@pytest.fixture
def point(site):
    """The site, with a principal for the teaching point."""
    add_principal(site)
    return site


def posted(client, address, content, page="/account"):
    sent = {"file": (io.BytesIO(content), "x.png")}
    return send(client, address, sent, page=page, content_type="multipart/form-data")


def told(status, yes):
    return {201: yes, 200: yes, 403: "-", 404: "."}[status]


def test_the_table_has_every_matter():
    assert set(KINDS) == set(MATTERS)


def test_who_adds_and_who_sees_a_schools_photos(point):
    with point.app.app_context():
        school = schools.get_school(point.county_id, "S002")
    kept = {about: point.do(service.keep_evidence, Evidence(about, school), a_png(8)).digest for about in MATTERS}
    clients, found = {}, []
    for who, about, _cell in CELLS:
        client = clients.setdefault(who, point.client(who))
        address = f"/schools/S002/photos/{about}"
        added = told(posted(client, address, a_png(9)).status_code, "a")
        found.append((who, about, added + told(client.get(f"{address}/{kept[about]}").status_code, "s")))
    assert found == CELLS
    for about in MATTERS:
        address, nobody = f"/schools/S002/photos/{about}", point.client()
        assert posted(nobody, address, a_png(9), "/login").status_code == 401
        assert nobody.get(f"{address}/{kept[about]}").headers["Location"].startswith("/login")


def test_who_adds_and_who_sees_the_bureaus_own(point):
    digest = point.do(service.keep_evidence, Evidence("office"), a_png(8)).digest
    found = {}
    for who in dict.fromkeys(who for who, _about, _cell in CELLS):
        client = point.client(who)
        added = told(posted(client, "/photos/office", a_png(9)).status_code, "a")
        found[who] = added + told(client.get(f"/photos/office/{digest}").status_code, "s")
    assert found == dict.fromkeys(found, "--") | OWN


def test_neither_another_school_nor_another_matter_lends_its_photos(point):
    principal, officer = point.client(POINT), point.client("bureau_officer")
    photo = a_photo()
    address = posted(principal, "/schools/S002/photos/case", photo).json["address"]
    assert address.startswith("/schools/S002/photos/case/")
    got = officer.get(address)
    assert (got.data, got.content_type) == (photo, "image/jpeg")
    assert got.headers["Content-Disposition"].startswith('inline; filename="S002-case-')
    for other in (address.replace("S002", "S001"), address.replace("case", "alert"), address.replace("case", "office")):
        assert officer.get(other).status_code == 404
    digest = address.rsplit("/", 1)[1]
    assert officer.get(f"/canteens/C001/photos/{digest}").status_code == 404
    assert officer.get(f"/photos/office/{digest}").status_code == 404


def test_a_hostile_file_is_refused_with_what_to_do(point):
    answer = posted(point.client(POINT), "/schools/S002/photos/case", b"<html>")
    assert (answer.status_code, answer.json["code"]) == (422, "attachments.unknown")


def test_a_photo_is_kept_once_for_each_school_and_matter(both):
    one, other = (schools.get_school(both.county_id, code) for code in ("S002", "S003"))
    first = both.do(service.keep_evidence, Evidence("case", one), a_png())
    assert both.do(service.keep_evidence, Evidence("case", one), io.BytesIO(a_png())) == first
    for evidence in (Evidence("case", other), Evidence("alert", one), Evidence("office")):
        assert queries.find_evidence(both.county_id, evidence, first.digest) is None
        both.do(service.keep_evidence, evidence, a_png())
        assert queries.evidence_content(both.county_id, evidence, first.digest) == a_png()
    assert both.rows()["school_attachments"] == 4
    keys = [key for _, subject, key in both.journal() if subject == "school_attachment"]
    assert keys == [f"{at}/{first.digest[:16]}" for at in ("S002/case", "S003/case", "S002/alert", "office")]
    verify()


def test_what_was_kept_with_a_canteen_before_is_still_there(kitchen):
    """Until schools had a place of their own, photos of cases lay with the canteen of the school, or what fed it."""
    digest = kitchen.do(service.keep, kitchen.canteens["C001"], a_png()).digest
    own, fed, other = (schools.get_school(kitchen.county_id, code) for code in ("S001", "S002", "S003"))
    for evidence in (Evidence("case", own), Evidence("alert", fed), Evidence("office")):
        assert queries.evidence_content(kitchen.county_id, evidence, digest) == a_png()
        assert queries.evidence_of(kitchen.county_id, evidence, [digest, "0" * 64]).keys() == {digest}
    assert queries.find_evidence(kitchen.county_id, Evidence("case", other), digest) is None


@pytest.mark.parametrize(("may", "kept"), [(False, 0), (True, 1)])
def test_a_form_takes_photos_in_only_from_those_who_may_add_them(point, may, kept):
    viewer = SimpleNamespace(county_id=point.county_id, may=lambda *_, **__: may, actor=lambda: county.CLERK)
    sent = {"photos": "", "photos_files": (io.BytesIO(a_png()), "x.png")}
    with point.app.app_context():
        evidence = Evidence("case", schools.get_school(point.county_id, "S002"))
    with point.app.test_request_context("/", method="POST", data=sent):
        g.viewer = viewer
        assert len(evidence_form(None, evidence).value("photos").split()) == kept
