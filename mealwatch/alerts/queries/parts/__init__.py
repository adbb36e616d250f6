"""What rules look at: each part read once for the whole county, with few statements."""
