"""Rules as pure functions over a week's values, and the states of an alert."""
