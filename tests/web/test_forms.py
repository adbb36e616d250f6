"""Forms: repeated rows, faults at their place, what was typed is kept."""

import pytest
from marshmallow import Schema, fields

from mealwatch.kernel.errors import Conflict, NotFound, mark
from mealwatch.web.fields import Text, WholeNumber
from mealwatch.web.forms import Form, nested


class LineSchema(Schema):
    name = Text(required=True)
    count = WholeNumber(required=True)


class DocumentSchema(Schema):
    note = Text(load_default="")
    lines = fields.List(fields.Nested(LineSchema), load_default=list)


class NotEnough(Conflict):
    code = "try.not_enough"
    says = mark("“{name}”库存只有 {held}")
    remedy = mark("请改数量或先补入库")


def form_of(app, typed):
    with app.test_request_context("/", method="POST", data=typed):
        return Form(DocumentSchema())


TYPED = {
    "csrf_token": "x",
    "note": " 今天 ",
    "lines-0-name": "大米",
    "lines-0-count": "３４",
    "lines-1-name": "",
    "lines-1-count": " ",
    "lines-3-name": "青椒",
    "lines-3-count": "多",
}


def test_rows_are_read_as_a_list_and_empty_ones_left_out():
    assert nested(TYPED) == {
        "csrf_token": "x",
        "note": "今天",
        "lines": [{"name": "大米", "count": "３４"}, {"name": "青椒", "count": "多"}],
    }


@pytest.mark.parametrize("name", ["lines--1-count", "lines-99999-count", "lines-x-count", "-0-count", "lines-0-"])
def test_a_name_that_is_no_row_is_a_field(name):
    assert nested({name: "1"}) == {name: "1"}


def test_a_fault_names_the_row_in_which_it_was_typed(app):
    form = form_of(app, TYPED)
    assert form.given() is None
    [fault] = form.faults
    assert (fault.field, fault.value, form.status) == ("lines-3-count", "多", 422)
    assert form.fault_at("lines-3-count") is fault
    assert form.value("lines-0-count") == "３４"
    assert form.rows("lines", at_least=2) == [0, 1, 3]


def test_a_refusal_of_the_work_is_kept_at_its_row(app):
    form = form_of(app, TYPED | {"lines-3-count": "20"})

    def work(given):
        assert given["lines"][0]["count"] == 34
        raise NotEnough(field="lines.1.count", name="青椒", held=11)

    with app.test_request_context("/", method="POST"):
        assert not form.accepted(work)
    [fault] = form.faults
    assert (fault.field, fault.code, form.status) == ("lines-3-count", "try.not_enough", 409)
    assert (fault.text, fault.advice) == ("“青椒”库存只有 11", "请改数量或先补入库")


def test_what_works_is_kept_as_the_result(app):
    form = form_of(app, TYPED | {"lines-3-count": "20"})
    assert form.accepted(lambda given: sum(line["count"] for line in given["lines"]))
    assert (form.result, form.faults, form.status) == (54, [], 200)


def test_a_code_that_is_not_there_is_a_fault_of_the_form(app):
    form = form_of(app, {})

    def work():
        raise NotFound(field="school_code", what="学校", key="S9")

    with app.test_request_context("/"):
        assert not form.done(work)
    assert (form.status, form.faults[0].text) == (422, "找不到学校“S9”")


def test_a_form_not_yet_sent_shows_what_it_starts_with(app):
    with app.test_request_context("/"):
        form = Form(DocumentSchema(), start={"note": 3, "lines": [{"name": "大米", "count": 5}]})
    assert (form.value("note"), form.value("lines-0-count"), form.value("lines-4-count")) == ("3", "5", "")
    assert form.rows("lines", at_least=3) == [0, 1, 2]
    assert form.value("else") == ""
