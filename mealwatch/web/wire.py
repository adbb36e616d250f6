"""What the API's views have in common: parts of long lists, the answer to a PUT, fields named as they were sent."""

from contextlib import contextmanager

from marshmallow import Schema, fields

from mealwatch.kernel.errors import Invalid, NotFound, Problem
from mealwatch.web.fields import WholeNumber

MOST = 500


class PagingSchema(Schema):
    """Which part of a list: ``limit`` rows after the first ``offset``."""

    limit = WholeNumber(least=1, most=MOST, load_default=100)
    offset = WholeNumber(load_default=0)


class PageSchema(Schema):
    """A part of a list; ``items`` is added by the list's own schema."""

    total = fields.Integer(metadata={"description": "Rows of the whole list"})
    limit = fields.Integer()
    offset = fields.Integer()


def part_of(rows, asked):
    """The part of a list that is there as a whole, as PageSchema dumps it."""
    limit, offset = asked["limit"], asked["offset"]
    return {"items": rows[offset : offset + limit], "total": len(rows), "limit": limit, "offset": offset}


def answered(result, new):
    """What a PUT answers: 201 for a new record, 200 for one that was there."""
    return result, 201 if new else 200


@contextmanager
def fields_as(**names):
    """Problems raised inside name their field as it was sent: ``fields_as(top_up_fen="top_up_yuan")``.

    What a body names and nobody has (a supplier, an ingredient) is a fault of the body (422), not a missing page.
    """
    try:
        yield
    except NotFound as problem:
        if not problem.field:
            raise
        raise _of_the_body(problem) from None
    except Problem as problem:
        problem.field = names.get(problem.field or "", problem.field)
        raise


def _of_the_body(problem):
    fault = Invalid(field=problem.field, **problem.facts)
    fault.code, fault.says, fault.remedy = problem.code, problem.says, problem.remedy
    return fault
