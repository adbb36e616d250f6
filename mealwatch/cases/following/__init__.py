"""What follows from a case: look-backs, questions put to other schools, the ladder of escalation, meetings."""
