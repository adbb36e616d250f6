"""Alerts: the detection rules, what they find in a school's week, and what people do about it."""
