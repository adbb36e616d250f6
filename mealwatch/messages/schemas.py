"""What is typed about where messages go."""

from marshmallow import Schema, post_load

from mealwatch.messages import words as _words  # noqa: F401 - Choice reads its vocabulary
from mealwatch.messages.domain.kinds import KINDS
from mealwatch.messages.domain.robots import SHAPES
from mealwatch.messages.service.channels import QUIET
from mealwatch.web.fields import Choice, Flag, Text

#: A tick a kind, named ``kind_<kind>``.
_Kinds = Schema.from_dict({f"kind_{kind}": Flag(load_default=False) for kind in KINDS})


class KindsSchema(_Kinds):
    """The kinds that are ticked, as ``kinds``."""

    @post_load
    def _gather(self, given, **_options):
        ticked = [kind for kind in KINDS if given.pop(f"kind_{kind}")]
        return given | {"kinds": ticked}


class EmailSchema(KindsSchema):
    email = Text(most=200, empty=True, load_default="")


class ChannelSchema(KindsSchema):
    shape = Choice("channel_shape", of=[shape for shape in SHAPES if shape != "email"], required=True)
    name = Text(most=40, required=True)
    address = Text(most=500, empty=True, load_default="")
    secret = Text(most=200, empty=True, load_default="")
    quiet_from = Text(most=5, load_default=QUIET[0])
    quiet_until = Text(most=5, load_default=QUIET[1])
    active = Flag(load_default=False)
