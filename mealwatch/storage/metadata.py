"""All tables, for the migrations and for the check that head and models agree."""

from importlib import import_module
from importlib.util import find_spec

from mealwatch.extensions import Base

FEATURES = (
    "audit",
    "counties",
    "schools",
    "accounts",
    "messages",
    "duty",
    "attachments",
    "drafts",
    "devices",
    "signing",
    "catalogue",
    "stock",
    "meals",
    "menus",
    "purchasing",
    "acceptance",
    "safety",
    "spend",
    "checklists",
    "rounds",
    "inspections",
    "inspections.office",
    "alerts",
    "cases",
    "cases.following",
    "reports.official",
)


def metadata():
    """The metadata with every feature's models loaded."""
    for feature in FEATURES:
        if find_spec(f"mealwatch.{feature}.models"):
            import_module(f"mealwatch.{feature}.models")
    return Base.metadata
