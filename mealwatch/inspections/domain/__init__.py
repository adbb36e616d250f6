"""What a visit says, its draws and seals, how records of one visit are merged."""
