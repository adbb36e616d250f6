"""Records in versions: sent twice, differing, corrected, withdrawn, late; nothing is changed or taken away."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mealwatch.extensions import db
from mealwatch.safety import errors, presenters, queries, service
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.safety.domain.record import late_by
from mealwatch.schools import queries as schools
from mealwatch.verification.queries.whole import verify
from tests.support.daily import ACCOMPANIED, MONDAY, MORNING, NOON, SAMPLE, SICK, Daily, at
from tests.support.kitchen import MON
from tests.support.kitchen import NOW as LATER


@pytest.fixture
def daily(site):
    return Daily(site)


def test_the_same_record_sent_twice_is_one(daily):
    assert daily.enter("morning", MORNING, "2026-11-09").new == 1
    assert daily.enter("morning", MORNING, "2026-11-09", now=NOON + timedelta(minutes=5)).new == 0
    [record] = daily.records("morning")
    assert (record.version, record.entered_at) == (1, NOON)


def test_another_record_under_the_same_number_is_refused_and_says_whose_it_is(daily):
    daily.enter("morning", MORNING, "2026-11-09")
    with pytest.raises(errors.RecordDiffers) as refused:
        daily.enter("morning", MORNING | {"heads": 5}, "2026-11-09")
    assert "李老师" in refused.value.text()


def test_a_correction_is_the_next_version_and_both_are_there(daily):
    daily.enter("sample", SAMPLE)
    assert daily.correct("sample", "n1", SAMPLE | {"weight": 1400}, reason="看错秤") == 2
    [record] = daily.records("sample")
    assert (record.version, record.fields["weight"], record.reason) == (2, 1400, "看错秤")
    with daily.site.app.app_context():
        both = queries.versions(daily.county_id, daily.canteen.id, "sample", "n1")
    assert [one.fields["weight"] for one in both] == [1300, 1400]


def test_a_correction_keeps_the_limits_and_needs_a_reason(daily):
    daily.enter("sample", SAMPLE)
    with pytest.raises(errors.TooLight):
        daily.correct("sample", "n1", SAMPLE | {"weight": 1200})
    with pytest.raises(errors.ReasonMissing):
        daily.correct("sample", "n1", SAMPLE | {"weight": 1400}, reason="  ")
    assert daily.correct("sample", "n1", SAMPLE) == 1


def test_what_is_withdrawn_is_left_out_but_stays(daily):
    daily.enter("sample", SAMPLE)
    daily.withdraw("sample", "n1")
    assert daily.records("sample") == []
    with daily.site.app.app_context():
        [one] = queries.records(daily.county_id, daily.canteen.id, None, MONDAY, MONDAY, withdrawn=True)
    assert (one.withdrawn, one.reason) == (True, "填错了")
    with pytest.raises(errors.Withdrawn):
        daily.correct("sample", "n1", SAMPLE | {"weight": 1400})


def test_a_sample_goes_once_and_not_before_48_hours(daily):
    daily.enter("sample", SAMPLE)
    after = at("11:40", MONDAY + timedelta(days=2))
    done = {"disposed_at": after.isoformat(timespec="minutes"), "person": "张师傅"}
    with pytest.raises(errors.InTheFuture):
        daily.enter("disposal", done)
    wednesday = MONDAY + timedelta(days=2)
    early = done | {"disposed_at": (after - timedelta(minutes=1)).isoformat(timespec="minutes")}
    with pytest.raises(errors.TooEarly):
        daily.enter("disposal", early, on=wednesday, now=after)
    daily.enter("disposal", done, on=wednesday, now=after)
    with pytest.raises(errors.RecordDiffers):
        daily.enter("disposal", done | {"person": "李师傅"}, on=wednesday, now=after)
    with pytest.raises(errors.SampleUnknown):
        daily.enter("disposal", done, "nothing", on=wednesday, now=after)


@pytest.mark.parametrize(
    ("kind", "values", "now", "late"),
    [
        ("sample", SAMPLE, at("15:40"), None),
        ("sample", SAMPLE, at("15:41"), timedelta(hours=4, minutes=1)),
        ("morning", MORNING, at("10:50"), None),
        ("morning", MORNING, at("10:51"), timedelta(hours=4, minutes=1)),
        ("accompanied", ACCOMPANIED, at("23:50"), None),
        ("accompanied", ACCOMPANIED, at("23:59") + timedelta(hours=10), timedelta(hours=10)),
    ],
)
def test_what_is_entered_late_says_by_how_much(daily, kind, values, now, late):
    daily.enter(kind, values, now=now)
    [record] = daily.records(kind)
    assert late_by(KINDS[kind], record) == late
    with daily.site.app.test_request_context():
        marks = [word for word, _ in presenters.Pages().marks(KINDS[kind], record)]
    assert any("迟填" in word for word in marks) is (late is not None)


def test_a_correction_later_is_no_late_entry(daily):
    daily.enter("sample", SAMPLE)
    daily.correct("sample", "n1", SAMPLE | {"weight": 1400}, now=NOON + timedelta(days=3))
    [record] = daily.records("sample")
    assert late_by(KINDS["sample"], record) is None


def test_days_to_come_and_days_long_gone_are_refused(daily):
    with pytest.raises(errors.InTheFuture):
        daily.enter("accompanied", ACCOMPANIED, on=MONDAY + timedelta(days=1))
    daily.enter("accompanied", ACCOMPANIED, on=MONDAY - timedelta(days=31))
    with pytest.raises(errors.DayTooOld):
        daily.enter("accompanied", ACCOMPANIED, "n2", on=MONDAY - timedelta(days=32))


def test_a_lamps_minutes_add_up_over_days_and_before_the_records(daily):
    lamp = daily.machines["uv_lamp"]
    for number, day, end in (("a", MONDAY - timedelta(days=3), "08:40"), ("b", MONDAY, "08:50")):
        values = {"equipment": lamp, "start": "08:00", "end": end, "person": "张师傅"}
        daily.enter("uv", values, f"{number}-{lamp}", on=day)
    [record] = daily.records("uv")
    assert record.worked_out == {"running_minutes": 600 + 40 + 50}


def test_names_of_the_sick_are_in_no_entry_of_the_journal_and_in_no_record(daily):
    daily.enter("morning", SICK, "2026-11-09")
    [record] = daily.records("morning")
    assert record.has_private
    assert "names" not in record.fields and "cause" not in record.fields
    with daily.site.app.app_context():
        told = db.session.execute(text("SELECT body FROM journal")).scalars().all()
        public = db.session.execute(text("SELECT content FROM daily_records")).scalars().all()
        private = queries.private_of(daily.county_id, daily.canteen.id, "morning", "2026-11-09")
    assert not any("欧阳植" in part or "三十八度二" in part for part in (*told, *public))
    assert private.fields == {"names": ["欧阳植"], "cause": "体温三十八度二"}


def test_a_correction_without_the_name_keeps_it(daily):
    daily.enter("morning", SICK, "2026-11-09")
    given = {name: value for name, value in SICK.items() if name not in ("names", "cause")}
    assert daily.correct("morning", "2026-11-09", given | {"heads": 5}) == 2
    with daily.site.app.app_context():
        private = queries.private_of(daily.county_id, daily.canteen.id, "morning", "2026-11-09")
    assert private.fields["names"] == ["欧阳植"]


@pytest.fixture
def kept(both):
    """A record with a private part on either store."""
    canteen = schools.get_canteen(both.county_id, "C001")
    number = LATER.date().isoformat()
    both.do(service.enter, canteen, KINDS["morning"], [service.Entry(number, LATER.date(), SICK)])
    both.do(service.correct, canteen, KINDS["morning"], number, {**SICK, "heads": 6}, reason="数错")
    return both


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE daily_records SET content = '{}'",
        "UPDATE daily_records SET private = NULL",
        "UPDATE daily_records SET withdrawn = NOT withdrawn",
        "DELETE FROM daily_records",
    ],
)
def test_the_database_refuses_to_change_a_record_and_verify_agrees(kept, statement):
    with pytest.raises(DBAPIError):
        db.session.execute(text(statement))
    db.session.rollback()
    assert verify().counts["master_rows"] > 0
    rows = queries.records(kept.county_id, kept.canteens["C001"], ("morning",), MON, LATER.date())
    assert [(one.version, one.fields["heads"]) for one in rows] == [(2, 6)]


def test_registers_change_and_names_are_taken_once(daily):
    with daily.site.app.app_context():
        first = queries.staff_of(daily.county_id, daily.canteen.id)[0]
    row = {"id": first.id, "name": "张师傅", "post": "厨师长", "active": False}
    daily.site.do(service.put_staff, daily.canteen, [row])
    with daily.site.app.app_context():
        assert [one.name for one in queries.staff_of(daily.county_id, daily.canteen.id)] == ["李师傅"]
        assert len(queries.staff_of(daily.county_id, daily.canteen.id, every=True)) == 2
    with pytest.raises(errors.NameTaken):
        daily.site.do(service.put_staff, daily.canteen, [{"name": "李师傅 ", "post": "", "active": True}])


def test_a_countys_own_list_is_the_next_version_and_old_records_keep_theirs(daily):
    with daily.site.app.app_context():
        used = queries.check_list(daily.county_id, "daily_check")
    groups = {str(place): "fine" for place in range(1, len(used.groups) + 1)}
    values = {"groups": groups, "found": [], "list_version": used.version, "person": "张师傅"}
    daily.enter("daily_check", values, "2026-11-09", now=NOON)
    assert daily.site.do(service.put_list, "daily_check", [("卫生", True, "地面干净")]) == used.version + 1
    with daily.site.app.app_context():
        assert [item.text for item in queries.check_list(daily.county_id, "daily_check").items] == ["地面干净"]
    [record] = daily.records("daily_check")
    assert record.fields["list_version"] == used.version
