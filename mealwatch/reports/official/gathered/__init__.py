"""What the papers speak of, gathered once for page, print and spreadsheet: a fixed number of statements each."""
