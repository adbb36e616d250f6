"""The envelope, the chain of a device, receipts, gaps: rules over values."""
