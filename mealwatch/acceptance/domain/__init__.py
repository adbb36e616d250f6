"""What was ordered, noted, weighed and accepted; whether a price is asked about; whether a licence stops goods."""
