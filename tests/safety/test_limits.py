"""The limits, each at its edge: 125 g, 48 h, 0–8 ℃ and -12 ℃, 250 mg/L, 30–60 minutes, no nitrite."""

from datetime import timedelta

import pytest

from mealwatch.safety import errors
from mealwatch.safety.domain.kind import Facts
from mealwatch.safety.domain.kinds import KINDS
from mealwatch.safety.domain.kinds.goods import is_nitrite
from mealwatch.safety.domain.kinds.samples import kept_until
from mealwatch.safety.domain.kinds.store import in_range
from mealwatch.safety.domain.record import Record
from mealwatch.safety.queries.registers import Machine
from tests.support.daily import ACCOMPANIED, MONDAY, MORNING, NOON, SAMPLE, SICK, at


def checked(kind, values, **facts):
    return KINDS[kind].checked(values, Facts(facts.pop("now", NOON), MONDAY, **facts))


def sample_taken(clock, on=MONDAY):
    return Record(
        kind="sample",
        number="s",
        version=1,
        canteen_id=1,
        school_id=None,
        dated_on=on,
        meal="lunch",
        fields={"dish": "米饭", "taken_at": clock},
        second=None,
        second_how=None,
        signature_id=None,
        entered_by="",
        entered_by_id=None,
        entered_at=NOON,
    )


@pytest.mark.parametrize(
    ("tenths", "kept"), [(1249, False), (1250, True), (1251, True), (1000, False), (0, False), (2000, True)]
)
def test_a_sample_weighs_at_least_125_grams(tenths, kept):
    if kept:
        assert checked("sample", SAMPLE | {"weight": tenths})["weight"] == tenths
    else:
        with pytest.raises(errors.TooLight) as refused:
            checked("sample", SAMPLE | {"weight": tenths})
        assert refused.value.field == "weight"


@pytest.mark.parametrize(
    ("taken", "disposed", "allowed"),
    [
        ("11:40", timedelta(hours=48), True),
        ("11:40", timedelta(hours=48, minutes=-1), False),
        ("11:40", timedelta(hours=48, minutes=1), True),
        ("11:40", timedelta(0), False),
        ("23:59", timedelta(hours=48), True),
        ("23:59", timedelta(hours=47, minutes=59), False),
        ("00:00", timedelta(hours=48), True),
        ("00:00", timedelta(hours=47, minutes=59), False),
    ],
)
def test_a_sample_is_kept_for_48_hours_to_the_minute(taken, disposed, allowed):
    moment = at(taken) + disposed
    values = {"disposed_at": moment.isoformat(timespec="minutes"), "person": "张师傅"}
    facts = {"now": NOON + timedelta(days=9), "sample": sample_taken(taken)}
    if allowed:
        assert checked("disposal", values, **facts)
    else:
        with pytest.raises(errors.TooEarly):
            checked("disposal", values, **facts)


def test_48_hours_end_two_days_later_at_the_same_time():
    assert kept_until(MONDAY, "00:05") == at("00:05", MONDAY + timedelta(days=2))
    assert kept_until(MONDAY.replace(month=10, day=31), "23:58") == at("23:58", MONDAY.replace(day=2))


@pytest.mark.parametrize(
    ("kind", "tenths", "right"),
    [
        ("fridge", 0, True),
        ("fridge", -1, False),
        ("fridge", 80, True),
        ("fridge", 81, False),
        ("sample_cabinet", 80, True),
        ("sample_cabinet", 81, False),
        ("freezer", -120, True),
        ("freezer", -119, False),
        ("freezer", -121, True),
        ("freezer", -350, True),
        ("freezer", 0, False),
    ],
)
def test_temperatures(kind, tenths, right):
    assert in_range(kind, tenths) is right
    facts = {"equipment": {7: Machine(7, kind, "柜", 0, True)}}
    values = {"equipment": 7, "degrees": tenths, "read_at": "08:00", "person": "张师傅"}
    assert checked("temperature", values | {"measure": "报修"}, **facts)
    if right:
        assert checked("temperature", values, **facts)
    else:
        with pytest.raises(errors.MeasureMissing):
            checked("temperature", values, **facts)


