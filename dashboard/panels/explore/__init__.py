"""Parts of Explore."""
