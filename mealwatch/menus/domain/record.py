"""What the journal holds of a menu: one digest over every stored column of the rows that one change wrote."""

from mealwatch.audit.chain import digest, plain

ROW = (
    "position",
    "version",
    "dish",
    "ingredient_id",
    "age_band",
    "mg_per_pupil",
    "removed",
    "reason",
    "entered_by",
    "imported",
)


def body(rows):
    """The journal body of one change to a meal's menu, from the rows it wrote, by position and version."""
    return {
        "rows": [[row["position"], row["version"]] for row in rows],
        "digest": digest([[*(row[name] for name in ROW), plain(row["entered_at"])] for row in rows]),
    }


def key(canteen_code, dated_on, meal):
    """By which the journal names it: ``C001/2026-11-02/lunch``."""
    return f"{canteen_code}/{dated_on.isoformat()}/{meal}"
