"""Held-out viewers and films, and metrics of rankings on them."""
