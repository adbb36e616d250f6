"""What a case of rectification is, what may be done in it, and by when."""
