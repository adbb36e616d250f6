"""Values that every feature shares: money, quantity, the week, exact ratios, problems."""
