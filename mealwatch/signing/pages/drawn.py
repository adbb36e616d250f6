"""A signature as a picture: what a guest drew, crossed out where the record has been changed since."""

from flask import make_response, render_template

from mealwatch.accounts.scope import the_canteen
from mealwatch.signing import presenters, queries, registry
from mealwatch.signing.domain import strokes
from mealwatch.signing.pages.blueprint import blueprint
from mealwatch.web.guards import current_viewer, guard


@blueprint.get("/canteens/<canteen_code>/signatures/<int:signature_id>.svg")
@guard("read_school")
def drawn(canteen_code, signature_id):
    """One signature as SVG: strokes, or the typed name; across it a line where the content is no longer the signed."""
    county_id, canteen = current_viewer().county_id, the_canteen(canteen_code)
    signature = queries.get_signature(county_id, canteen.id, signature_id)
    svg = render_template(
        "signing/signature.svg",
        signature=signature,
        path=presenters.drawing(signature),
        size=(strokes.WIDTH, strokes.HEIGHT),
        void=_void(county_id, canteen, signature),
    )
    response = make_response(svg)
    response.content_type = "image/svg+xml; charset=utf-8"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _void(county_id, canteen, signature):
    now_says = registry.find_content(signature.subject)
    if now_says is None:
        return False
    content = now_says(county_id, canteen.id, signature.key)
    return content is not None and signature.is_void(content)
