"""Reading the ledger: stores for posting, documents and lots for pages, pots for the spend."""
