"""Photos that come with a form itself, from a browser without scripts."""

from flask import request

from mealwatch.attachments import service
from mealwatch.attachments.domain.files import MOST_BYTES
from mealwatch.attachments.domain.matters import Evidence
from mealwatch.kernel import clock
from mealwatch.kernel.errors import Problem
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import current_viewer

#: The file input of the field ``slip_photos`` is ``slip_photos_files``.
SUFFIX = "_files"


def evidence_form(schema, evidence, start=None):
    """A Form with the photos of a school (domain.matters.Evidence) that came along.

    They are kept if the person may add them; what was wrong with one is among the form's faults.
    """
    typed, problems = None, []
    viewer = current_viewer()
    if request.method == "POST" and any(viewer.may(action, school=evidence.school) for action in evidence.matter.add):
        typed, problems = typed_with_photos(evidence, request.form)
    form = Form(schema, typed=typed, start=start)
    for problem in problems:
        form.refuse(problem)
    return form


def typed_with_photos(place, typed):
    """``typed`` with the digests of the files sent along, and what was wrong with a file: ``(typed, [Problem])``.

    ``place``: a canteen, or Evidence. Good files are kept even if something else in the form is wrong, so that nobody
    chooses them twice.
    """
    typed, problems = dict(typed), []
    for name, file in request.files.items(multi=True):
        if not name.endswith(SUFFIX) or not file.filename:
            continue
        field = name.removesuffix(SUFFIX)
        try:
            kept = kept_at(place, file.stream.read(MOST_BYTES + 1))
        except Problem as problem:
            problem.field = field
            problems.append(problem)
            continue
        before = typed.get(field, "").split()
        typed[field] = " ".join(dict.fromkeys([*before, kept.digest]))
    return typed, problems


def kept_at(place, content):
    """Keep these bytes for the person who asks: its Attachment. ``place``: a canteen, or Evidence.

    Raises FileEmpty, FileTooLarge, FileUnknown, TooManyToday.
    """
    viewer, now = current_viewer(), clock.now()
    if isinstance(place, Evidence):
        return in_transaction(
            lambda: service.keep_evidence(viewer.county_id, place, content, by=viewer.actor(), now=now)
        )
    return in_transaction(lambda: service.keep(viewer.county_id, place.id, content, by=viewer.actor(), now=now))
