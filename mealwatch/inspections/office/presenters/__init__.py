"""Words and figures of a visit for a page and for paper."""
