"""What following rests on, without a database: days drawn by lot, exposed schools, the ladder."""
