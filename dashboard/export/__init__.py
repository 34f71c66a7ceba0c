"""Files to keep: an explanation as JSON, CSV or a page of its own, and notes."""
