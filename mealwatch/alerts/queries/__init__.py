"""Reading alerts, and the parts that the rules look at."""
