"""What import refuses: files that are not what they say, cells, and records that do not fit together."""
