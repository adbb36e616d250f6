"""The books and forms that a canteen keeps, each made of the Facts of a period."""
