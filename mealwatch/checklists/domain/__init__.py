"""What a checklist is, what a visit scores by it, how a list is read from a sheet."""
