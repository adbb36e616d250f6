"""Values of a verification."""
