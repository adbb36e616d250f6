"""Each kind of paper from what was gathered. Nothing here judges: what is evaluative is typed by an officer."""
