"""Making a set ready to be written: every row and every journal entry as it will stand, in chunks in the staging.

What is left to do under the county's lock is to hand them to the driver and to
chain the entries.
"""

import marshal

from mealwatch.audit.batch import Batch
from mealwatch.exchange.writing.eating import meal_batches, menu_batches
from mealwatch.exchange.writing.ledger import Closings, ledger_batches


def prepare(checked, place, *, reason, by, now, progress):
    """Fill the staging with what ``prepared`` gives back; ``progress`` is told of each event."""
    staging = checked.context.staging
    staging.run("DROP TABLE IF EXISTS prepared")
    staging.run("CREATE TABLE prepared (id INTEGER PRIMARY KEY, what TEXT, data BLOB)")
    said = {"by": by, "now": now}
    for batch in meal_batches(checked.context, place, reason=reason, **said):
        _keep(staging, batch)
    for batch in menu_batches(checked.context, place, reason=reason, **said):
        _keep(staging, batch)
    for part in ledger_batches(checked.context, place, checked.last_known, progress=progress, **said):
        _keep(staging, part)


def prepared(staging):
    """Batches and Closings, in the order in which they must be written."""
    for what, data in staging.stream("SELECT what, data FROM prepared ORDER BY id"):
        # Our own file in our own folder, gone when the import ends.
        content = marshal.loads(data)  # noqa: S302  # nosec B302
        yield Batch.unpacked(content) if what == "batch" else Closings(content)


def _keep(staging, part):
    if part:
        what, content = ("closings", list(part)) if isinstance(part, Closings) else ("batch", part.packed())
        staging.run("INSERT INTO prepared (what, data) VALUES (?, ?)", (what, marshal.dumps(content)))
