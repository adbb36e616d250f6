"""Keys: every fact row carries its county first, and nothing refers across counties; read off the metadata."""

import pytest
from sqlalchemy import select, text

from mealwatch.extensions import db
from mealwatch.stock import models
from mealwatch.storage.keys import next_id
from mealwatch.storage.metadata import metadata
from tests.support.kitchen import MON, TUE, open_county

#: What a site has once, whatever its counties.
OF_THE_SITE = {"counties", "site_keys"}
TABLES = [table for table in metadata().sorted_tables if table.name not in OF_THE_SITE]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_begin_with_the_county(table):
    assert next(iter(table.primary_key.columns)).name == "county_id"
    assert next(iter(table.columns)).name == "county_id"
    for constraint in table.constraints:
        if type(constraint).__name__ == "UniqueConstraint":
            assert next(iter(constraint.columns)).name == "county_id", constraint.name
    for index in table.indexes:
        assert next(iter(index.columns)).name == "county_id", index.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_references_stay_in_the_county(table):
    for key in table.foreign_key_constraints:
        pairs = [(element.parent.name, element.column.table.name, element.column.name) for element in key.elements]
        first, target, column = pairs[0]
        assert first == "county_id", key.name
        assert (target, column) == ("counties", "id") or column == "county_id", key.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_numbers_are_given_not_counted_up_by_the_database(table):
    for column in table.primary_key:
        assert column.autoincrement is False or column.type.python_type is not int
        assert column.server_default is None


def test_nothing_in_the_tables_is_inexact():
    for table in metadata().sorted_tables:
        for column in table.c:
            assert column.type.python_type is not float, f"{table.name}.{column.name}"


def test_names_of_constraints_are_given():
    """A migration can only speak of what has a name."""
    for table in metadata().sorted_tables:
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint}"


def test_next_id_counts_within_the_county(both):
    other = open_county("360731", "乙县")
    assert next_id(models.Document, both.county_id) == 1
    both.receive("R1", MON, 10, 10)
    assert next_id(models.Document, both.county_id) == 2
    assert next_id(models.Document, other.county_id) == 1


def post_everything(kitchen, factor):
    kitchen.receive("R1", MON, 1000 * factor, 500)
    kitchen.issue("I1", TUE, 300 * factor)
    kitchen.count("T1", TUE, 600 * factor)
    kitchen.reverse("issue", "I1", TUE)
    kitchen.serve(TUE, 100 + factor)


def test_counties_in_one_database_do_not_meet(both):
    """The same codes and numbers in two counties: ids, stock and journals of each are what they are alone."""
    other = open_county("360731", "乙县")
    assert other.county_id != both.county_id
    assert (other.canteens, other.groups, other.ingredients) == (both.canteens, both.groups, both.ingredients)
    quiet = other.rows(), other.journal()
    post_everything(both, 1)
    assert (other.rows(), other.journal()) == quiet
    mine = both.rows(), both.journal(), both.lots()
    post_everything(other, 2)
    assert (both.rows(), both.journal(), both.lots()) == mine
    assert other.lots() == [(2000, 1800, 500, 50, True)]
    assert both.lots() == [(1000, 900, 500, 50, True)]
    assert [entry for entry in other.journal() if entry[1] != "county"] == [
        entry for entry in both.journal() if entry[1] != "county"
    ]
    posted = db.session.execute(
        select(models.Document.county_id, models.Document.id).order_by(models.Document.county_id, models.Document.id)
    ).all()
    assert [row.id for row in posted if row.county_id == 1] == [row.id for row in posted if row.county_id == 2]


def test_closing_a_week_in_one_county_leaves_the_other_open(both):
    other = open_county("360731", "乙县")
    both.close("S001", MON)
    assert other.receive("R1", TUE, 10, 10).new
    assert other.serve(TUE, 10).new


def test_the_last_county_is_as_good_as_the_first(both):
    for number in range(3):
        county = open_county(str(360740 + number), f"第{number}县")
        post_everything(county, 1)
    heads = db.session.execute(text("SELECT county_id, posted FROM journal_heads ORDER BY county_id")).all()
    assert [tuple(row) for row in heads] == [(1, 0), (2, 4), (3, 4), (4, 4)]
