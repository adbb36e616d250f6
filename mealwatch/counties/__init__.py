"""Counties, their dated policy, and the lock that a closed week lays on stock and meals."""
