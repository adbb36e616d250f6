"""What the bureau's screens count and in which order they show it."""
