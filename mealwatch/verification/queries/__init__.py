"""Reading everything once, in one unchanging view, and holding it against the journal."""
