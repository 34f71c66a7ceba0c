"""Parts of Screen test."""
