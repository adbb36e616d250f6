"""Who may do what and where, and what a password must be: rules over values."""
