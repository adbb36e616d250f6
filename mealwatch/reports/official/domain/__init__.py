"""What the bureau's papers say, from figures alone."""
