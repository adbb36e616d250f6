"""A county as everybody sees it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class County:
    id: int
    code: str
    name: str
    is_demo: bool
    live_from: date | None

    def on_trial(self, on):
        """Whether figures are shown but nothing is flagged yet on this day."""
        return self.live_from is None or on < self.live_from
