"""The rules of schools: the supply calendar, dated counts, meal standards, holidays."""
