"""What a canteen records every day."""
