"""Where records are kept: the engine recipe, the transaction, column types, append-only guards."""
