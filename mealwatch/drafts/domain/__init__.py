"""What a draft is, and whose."""
