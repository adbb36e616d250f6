"""Photos and papers, by the hash of their content."""