@pytest.mark.parametrize(("tenths", "right"), [(0, True), (80, True), (81, False), (-1, False)])
def test_a_sample_cabinet_that_is_too_warm_asks_what_was_done(tenths, right):
    if right:
        assert checked("sample", SAMPLE | {"temperature": tenths})
    else:
        with pytest.raises(errors.MeasureMissing):
            checked("sample", SAMPLE | {"temperature": tenths})
        assert checked("sample", SAMPLE | {"temperature": tenths, "measure": "换柜"})["measure"] == "换柜"


WARE = {"ware": ["bowls"], "stored": True, "person": "张师傅", "start": "12:50", "end": "13:00"}


@pytest.mark.parametrize(
    ("values", "right"),
    [
        ({"method": "chlorine", "chlorine": 250}, True),
        ({"method": "chlorine", "chlorine": 249}, False),
        ({"method": "chlorine", "chlorine": 251, "start": "12:55"}, True),
        ({"method": "chlorine", "chlorine": 500, "start": "12:56"}, False),
        ({"method": "steam", "degrees": 100}, True),
        ({"method": "steam", "degrees": 99}, False),
        ({"method": "boil", "degrees": 100, "start": "12:51"}, False),
        ({"method": "infrared", "degrees": 120}, True),
        ({"method": "infrared", "degrees": 119}, False),
    ],
)
def test_disinfection(values, right):
    if right:
        kept = checked("disinfection", WARE | values)
        assert kept["minutes"] == (13 * 60 - int(kept["start"][:2]) * 60 - int(kept["start"][3:]))
        assert KINDS["disinfection"].flaw(kept, None) == ""
    else:
        with pytest.raises(errors.MeasureMissing):
            checked("disinfection", WARE | values)
        kept = checked("disinfection", WARE | values | {"measure": "重新消毒"})
        assert KINDS["disinfection"].flaw(kept, None) != ""


def test_disinfection_ends_after_it_began():
    for end in ("12:50", "12:49"):
        with pytest.raises(errors.EndBeforeStart):
            checked("disinfection", WARE | {"method": "steam", "degrees": 100, "end": end})


@pytest.mark.parametrize(("end", "right"), [("08:29", False), ("08:30", True), ("09:00", True), ("09:01", False)])
def test_a_lamp_burns_30_to_60_minutes(end, right):
    values = {"equipment": 7, "start": "08:00", "end": end, "person": "张师傅"}
    if right:
        assert checked("uv", values)
    else:
        with pytest.raises(errors.MeasureMissing):
            checked("uv", values)


@pytest.mark.parametrize(
    "name", ["亚硝酸钠", "亚硝酸盐", "食品级 亚硝酸 钾", "Nitrite", "NaNO2", "ＮａＮＯ２", "e-250", "工业用盐"]
)
def test_nitrite_is_refused_however_it_is_written(name):
    values = {"name": name, "amount": 10, "unit": "g", "used_for": "卤肉", "person": "张师傅"}
    with pytest.raises(errors.Nitrite):
        checked("additive", values)


@pytest.mark.parametrize("name", ["泡打粉", "酵母", "食用碱", "食盐", "碳酸氢钠"])
def test_other_additives_are_not(name):
    assert not is_nitrite(name)


def test_what_has_not_happened_yet_cannot_be_recorded():
    with pytest.raises(errors.InTheFuture):
        checked("sample", SAMPLE | {"taken_at": "13:31"})
    assert checked("sample", SAMPLE | {"taken_at": "13:30"})


def test_a_sick_person_is_named_and_what_was_done_told():
    assert "names" not in checked("morning", MORNING | {"names": ["甲"]})
    for name in ("names", "signs", "measure", "moved", "unfit_heads"):
        with pytest.raises(errors.FieldMissing) as refused:
            checked("morning", {key: value for key, value in SICK.items() if key != name})
        assert refused.value.field == name


def test_a_problem_at_the_table_needs_its_handling():
    with pytest.raises(errors.FieldMissing) as refused:
        checked("accompanied", ACCOMPANIED | {"problem": True, "problem_text": "菜凉"})
    assert refused.value.field == "handling"
    for rating in ("hygiene", "portion", "taste", "warmth", "price", "order", "waste", "paid"):
        with pytest.raises(errors.FieldMissing):
            checked("accompanied", {key: value for key, value in ACCOMPANIED.items() if key != rating})


def test_no_measurement_starts_with_what_the_last_record_had():
    measured = ("measure", "whole", "time", "moment", "flag")
    assert [
        (kind.code, field.name)
        for kind in KINDS.values()
        for field in kind.fields
        if field.carried and field.type in measured
    ] == []
