"""Orders to suppliers."""
