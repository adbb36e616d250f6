"""The principal's card, the notes on weeks that fell short, and who opened the card how often."""
