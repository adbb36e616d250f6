"""Papers that an accountant can follow: the sheet of a school's week and the month's reconciliation."""
