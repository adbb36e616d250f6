"""Second persons: who signs beside the one who enters, and how."""
