"""What a principal answers for: papers that run out, and what was opened, read and done of the principal's card."""
