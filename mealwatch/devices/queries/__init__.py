"""Tablets, what they handed in, and what about them a person has to look at."""

from mealwatch.devices.queries.alerts import alerts
from mealwatch.devices.queries.chain import contiguous_through, gaps
from mealwatch.devices.queries.files import content, evidence, find_file, missing_of
from mealwatch.devices.queries.kept import KEPT
from mealwatch.devices.queries.looks import looks_of
from mealwatch.devices.queries.records import (
    body_of,
    conflicts_of,
    deposit,
    deposits_of,
    envelope_of,
    find_deposit,
    receipt_of,
)
from mealwatch.devices.queries.state import state_of
from mealwatch.devices.queries.tablets import device, devices_of, find_device, uses_of

__all__ = [
    "KEPT",
    "alerts",
    "body_of",
    "conflicts_of",
    "content",
    "contiguous_through",
    "deposit",
    "deposits_of",
    "device",
    "devices_of",
    "envelope_of",
    "evidence",
    "find_deposit",
    "find_device",
    "find_file",
    "gaps",
    "looks_of",
    "missing_of",
    "receipt_of",
    "state_of",
    "uses_of",
]
