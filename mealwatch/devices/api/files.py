"""Photos and drawings sent whole."""

from flask.views import MethodView

from mealwatch.devices import errors, queries, service
from mealwatch.devices.api.blueprint import blueprint, body
from mealwatch.devices.domain import limits
from mealwatch.devices.identity import sender
from mealwatch.devices.service.keeping import named
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction_or_again
from mealwatch.web.guards import DEVICE, guard


class Files(MethodView):
    @guard(DEVICE)
    def head(self, deposit_id, sha256):
        """200: the school of the record has these bytes; 404: send them."""
        county_id, _device = sender()
        school_id = named(county_id, deposit_id, sha256)[1]
        if queries.find_file(county_id, school_id, sha256) is None:
            raise errors.NotNamed
        return "", 200, {"ETag": f'"{sha256}"'}

    @guard(DEVICE)
    def put(self, deposit_id, sha256):
        """Keep the bytes: 201 the first time, 200 again."""
        county_id, device = sender()
        content = body(limits.MOST_PIECE_BYTES)
        is_new = in_transaction_or_again(
            lambda: service.keep_file(county_id, device, deposit_id, sha256, content, now=clock.now())
        )
        return "", 201 if is_new else 200, {"ETag": f'"{sha256}"'}


blueprint.add_url_rule("/deposits/<deposit_id>/attachments/<sha256>", view_func=Files.as_view("files"))
