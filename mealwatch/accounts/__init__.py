"""People, roles and scopes, sessions and keys."""
