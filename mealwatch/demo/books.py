"""Everything that is written down, put into the order of entry and out into files.

A document is noted with the moment at which it was entered; moments only order
the documents, the files carry the running number ``posted``.
"""

import csv
from pathlib import Path

COLUMNS = {
    "policies": "from_date subsidy_yuan deciding tolerance_yuan",
    "schools": "school_code name town school_type supply_mode principal",
    "canteens": "canteen_code school_code name",
    "pupil_groups": "school_code group_code name age_band canteen_code from_date beneficiaries other_pupils",
    "meal_standards": "school_code group_code from_date meal subsidised top_up_yuan",
    "calendar": "date day_type school_code group_code note",
    "ingredients": "ingredient_code name food_group base_unit package_name package_content grams_per_unit"
    " edible_percent",
    "suppliers": "supplier_code name licence_no licence_expires_on contact phone",
    "receipts": "canteen_code doc_no received_on ingredient_code quantity unit amount_yuan supplier_code batch_no"
    " produced_on expires_on buyer acceptor_1 acceptor_2 posted",
    "openings": "canteen_code doc_no opened_on ingredient_code quantity unit amount_yuan expires_on counted_by"
    " witnessed_by posted",
    "issues": "canteen_code doc_no issued_on meal ingredient_code quantity unit use_days storekeeper collector posted",
    "deliveries": "canteen_code doc_no delivered_on meal portions amount_yuan food_cost_yuan supplier_code"
    " acceptor_1 acceptor_2 posted",
    "losses": "canteen_code doc_no lost_on ingredient_code quantity unit reason approved_by posted",
    "stocktakes": "canteen_code doc_no counted_on ingredient_code counted_quantity unit reason counted_by"
    " witnessed_by posted",
    "reversals": "canteen_code doc_kind doc_no reversed_on reason reversed_by posted",
    "meals": "school_code group_code date meal beneficiaries_served other_pupils_served staff_served",
    "menus": "canteen_code date meal dish ingredient_code grams_per_pupil age_band",
    "closings": "school_code week closed_at closed_by posted",
}


class Books:
    def __init__(self):
        self._rows = {file: [] for file in COLUMNS}
        self._entered = []

    def note(self, file, rows):
        """Rows that have no order of entry."""
        self._rows[file].extend(rows)

    def enter(self, at, file, rows):
        """One document, reversal or closing, entered at a moment (``2026-11-20T09:30``)."""
        self._entered.append((at, len(self._entered), file, rows))

    def reverse(self, at, canteen, kind, number, reason):
        """Undo a document of the same day."""
        row = {
            "canteen_code": canteen.code,
            "doc_kind": kind,
            "doc_no": number,
            "reversed_on": at[:10],
            "reason": reason,
            "reversed_by": canteen.school.people["storekeeper"],
        }
        self.enter(at, "reversals", [row])

    def write(self, folder):
        """Write every file that has rows into the folder."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for posted, (_, _, file, rows) in enumerate(sorted(self._entered, key=lambda each: each[:2]), start=1):
            self._rows[file].extend({**row, "posted": posted} for row in rows)
        for file, rows in self._rows.items():
            if rows:
                with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as out:
                    writer = csv.DictWriter(out, COLUMNS[file].split(), restval="", lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(rows)
