"""Stock: openings, receipts, lots, issues, deliveries, losses, stocktakes, reversals."""
