"""Schools, canteens, pupil groups and their dated counts, meal standards, terms, the supply calendar."""
