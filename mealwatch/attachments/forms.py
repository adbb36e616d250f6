"""Photos that come with a form itself, from a browser without scripts."""

from flask import request

from mealwatch.attachments import service
from mealwatch.attachments.domain.files import MOST_BYTES
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.guards import current_viewer

#: The file input of the field ``slip_photos`` is ``slip_photos_files``.
SUFFIX = "_files"


def typed_with_photos(canteen, typed):
    """``typed`` with the digests of the files sent along, and what was wrong with a file: ``(typed, [Problem])``.

    Good files are kept even if something else in the form is wrong, so that nobody chooses them twice.
    """
    viewer, typed, problems = current_viewer(), dict(typed), []
    for name, file in request.files.items(multi=True):
        if not name.endswith(SUFFIX) or not file.filename:
            continue
        field = name.removesuffix(SUFFIX)
        try:
            kept = in_transaction(
                lambda file=file: service.keep(
                    viewer.county_id, canteen.id, _whole(file), by=viewer.actor(), now=clock.now()
                )
            )
        except Problem as problem:
            problem.field = field
            problems.append(problem)
            continue
        before = typed.get(field, "").split()
        typed[field] = " ".join(dict.fromkeys([*before, kept.digest]))
    return typed, problems


def _whole(file):
    """The bytes from the beginning: the transaction may run twice."""
    file.stream.seek(0)
    return file.read(MOST_BYTES + 1)
