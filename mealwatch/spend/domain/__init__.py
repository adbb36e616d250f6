"""The calculation: pure functions over whole numbers, exactly as the contract says."""
