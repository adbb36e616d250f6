"""The field of a form that carries photos."""

from marshmallow import fields
from marshmallow.exceptions import ValidationError

from mealwatch.attachments.domain.files import MOST_IN_A_FIELD, digests_in
from mealwatch.kernel.errors import mark
from mealwatch.web.language import translate


class PhotosField(fields.String):
    """Digests parted by spaces, as a tuple; nothing typed is no photo."""

    default_error_messages = {"photos": mark("照片的编号不对，或者超过了 {most} 张，请重新拍照")}

    def __init__(self, **options):
        options.setdefault("load_default", ())
        super().__init__(**options)

    def _serialize(self, value, attr, obj, **kwargs):
        return " ".join(value or ())

    def _deserialize(self, value, attr, data, **kwargs):
        found = digests_in(value) if isinstance(value, str) else None
        if found is None:
            text = translate(str(self.error_messages["photos"])).format(most=MOST_IN_A_FIELD)
            raise ValidationError(text)
        return found
