"""What tablets speak to: records, photos whole and in pieces, and what the server has of them. See docs/offline.md."""

from mealwatch.devices.api import deposits, files, uploads
from mealwatch.devices.api.blueprint import blueprint

__all__ = ["blueprint", "deposits", "files", "uploads"]
