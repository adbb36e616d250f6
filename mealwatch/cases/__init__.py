"""Rectification: a problem with a deadline, answered by the school, closed by two officers, looked at again."""
