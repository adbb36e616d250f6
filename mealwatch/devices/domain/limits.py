"""How much a tablet may send, and how long things wait."""

from datetime import timedelta

#: A record without its photos.
MOST_RECORD_BYTES = 64 * 1024
#: One photo or drawing sent whole, or one piece of a larger one.
MOST_PIECE_BYTES = 1024 * 1024
#: A photo or a drawing altogether.
MOST_FILE_BYTES = 8 * 1024 * 1024
MOST_FILES_OF_A_RECORD = 400
MOST_PIXELS = 40_000_000
#: In one day from one tablet.
MOST_RECORDS_A_DAY = 5_000
MOST_FILES_A_DAY = 20_000
MOST_BYTES_A_DAY = 4 * 1024**3
#: Other bodies under the number of one record; more is no accident.
MOST_CONFLICTS = 20
#: A photo on its way is kept so long after its last piece.
UPLOADS_KEPT = timedelta(days=7)
#: What a revoked tablet still hands in is put aside so long; then it is refused.
AFTER_REVOCATION = timedelta(days=30)
#: A clock that is further off is told of, and from the second on its times are not to be believed.
CLOCK_OFF = timedelta(minutes=5)
CLOCK_SUSPECT = timedelta(hours=24)
#: A record that says it is older than this was written with a wrong clock.
OLDEST = timedelta(days=400)
#: Photos missing for longer, and numbers missing for longer, are alerts.
INCOMPLETE_AFTER = timedelta(hours=48)
GAP_AFTER = timedelta(hours=72)
