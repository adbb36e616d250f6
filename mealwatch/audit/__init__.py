"""The journal: one hash chain per county, written in the same transaction as the change."""
