"""The blueprint of the protocol: not in the OpenAPI document, which is for people's programs; docs/offline.md is its
page. Whatever asks a tablet to wait says for how long.
"""

from flask import Blueprint, Response, jsonify, request

from mealwatch.devices import errors
from mealwatch.web.api import PREFIX
from mealwatch.web.problems import fault

blueprint = Blueprint("deposits", __name__, url_prefix=PREFIX)
#: Seconds to wait where nothing better is known.
RETRY_SECONDS = 30
_AN_HOUR = 3600


@blueprint.after_request
def say_when(response):
    if response.status_code == 429:
        response.headers.setdefault("Retry-After", str(_AN_HOUR))
    elif response.status_code >= 500:
        response.headers.setdefault("Retry-After", str(RETRY_SECONDS))
    return response


@blueprint.errorhandler(errors.Damaged)
def damaged(problem):
    return told(problem, 400)


@blueprint.errorhandler(errors.TooLarge)
def too_large(problem):
    return told(problem, 413)


@blueprint.errorhandler(errors.NotEvidence)
def not_evidence(problem):
    return told(problem, 415)


def told(problem, status):
    """A problem as JSON under a status of this protocol's own."""
    one = fault(problem)
    response = jsonify(code=one.code, status=status, message=one.text, advice=one.advice, errors=[])
    response.status_code = status
    response.content_type = "application/problem+json"
    return response


def text(written, status):
    """A receipt to the byte, never changed on its way by anybody who keeps to the rules."""
    return Response(written, status, {"Cache-Control": "no-store, no-transform"}, content_type="application/json")


def body(most):
    """The request's bytes, at most so many. Raises TooLarge."""
    if (request.content_length or 0) > most:
        raise errors.TooLarge(most=most)
    request.max_content_length = most + 1
    content = request.get_data(cache=False)
    if len(content) > most:
        raise errors.TooLarge(most=most)
    return content
