"""What is being filled in and not yet recorded."""
