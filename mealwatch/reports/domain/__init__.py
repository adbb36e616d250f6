"""What stands on the papers, as values."""
