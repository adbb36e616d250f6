"""Goods in: what was ordered, noted, weighed and accepted."""
