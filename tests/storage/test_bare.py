"""Bare rows: all of them, in order, with parameters; dates whichever way a driver gives them."""

from datetime import date

import pytest
from sqlalchemy import Date, Integer, bindparam, literal, select, union_all

from mealwatch.storage.bare import Dates, bare_rows

pytestmark = pytest.mark.usefixtures("both")


def numbers(count):
    return union_all(*(select(literal(k, Integer).label("k")) for k in range(count))).subquery()


def test_rows_come_as_tuples_however_many(monkeypatch):
    monkeypatch.setattr("mealwatch.storage.bare._AT_ONCE", 3)
    some = numbers(8)
    rows = list(bare_rows(select(some.c.k).order_by(some.c.k)))
    assert rows == [(k,) for k in range(8)]
    assert {type(row) for row in rows} == {tuple}


def test_parameters_are_given_beside_the_statement():
    some = numbers(4)
    statement = select(some.c.k).where(some.c.k >= bindparam("least")).order_by(some.c.k)
    assert list(bare_rows(statement, {"least": 2})) == [(2,), (3,)]


def test_dates_of_either_driver():
    on = date(2026, 11, 2)
    [(raw,)] = bare_rows(select(literal(on, Date)))
    dates = Dates()
    assert dates[raw] == dates["2026-11-02"] == dates[on] == on
    assert dates[raw] is dates[raw]
