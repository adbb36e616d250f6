"""Detection rules, and what they found: an alert a school, week and rule, until somebody has settled it."""
