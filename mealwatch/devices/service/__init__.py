"""Changes: tablets are enrolled and revoked, records and photos are taken in, officers decide."""

from mealwatch.devices.service.deciding import explain_gap, look, release
from mealwatch.devices.service.enrolling import enrol, revoke
from mealwatch.devices.service.keeping import keep_file
from mealwatch.devices.service.taking import Sender, read_record, take_in
from mealwatch.devices.service.uploads import begin_upload, take_piece

__all__ = [
    "Sender",
    "begin_upload",
    "enrol",
    "explain_gap",
    "keep_file",
    "look",
    "read_record",
    "release",
    "revoke",
    "take_in",
    "take_piece",
]
