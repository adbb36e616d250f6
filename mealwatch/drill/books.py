"""What is written down, and out into files in the exchange format."""

import csv
from pathlib import Path

from mealwatch.exchange.format import FILES

_COLUMNS = {name: [column.name for column in file.columns if column.name != "posted"] for name, file in FILES.items()}


class Books:
    def __init__(self):
        self._rows = {name: [] for name in _COLUMNS}

    def note(self, file, rows):
        self._rows[file].extend(rows)

    @property
    def count(self):
        return sum(len(rows) for rows in self._rows.values())

    def rows(self, file):
        return self._rows[file]

    def write(self, folder):
        """Write every file that has rows; a column that nobody filled is left out."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for file, rows in self._rows.items():
            if rows:
                filled = {name for row in rows for name, value in row.items() if value not in ("", None)}
                with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as out:
                    names = [name for name in _COLUMNS[file] if name in filled]
                    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore", lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(rows)
