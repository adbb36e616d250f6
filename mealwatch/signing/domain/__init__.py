"""Who may be the second person, what a signature is, and what it is bound to: rules over values."""
