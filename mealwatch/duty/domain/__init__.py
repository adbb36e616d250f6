"""When papers run out, and how often a card should be opened: rules over values."""
