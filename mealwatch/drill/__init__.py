"""The drill: a made-up school year with labelled schemes, lived week by week, and what the rules found of it."""
