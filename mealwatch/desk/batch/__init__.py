"""What the bureau does with several lines of its week at once: chosen, confirmed by names, done."""
