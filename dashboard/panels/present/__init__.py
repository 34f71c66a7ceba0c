"""Parts of Present."""
