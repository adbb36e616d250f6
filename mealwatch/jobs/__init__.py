"""What the service does by itself: closing, judging, reminding, looking back, sending.

``due.do_due`` does whatever is due at a moment, for cron and for the worker
alike; doing it twice does nothing twice, and what was missed is caught up.
"""
