"""Reading the spend: figures of open and closed weeks, what they stand on, why they stand there."""
