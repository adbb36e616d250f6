"""Whether the records are what was entered: journal, rows, balances and guards, held against each other.

It changes nothing. What can be found this way and what only a head kept
outside the machine can show stands in docs/verification.md.
"""
