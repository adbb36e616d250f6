"""Changes to people, their rights, sign-ins and keys. Each function leaves the session flushed, not committed."""
