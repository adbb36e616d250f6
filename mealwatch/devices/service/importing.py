"""Taking in what a tablet wrote into a file: every record goes the way that it would have gone by itself.

Each record and each photo has a transaction of its own; handing in the file again changes nothing.
"""

from dataclasses import dataclass

from mealwatch.devices import queries
from mealwatch.devices.queries.tablets import receipt_key
from mealwatch.devices.service.keeping import keep_file
from mealwatch.devices.service.taking import Sender, take_in
from mealwatch.kernel.errors import Problem


@dataclass(frozen=True)
class Imported:
    """What became of one record of the file: its Deposit (as it stands), the kind of its receipt, new or known."""

    deposit: object
    kind: str
    is_new: bool


def take_export(county_id, export, *, by, now, once):
    """Take in an export file (domain.export.Export). ``once(work)`` does a piece in a transaction.

    Returns ``(sealed, [Imported], [sha256 of photos that were refused])``.
    """
    sealed = export.is_sealed(receipt_key(county_id, export.device_id)[0])
    sender, taken, refused = Sender(carrier=by, sealed=sealed), [], []
    for record in export.records:
        answer = once(lambda record=record: take_in(county_id, sender, record.written, record.envelope, now=now))
        found = queries.deposit(county_id, record.envelope["id"])
        taken.append(Imported(found, answer.kind, answer.is_new))
        if answer.kind == "conflict":
            continue
        for sha256 in queries.missing_of(county_id, [found.id]).get(found.id, ()):
            if sha256 in export.files and not _kept(county_id, found.id, sha256, export.files[sha256], by, now, once):
                refused.append(sha256)
    return sealed, taken, refused


def _kept(county_id, deposit_id, sha256, content, by, now, once):
    try:
        once(lambda: keep_file(county_id, None, deposit_id, sha256, content, by=by, now=now))
    except Problem:
        return False
    return True
